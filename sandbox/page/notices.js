// What appears for a moment: toasts, and alerts one has to acknowledge.

import { $, h } from "./dom.js";

const AT_ONCE = 2;
const SHORTEST_MS = 5000;
const PER_LETTER_MS = 120;

function expire(note, milliseconds) {
  setTimeout(() => (note.matches(":hover, :focus") ? expire(note, milliseconds) : note.remove()), milliseconds);
}

export function toast(text) {
  const note = h("button", { type: "button", className: "toast", title: "点一下收起", "data-testid": "toast", onclick: () => note.remove() }, text);
  $("toasts").append(note);
  while ($("toasts").childElementCount > AT_ONCE) $("toasts").firstElementChild.remove();
  expire(note, Math.max(SHORTEST_MS, PER_LETTER_MS * text.length));
}

export const clearToasts = () => $("toasts").replaceChildren();

export function alertBox(text) {
  $("alert-text").textContent = text;
  $("alert-text").dataset.testid = "toast";
  if (!$("alert").open) $("alert").showModal();
}
