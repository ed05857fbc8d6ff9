// Names, initials and colours of those who write, and the times they write at.

import { h } from "./dom.js";
import { bot, isBot } from "./store.js";

// White letters stand on these, each at 4.5:1 or better.
const COLOURS = ["#b3413a", "#9a5b13", "#3d7a35", "#0f766e", "#2b6cb0", "#6b4fbb", "#a13d7d", "#4b5a6b"];
const ZONE = { timeZone: "Asia/Shanghai" };

export function avatar(id, name) {
  const face = h("span", { className: "avatar", "aria-hidden": "true" }, isBot(id) ? "伴" : name.slice(-1));
  face.style.backgroundColor = isBot(id) ? "var(--accent)" : COLOURS[Math.abs(id) % COLOURS.length];
  if (isBot(id)) face.style.color = "var(--accent-ink)";
  return face;
}

export const senderName = (message) => message.sender_chat?.title ?? message.from.first_name;
export const senderId = (message) => message.sender_chat?.id ?? message.from.id;
export const badge = () => h("span", { className: "badge" }, "机器人");
export const isOurBot = (id) => id === bot().id;

const shown = (options) => {
  const format = new Intl.DateTimeFormat("zh-CN", { ...ZONE, ...options });
  return (seconds) => format.format(seconds * 1000);
};

export const clockTime = shown({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const dayOf = shown({ month: "long", day: "numeric", weekday: "long" });
export const dateOf = shown({ month: "long", day: "numeric" });
export const weekdayOf = shown({ weekday: "short" });

// What a datetime-local field holds, in the zone the page shows.
const isoFormat = new Intl.DateTimeFormat("sv-SE", { ...ZONE, dateStyle: "short", timeStyle: "short" });
export const isoMinute = (seconds) => isoFormat.format(seconds * 1000).replace(" ", "T");
export const secondsOf = (minute) => Date.parse(`${minute}+08:00`) / 1000;
