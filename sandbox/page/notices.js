// What appears for a moment: toasts, and alerts one has to acknowledge.

import { $, h } from "./dom.js";

const SHOWN_MS = 4000;

export function toast(text) {
  const note = h("div", { className: "toast", role: "status", "data-testid": "toast" }, text);
  $("toasts").append(note);
  setTimeout(() => note.remove(), SHOWN_MS);
}

export function alertBox(text) {
  $("alert-text").textContent = text;
  $("alert-text").dataset.testid = "toast";
  if (!$("alert").open) $("alert").showModal();
}
