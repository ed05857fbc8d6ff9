// One conversation: its head, its topics, its messages, its composer.

import { Composer } from "./composer.js";
import { h } from "./dom.js";
import { avatar, badge, dayOf } from "./faces.js";
import { messageNode } from "./message.js";
import { bot, chatBy, historyOf, kindOf, store } from "./store.js";

export class Column {
  constructor(chat) {
    this.key = chat.key;
    this.topic = undefined;
    this.composer = new Composer(chat.key);
    this.head = h("header", { className: "head" });
    this.topics = h("div", { className: "topics", role: "tablist", hidden: true });
    this.log = h("div", { className: "log", role: "log", "aria-label": "消息", tabIndex: 0, onscroll: () => this.look() });
    this.newer = h("button", { type: "button", className: "newer", hidden: true, "data-testid": "newer", onclick: () => this.toNewest() }, "↓ 新消息");
    this.isAtEnd = true;
    this.isAnswerDue = false;
    new ResizeObserver(() => this.isAtEnd && this.toEnd()).observe(this.log);
    this.node = h("section", { className: "chat", "data-testid": `chat-${kindOf(chat)}`, "aria-label": chat.kind === "private" ? bot().name : chat.title }, this.head, this.topics, this.log, this.newer, this.composer.node);
    this.node.dataset.kind = kindOf(chat);
    this.node.dataset.title = chat.title;
    this.node.dataset.key = chat.key;
    this.rebuild();
    this.update();
  }

  get chat() {
    return chatBy(this.key);
  }

  shows(message) {
    const isHere = message.chat_key === this.key || message.chat_key === this.chat.former;
    return isHere && (!this.chat.topics.length || this.topic === message.message_thread_id);
  }

  messages() {
    return historyOf(this.chat).filter((message) => this.shows(message));
  }

  update() {
    const chat = this.chat;
    const isPrivate = chat.kind === "private";
    const title = isPrivate ? bot().name : chat.title;
    const people = chat.members.filter((id) => id !== bot().id).length;
    const hasBot = chat.members.includes(bot().id);
    const below = isPrivate ? `@${bot().username}` : `${people} 人${hasBot ? "，还有小伴" : "，小伴不在"}`;
    this.head.replaceChildren(avatar(isPrivate ? bot().id : chat.id, title),
      h("div", {}, h("h2", {}, title, isPrivate ? badge() : null), h("p", {}, below)));
    this.updateTopics();
    this.composer.update();
  }

  updateTopics() {
    const { topics } = this.chat;
    this.topics.hidden = !topics.length;
    const all = [{ id: undefined, name: "综合" }, ...topics];
    this.topics.replaceChildren(...all.map(({ id, name }) =>
      h("button", { type: "button", role: "tab", "aria-selected": String(id === this.topic), "data-testid": "topic", onclick: () => this.choose(id) }, name)));
  }

  choose(topic) {
    this.topic = topic;
    this.composer.topic = topic;
    this.updateTopics();
    this.rebuild();
  }

  nodesFor(message, earlier) {
    const isNewDay = !earlier || dayOf(earlier.date) !== dayOf(message.date);
    const node = messageNode(message, isNewDay ? null : earlier, (m) => this.composer.answering(m));
    return isNewDay ? [h("div", { className: "day" }, h("span", {}, dayOf(message.date))), node] : [node];
  }

  rebuild() {
    let earlier = null;
    const nodes = [];
    for (const message of this.messages()) {
      nodes.push(...this.nodesFor(message, earlier));
      earlier = message;
    }
    this.log.replaceChildren(...nodes);
    this.toNewest();
    this.updateEmpty();
  }

  updateEmpty() {
    if (this.log.childElementCount || this.chat.kind !== "private") return;
    const words = bot().description || "点下面的「开始」，就可以和小伴说话了。";
    this.log.append(h("div", { className: "empty" }, avatar(bot().id, bot().name), h("p", {}, words)));
  }

  look() {
    this.isAtEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 120;
    if (this.isAtEnd) this.newer.hidden = true;
  }

  // Whoever presses a button wants to see what comes of it, however far up it stands.
  expectAnswer() {
    this.isAnswerDue = this.chat.kind === "private";
  }

  toEnd() {
    this.isAtEnd = true;
    this.isAnswerDue = false;
    this.newer.hidden = true;
    this.log.scrollTop = this.log.scrollHeight;
  }

  // What is longer than the window is read from its beginning.
  toNewest() {
    this.toEnd();
    const newest = this.log.lastElementChild;
    const hidden = newest ? this.log.getBoundingClientRect().top - newest.getBoundingClientRect().top : 0;
    if (hidden > 0) this.log.scrollTop -= hidden + 8;
  }

  put(message) {
    if (!this.shows(message)) return;
    this.look();
    const old = this.log.querySelector(`[data-message-id="${message.message_id}"][data-chat-key="${message.chat_key}"]`);
    const all = this.messages();
    const earlier = all[all.findIndex((each) => each.message_id === message.message_id && each.chat_key === message.chat_key) - 1] ?? null;
    const nodes = this.nodesFor(message, earlier);
    if (old) {
      const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null;
      const node = nodes.at(-1);
      node.classList.add("changed");
      old.replaceWith(node);
      if (focused) [...node.querySelectorAll("button")].find((button) => button.textContent === focused)?.focus();
    } else {
      this.log.querySelector(".empty")?.remove();
      this.log.append(...nodes);
    }
    this.composer.update();
    const isMine = message.from.id === store.me;
    if (old ? this.isAtEnd : isMine) this.toEnd();
    else if (!old && (this.isAtEnd || this.isAnswerDue)) this.toNewest();
    else if (!old) this.newer.hidden = false;
  }
}
