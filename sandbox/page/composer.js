// Where one writes: the field, the file, the bot's menu, and the keyboard the bot brought.

import { h } from "./dom.js";
import { senderName } from "./faces.js";
import { act, upload } from "./net.js";
import { bot, chatBy, historyOf, kindOf, store } from "./store.js";

const MENU_SCOPES = { private: ["all_private_chats", "default"], group: ["all_group_chats", "default"] };

function commandsFor(kind) {
  const menus = Object.entries(bot().menus).map(([audience, commands]) => [JSON.parse(audience), commands]);
  for (const scope of MENU_SCOPES[kind]) {
    const fitting = menus.filter(([[given]]) => given.type === scope);
    const found = fitting.find(([[, language]]) => language === "zh") ?? fitting.find(([[, language]]) => language === "");
    if (found?.[1].length) return found[1];
  }
  return [];
}

function replyKeyboard(chat) {
  if (chat.kind !== "private") return null;
  const last = historyOf(chat).findLast((message) => message.markup?.keyboard || message.markup?.remove_keyboard);
  return last?.markup.keyboard ?? null;
}

export class Composer {
  constructor(key) {
    this.key = key;
    this.replyTo = null;
    this.keyboardOpen = true;
    this.topic = undefined;
    this.field = h("textarea", { rows: 1, placeholder: "说点什么……", "aria-label": "写消息", "data-testid": "composer", onkeydown: (e) => this.onKey(e), oninput: () => this.grow() });
    this.picker = h("input", { type: "file", hidden: true, "data-testid": "file", onchange: () => this.sendFile() });
    this.reply = h("div", { className: "replying", hidden: true });
    this.menu = h("div", { className: "commands", hidden: true });
    this.keys = h("div", { className: "reply-keyboard", hidden: true });
    this.menuButton = h("button", { type: "button", className: "tool", "data-testid": "menu", "aria-expanded": "false", onclick: () => this.toggleMenu() }, "菜单");
    this.keysButton = h("button", { type: "button", className: "tool icon", "aria-label": "显示或收起大按钮", title: "大按钮", "data-testid": "keyboard-toggle", onclick: () => this.toggleKeys() }, "▦");
    this.row = h("form", { className: "composer", onsubmit: (e) => this.onSubmit(e) },
      this.menuButton,
      h("button", { type: "button", className: "tool icon", "aria-label": "发文件", title: "发文件", onclick: () => this.picker.click() }, "+"),
      h("button", { type: "button", className: "tool icon", "aria-label": "发一条练习用的语音（三秒，没有声音）", title: "发语音", "data-testid": "speak", onclick: () => this.speak() }, "🎤"),
      this.picker, this.field, this.keysButton,
      h("button", { className: "send", "data-testid": "send" }, "发送"));
    this.start = h("button", { type: "button", className: "start", "data-testid": "start", onclick: () => act("start", { person: store.me }) }, "开始");
    this.node = h("footer", { className: "foot" }, this.reply, this.menu, this.row, this.keys, this.start);
    this.shown = "";
  }

  get chat() {
    return chatBy(this.key);
  }

  onKey(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.send(this.field.value);
  }

  onSubmit(event) {
    event.preventDefault();
    this.send(this.field.value);
    this.field.focus();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight + 2, 160)}px`;
  }

  async send(text) {
    if (!text.trim()) return;
    const typed = text === this.field.value;
    if (typed) this.field.value = "";
    this.grow();
    const disguise = this.chat.kind === "private" ? "" : store.disguise;
    const answer = await act("say", { person: store.me, chat: this.key, text, reply_to: this.replyTo?.message_id, topic: this.topic, disguise });
    if (answer.ok) this.answering(null);
    else if (typed && !this.field.value) this.field.value = text;
  }

  speak() {
    return act("speak", { person: store.me, chat: this.key, seconds: 3 });
  }

  async sendFile() {
    const [file] = this.picker.files;
    this.picker.value = "";
    if (!file) return;
    const answer = await upload(store.me, this.key, file, this.field.value);
    if (answer.ok) this.field.value = "";
  }

  answering(message) {
    this.replyTo = message;
    this.reply.hidden = message === null;
    if (message === null) return;
    this.reply.replaceChildren(
      h("span", {}, h("b", {}, `回复 ${senderName(message)}：`), message.text ?? message.caption ?? "文件"),
      h("button", { type: "button", className: "tool icon", "aria-label": "不回复了", onclick: () => this.answering(null) }, "×"));
    this.field.focus();
  }

  toggleMenu(open = this.menu.hidden) {
    this.menu.hidden = !open;
    this.menuButton.setAttribute("aria-expanded", String(open));
    const suffix = kindOf(this.chat) === "group" ? `@${bot().username}` : "";
    const pick = (command) => {
      this.toggleMenu(false);
      this.send(`/${command}${suffix}`);
    };
    this.menu.replaceChildren(...commandsFor(kindOf(this.chat)).map(({ command, description }) =>
      h("button", { type: "button", "data-testid": "command", onclick: () => pick(command) }, h("b", {}, description), h("small", {}, `/${command}`))));
  }

  toggleKeys() {
    this.keyboardOpen = !this.keyboardOpen;
    this.update();
  }

  update() {
    const { kind, started, blocked } = this.chat;
    const silent = kind === "private" && (!started || blocked);
    this.start.hidden = !silent;
    this.start.textContent = blocked ? "重新启用小伴" : "开始";
    this.row.hidden = silent;
    this.menuButton.hidden = !commandsFor(kindOf(this.chat)).length;
    const rows = silent ? null : replyKeyboard(this.chat);
    this.keysButton.hidden = !rows;
    this.keys.hidden = !rows || !this.keyboardOpen;
    const shown = JSON.stringify(rows);
    if (shown === this.shown) return;
    this.shown = shown;
    this.keys.replaceChildren(...(rows ?? []).map((row) => h("div", { className: "row" }, row.map((button) =>
      h("button", { type: "button", "data-testid": "reply-button", onclick: () => this.send(button.text) }, button.text)))));
  }
}
