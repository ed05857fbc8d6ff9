// Inline buttons: pressed, spinning until the bot answers, quiet again.

import { h } from "./dom.js";
import { follow } from "./links.js";
import { act } from "./net.js";
import { store } from "./store.js";

const PATIENCE_MS = 60_000;

const slot = (message, data) => `${store.me}|${message.chat_key}|${message.message_id}|${data}`;
const isPending = (message, data) => [...store.pending.values()].includes(slot(message, data));

function refresh() {
  for (const node of document.querySelectorAll("[data-slot]")) {
    const waits = [...store.pending.values()].includes(node.dataset.slot);
    node.disabled = waits;
    node.setAttribute("aria-busy", String(waits));
  }
}

export function settle(queryId) {
  if (store.pending.delete(queryId)) refresh();
}

async function press(message, data) {
  const provisional = Symbol("press");
  store.pending.set(provisional, slot(message, data));
  refresh();
  document.dispatchEvent(new CustomEvent("pressed", { detail: message.chat_key }));
  const person = store.me;
  const answer = await act("press", { person, chat: message.chat_key, message: message.message_id, data });
  store.pending.delete(provisional);
  if (answer.ok && !settled.delete(answer.result)) {
    store.pending.set(answer.result, slot(message, data));
    setTimeout(() => settle(answer.result), PATIENCE_MS);
  }
  refresh();
}

// The bot's answer can overtake the answer to our own request.
const settled = new Set();

export function answerCame(queryId) {
  if (store.pending.has(queryId)) settle(queryId);
  else settled.add(queryId);
}

function inlineButton(message, button) {
  if (button.callback_data === undefined) {
    const open = () => (button.url ? follow(button.url) : undefined);
    return h("button", { type: "button", className: "inline", "data-testid": "button", onclick: open }, button.text, button.url ? h("span", { className: "arrow", "aria-hidden": "true" }, "↗") : null);
  }
  const waits = isPending(message, button.callback_data);
  const node = h("button", { type: "button", className: "inline", "data-testid": "button", disabled: waits, "aria-busy": String(waits), onclick: () => press(message, button.callback_data) }, button.text);
  node.dataset.slot = slot(message, button.callback_data);
  return node;
}

export function inlineKeyboard(message) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return h("div", { className: "keyboard" }, rows.map((row) => h("div", { className: "row" }, row.map((button) => inlineButton(message, button)))));
}
