// The control drawer: what a bad day does to a bot, at the press of a button.

import { $, h } from "./dom.js";
import { clockTime, dateOf, dayOf, isoMinute, secondsOf, weekdayOf } from "./faces.js";
import { restartGuide } from "./guide.js";
import { act, control, power } from "./net.js";
import { toast } from "./notices.js";
import { bot, chatsOf, nowSeconds, personBy, store } from "./store.js";

const FORWARD = [["+10 分钟", 600], ["+1 小时", 3600], ["+1 天", 86_400]];

const button = (label, testid, onclick, kind = "") => h("button", { type: "button", className: kind, "data-testid": testid, onclick }, label);
const section = (title, ...content) => h("section", {}, h("h3", {}, title), content);
const group = () => chatsOf(store.me).find((chat) => chat.kind !== "private");

function check(label, testid, checked, onchange, explanation) {
  return h("label", { className: "check" }, h("input", { type: "checkbox", "data-testid": testid, checked, onchange: (event) => onchange(event.target.checked) }), h("span", {}, label, h("small", {}, explanation)));
}

let wanted = "";

function jump() {
  const seconds = secondsOf(wanted) - nowSeconds();
  if (!(seconds > 0)) toast("时间只能往前拨，请选一个以后的时间。");
  else control("clock", { seconds });
}

function clock() {
  wanted = secondsOf(wanted) > nowSeconds() ? wanted : isoMinute(nowSeconds() + 60);
  const now = h("p", { className: "now", "data-testid": "now" });
  const at = h("input", { type: "datetime-local", value: wanted, "aria-label": "跳到什么时候", "data-testid": "clock-at", oninput: (event) => { wanted = event.target.value; } });
  return section("时间", now,
    h("div", { className: "keys" }, FORWARD.map(([label, seconds]) => button(label, `clock-forward-${seconds}`, () => control("clock", { seconds })))),
    h("div", { className: "keys" }, at, button("跳到", "clock-jump", jump)));
}

function process() {
  const state = store.state.process;
  if (!state) return section("小伴", h("p", { "data-testid": "bot-state" }, "小伴由别的程序启动。"));
  const isOn = ["running", "preparing"].includes(state.state);
  return section("小伴",
    h("p", { className: `power ${state.state}`, "data-testid": "bot-state", "data-state": state.state }, state.sentence),
    h("div", { className: "keys" }, isOn ? button("拔掉电源", "kill", () => power("unplug"), "danger") : button("重新启动", "start-bot", () => power("start"), "primary")),
    h("details", { className: "tail", open: state.state === "ended" }, h("summary", {}, "它最后说的话"), h("pre", { "data-testid": "bot-tail", tabIndex: 0 }, state.tail.join("\n") || "（没有）")));
}

function me() {
  const mine = store.state.chats.find((chat) => chat.kind === "private" && chat.id === store.me);
  const name = personBy(store.me).name;
  const toggle = (on) => act(on ? "block" : "unblock", { person: store.me });
  return section(`我（${name}）`,
    check("停用小伴", "block", mine.blocked, toggle, "小伴再写信给我，会得到 403"),
    h("label", { className: "field" }, "在群里说话时，我是",
      h("select", { "data-testid": "disguise", onchange: (event) => { store.disguise = event.target.value; } },
        [["", name], ["group", "匿名管理员"], ["channel", "一个频道"]].map(([value, label]) => h("option", { value, selected: store.disguise === value }, label)))));
}

function inGroup() {
  const chat = group();
  if (!chat) return null;
  const present = chat.members.includes(bot().id);
  const rules = chat.admins.includes(bot().id);
  const about = { chat: chat.key };
  return section(`群（${chat.title}）`,
    check("隐私模式", "privacy", bot().privacy, (on) => control("privacy", { on }), "小伴只收到给它的命令和回复"),
    check("小伴是管理员", "promote", rules, (on) => control(on ? "promote_bot" : "demote_bot", about), "管理员收到所有消息"),
    h("div", { className: "keys" },
      button(present ? "请小伴出群" : "请小伴进群", "membership", () => control(present ? "remove_bot" : "add_bot", about)),
      chat.kind === "group" ? button("升级成超级群", "migrate", () => control("migrate", about)) : null,
      button("群消息：下一次 429", "too-many-group", () => control("too_many", { ...about, retry_after: 5 }))));
}

function network() {
  const { away, limits, holding, held, pending_faults: faults, repeating } = store.state.switches;
  return section("网络",
    check("Telegram 不在", "away", away, (on) => control("away", { on }), "每次调用都得到 502"),
    check("真实的发送限制", "limits", limits, (on) => control("limits", { on }), "每个聊天一秒一条，群里一分钟二十条"),
    check("扣住消息", "hold", holding, (on) => control(on ? "hold" : "release"), holding ? `扣住了 ${held} 条；关掉就放行` : "小伴晚一点才收到"),
    h("div", { className: "keys" },
      button("倒着放行", "release-backwards", () => control("release", { backwards: true })),
      button("下一条送两遍", "repeat", () => control("repeat")),
      button("下一次 429", "too-many", () => control("too_many", { retry_after: 5 })),
      button("丢一个回执", "lose-answer", () => control("lose_answers"))),
    h("p", { className: "hint" }, `等着发生：${faults} 次失败，${repeating} 次重复。要让一条消息消失，用消息旁边的 ⋯。`));
}

// Redrawn only when something in it changed: what one is just choosing there must not close.
let drawn = "";
function isNews() {
  const { process: child, switches, chats, bots } = store.state;
  const now = JSON.stringify([store.me, store.disguise, child, switches, chats, bots]);
  if (now === drawn) return false;
  drawn = now;
  return true;
}

function guide() {
  if (!store.state.guide.length) return null;
  return section("试一试", h("div", { className: "keys" }, button("再看一遍提示", "guide-again", restartGuide)));
}

export function drawDrawer() {
  const drawer = $("drawer");
  if (drawer.hidden || !store.state || !isNews()) return;
  const open = drawer.querySelector("details.tail")?.open;
  const focused = drawer.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  const scrolled = drawer.scrollTop;
  drawer.replaceChildren(h("header", {}, h("h2", {}, "控制台"), button("收起", "drawer-close", () => toggleDrawer(false))), clock(), process(), me(), ...[inGroup(), network(), guide()].filter(Boolean));
  if (open) drawer.querySelector("details.tail").open = true;
  if (focused) drawer.querySelector(`[data-testid="${focused}"]`)?.focus();
  drawer.scrollTop = scrolled;
  tick();
}

export function tick() {
  if (!store.state) return;
  const now = nowSeconds();
  const inDrawer = $("drawer").querySelector(".now");
  if (inDrawer) inDrawer.textContent = `${dayOf(now)} ${clockTime(now)}`;
  $("bar").querySelector(".date").textContent = `${dateOf(now)} `;
  $("bar").querySelector(".clock").textContent = `${weekdayOf(now)} ${clockTime(now)}`;
}

export function toggleDrawer(open = $("drawer").hidden) {
  $("drawer").hidden = !open;
  drawn = "";
  document.body.classList.toggle("with-drawer", open);
  document.querySelector("[data-testid=drawer-toggle]")?.setAttribute("aria-expanded", String(open));
  drawDrawer();
}
