// One message: a bubble, or a line in the middle when something happened.

import { inlineKeyboard } from "./buttons.js";
import { h } from "./dom.js";
import { avatar, badge, clockTime, isOurBot, senderId, senderName } from "./faces.js";
import { act } from "./net.js";
import { store } from "./store.js";
import { formatted } from "./text.js";

const SERVICE = {
  new_chat_members: (m) => `${m.new_chat_members.map((user) => user.first_name).join("、")} 进了群`,
  left_chat_member: (m) => `${m.left_chat_member.first_name} 离开了群`,
  migrate_to_chat_id: () => "这个群升级成了超级群",
  migrate_from_chat_id: () => "从这里开始是超级群",
  forum_topic_created: (m) => `开了一个话题：${m.forum_topic_created.name}`,
};

const serviceKind = (message) => Object.keys(SERVICE).find((kind) => kind in message);

function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function attachment(message) {
  if (message.photo) {
    const photo = message.photo.at(-1);
    return h("img", { className: "photo", src: `/page/shelf/${photo.file_id}`, alt: message.caption || "图片", width: photo.width, height: photo.height });
  }
  if (message.voice) {
    const seconds = String(message.voice.duration).padStart(2, "0");
    return h("span", { className: "file", "data-testid": "voice" }, h("span", { className: "sheet", "aria-hidden": "true" }, "🎤"), h("b", {}, `语音 0:${seconds}`));
  }
  if (!message.document) return null;
  const file = message.document;
  return h("a", { className: "file", href: `/page/shelf/${file.file_id}`, download: file.file_name, "data-testid": "document" },
    h("span", { className: "sheet", "aria-hidden": "true" }, "↓"),
    h("span", {}, h("b", {}, file.file_name), h("small", {}, `${size(file.file_size)} · 点一下保存`)));
}

function quote(message) {
  const quoted = message.reply_to_message;
  if (!quoted || quoted.forum_topic_created) return null;
  return h("blockquote", { className: "quote" }, h("b", {}, senderName(quoted)), h("span", {}, quoted.text ?? quoted.caption ?? (quoted.voice ? "语音" : "文件")));
}

function menu(message, onReply) {
  const close = (event) => event.currentTarget.closest("details").removeAttribute("open");
  const reply = (event) => {
    close(event);
    onReply(message);
  };
  const vanish = () => act("vanish", { chat: message.chat_key, message: message.message_id });
  const mayVanish = message.from.id === store.me || isOurBot(message.from.id);
  return h("details", { className: "more" },
    h("summary", { "aria-label": "回复或删除", title: "回复或删除" }, "⋯"),
    h("div", { className: "menu" },
      h("button", { type: "button", onclick: reply, "data-testid": "reply" }, "回复"),
      mayVanish ? h("button", { type: "button", onclick: vanish, "data-testid": "vanish" }, "删除") : null));
}

export function sameTurn(earlier, message) {
  return Boolean(earlier) && !serviceKind(earlier) && senderId(earlier) === senderId(message) && message.date - earlier.date < 300;
}

export function messageNode(message, earlier, onReply) {
  const kind = serviceKind(message);
  if (kind) {
    const line = h("div", { className: "service", "data-testid": "message" }, h("span", {}, SERVICE[kind](message)));
    line.dataset.messageId = message.message_id;
    line.dataset.chatKey = message.chat_key;
    return line;
  }
  const mine = message.from.id === store.me;
  const follows = sameTurn(earlier, message);
  const words = message.text ?? message.caption ?? "";
  const node = h("article", { className: `message${mine ? " mine" : ""}${follows ? " follows" : ""}`, "data-testid": "message" },
    mine ? null : avatar(senderId(message), senderName(message)),
    h("div", { className: "body" },
      mine || follows ? null : h("div", { className: "name" }, senderName(message), message.from.is_bot && !message.sender_chat ? badge() : null),
      h("div", { className: "line" },
        h("div", { className: "bubble" },
          quote(message),
          attachment(message),
          words ? h("div", { className: "words" }, formatted(words, message.entities ?? message.caption_entities)) : null,
          h("span", { className: "time" }, message.edit_date ? h("span", { className: "edited" }, "已编辑 ") : null, clockTime(message.date))),
        menu(message, onReply)),
      inlineKeyboard(message)));
  node.dataset.messageId = message.message_id;
  node.dataset.chatKey = message.chat_key;
  node.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, button")) return;
    event.preventDefault();
    node.querySelector("details").open = true;
  });
  return node;
}
