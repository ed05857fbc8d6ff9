// The page as a whole: who I am, which chats I see, and what comes in.

import { answerCame } from "./buttons.js";
import { Column } from "./column.js";
import { $, h } from "./dom.js";
import { drawDrawer, tick, toggleDrawer } from "./drawer.js";
import { avatar } from "./faces.js";
import { drawGuide } from "./guide.js";
import { follow } from "./links.js";
import { connect, power } from "./net.js";
import { alertBox, clearToasts, toast } from "./notices.js";
import { become, bot, chatsOf, countUnread, kindOf, markRead, messagesIn, store, takeEverything, takeState, unreadIn, unreadOf } from "./store.js";

const narrow = matchMedia("(max-width: 720px)");
let columns = new Map();
let front = "private";

// Redrawn only when something on it changed: what is being read or chosen there stays where it is.
const drawn = new Map();
function isNews(id, ...facts) {
  const now = JSON.stringify(facts);
  if (drawn.get(id) === now) return false;
  drawn.set(id, now);
  return true;
}

const count = (number) => (number ? h("span", { className: "count", "aria-label": `${number} 条未读` }, String(number)) : null);

function drawBar() {
  if (!isNews("bar", store.me, store.state.people, store.state.people.map((person) => unreadOf(person.id)))) return;
  const chips = store.state.people.map((person) => {
    const isMe = person.id === store.me;
    const choose = () => (person.has_phone ? switchTo(person.id) : toast(`${person.name}：${person.note || "没有手机"}`));
    return h("button", { type: "button", className: "chip", "data-testid": `me-${person.id}`, "aria-pressed": String(isMe), "aria-disabled": String(!person.has_phone), title: person.note, onclick: choose },
      avatar(person.id, person.name), h("span", {}, h("b", {}, person.name), h("small", {}, person.note)), isMe ? null : count(unreadOf(person.id)));
  });
  const isOpen = !$("drawer").hidden;
  const scrolled = $("bar").querySelector(".chips")?.scrollLeft ?? 0;
  $("bar").replaceChildren(
    h("span", { className: "label", id: "me-label" }, "我是"),
    h("div", { className: "chips", role: "group", "aria-labelledby": "me-label", "data-testid": "me-switch" }, chips),
    h("button", { type: "button", className: "tool", "data-testid": "drawer-toggle", "aria-expanded": String(isOpen), "aria-controls": "drawer", "aria-label": "控制台", onclick: () => toggleDrawer() },
      "控制台", h("small", {}, h("span", { className: "date" }), h("span", { className: "clock" }))));
  $("bar").querySelector(".chips").scrollLeft = scrolled;
  tick();
}

function drawPower() {
  const process = store.state.process;
  const isDown = process && ["ended", "unplugged"].includes(process.state);
  $("power").hidden = !isDown;
  if (isDown) $("power").replaceChildren(h("span", { role: "status" }, process.sentence), h("button", { type: "button", "data-testid": "power-on", onclick: () => power("start") }, "重新启动"));
}

function drawTabs() {
  const chats = chatsOf(store.me);
  for (const [key, column] of columns) column.node.classList.toggle("front", key === frontKey());
  if (!isNews("tabs", store.me, frontKey(), chats.map((chat) => [chat.key, unreadIn(store.me, chat.key)]))) return;
  $("tabs").replaceChildren(...chats.map((chat) =>
    h("button", { type: "button", "data-testid": `tab-${kindOf(chat)}`, "aria-current": chat.key === frontKey() ? "page" : "false", onclick: () => show(chat.key) },
      kindOf(chat) === "private" ? bot().name : chat.title, count(unreadIn(store.me, chat.key)))));
}

// The narrow page shows one chat at a time, and stays with its kind when one becomes somebody else.
function frontKey() {
  const chats = chatsOf(store.me);
  return (chats.find((chat) => chat.key === front) ?? chats.find((chat) => kindOf(chat) === front) ?? chats[0])?.key;
}

