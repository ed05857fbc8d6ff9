// Where links lead: those to the bot stay here, all others open in a new tab.

import { act } from "./net.js";
import { bot, chatsOf, store } from "./store.js";

export function isSafe(url) {
  try {
    return ["http:", "https:"].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}

export function leadsToBot(url) {
  if (!isSafe(url)) return false;
  const { hostname, pathname } = new URL(url);
  return ["t.me", "telegram.me"].includes(hostname) && pathname.replaceAll("/", "").toLowerCase() === bot().username.toLowerCase();
}

export async function follow(url) {
  if (!leadsToBot(url)) {
    if (isSafe(url)) window.open(url, "_blank", "noopener");
    return;
  }
  const intoGroup = new URL(url).searchParams.has("startgroup");
  const group = intoGroup ? chatsOf(store.me).find((chat) => chat.kind !== "private")?.key : undefined;
  await act("open", { person: store.me, url, group });
  const kind = intoGroup ? "group" : "private";
  document.dispatchEvent(new CustomEvent("show-chat", { detail: kind }));
}