const isVisible = (key) => document.visibilityState === "visible" && (!narrow.matches || key === frontKey());

function show(key) {
  front = key.startsWith("p") ? "private" : key;
  markRead(store.me, key);
  drawTabs();
  columns.get(key)?.toNewest();
}

function drawColumns() {
  const chats = chatsOf(store.me);
  const keep = new Map(chats.map((chat) => [chat.key, columns.get(chat.key) ?? new Column(chat)]));
  const isSame = keep.size === columns.size && [...keep.keys()].every((key) => columns.has(key));
  columns = keep;
  if (!isSame) {
    $("chats").replaceChildren(...[...columns.values()].map((column) => column.node));
    for (const column of columns.values()) column.toNewest();
  }
  for (const column of columns.values()) column.update();
}

function readVisible() {
  for (const key of columns.keys()) if (isVisible(key)) markRead(store.me, key);
}

function draw() {
  drawColumns();
  readVisible();
  drawTabs();
  drawBar();
  drawPower();
  drawGuide();
  drawDrawer();
}

function switchTo(id) {
  become(id);
  clearToasts();
  columns = new Map();
  draw();
  const chip = document.querySelector(`[data-testid="me-${id}"]`);
  chip.focus();
  chip.scrollIntoView({ block: "nearest", inline: "center" });
}

function takeMessage(message) {
  const known = messagesIn(message.chat_key);
  const isNew = !known.has(message.message_id);
  known.set(message.message_id, message);
  for (const column of columns.values()) column.put(message);
  if (isNew) countUnread(message, (person) => person === store.me && isVisible(message.chat_key));
  drawBar();
  drawTabs();
}

function takeAnswer({ query_id: queryId, person_id: person, text, alert, url }) {
  answerCame(queryId);
  if (person !== store.me) return;
  if (url) follow(url);
  if (text && alert) alertBox(text);
  else if (text) toast(text);
}

const TAKE = {
  everything: (news) => {
    takeEverything(news);
    columns = new Map();
    draw();
  },
  state: (news) => {
    takeState(news.state);
    draw();
  },
  message: (news) => takeMessage(news.message),
  vanished: (news) => {
    messagesIn(news.chat_key).delete(news.message_id);
    for (const column of columns.values()) if ([column.key, column.chat.former].includes(news.chat_key)) column.rebuild();
  },
  answer: takeAnswer,
};

document.addEventListener("show-chat", ({ detail }) => {
  const wanted = chatsOf(store.me).find((chat) => kindOf(chat) === detail);
  if (wanted) show(wanted.key);
});
document.addEventListener("pressed", ({ detail }) => columns.get(detail)?.expectAnswer());
document.addEventListener("visibilitychange", () => store.state && draw());
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.more[open]")) if (!open.contains(event.target)) open.open = false;
});
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || $("alert").open) return;
  clearToasts();
  for (const open of document.querySelectorAll("details.more[open]")) open.open = false;
  if (!$("drawer").hidden) toggleDrawer(false);
});
narrow.addEventListener("change", () => store.state && draw());
setInterval(tick, 1000);

// A press that begins on a button must end on the same one: what comes in meanwhile waits until the finger is up.
// A touch's click follows its release in a task of its own, hence the moment's grace.
const GRACE_MS = 50;
const waiting = [];
let isPressed = false;

function takeWaiting() {
  isPressed = false;
  for (const news of waiting.splice(0)) TAKE[news.kind](news);
}

let release = null;
addEventListener("pointerdown", () => { clearTimeout(release); isPressed = true; }, true);
function letGo() {
  clearTimeout(release);
  release = setTimeout(takeWaiting, GRACE_MS);
}
for (const end of ["pointerup", "pointercancel", "contextmenu"]) addEventListener(end, letGo, true);
addEventListener("blur", letGo); // of the window; on the way down it would be that of every button a press takes the focus from
connect((news) => (isPressed ? waiting.push(news) : TAKE[news.kind](news)));
