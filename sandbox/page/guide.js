// For somebody who is here for the first time: what one could try, a step at a time, and gone when not wanted.

import { $, h } from "./dom.js";
import { store } from "./store.js";

const REMEMBERED_STEP = "xiaoban-guide";

const stepNow = () => Number(localStorage.getItem(REMEMBERED_STEP)) || 0;

function go(step) {
  localStorage.setItem(REMEMBERED_STEP, step);
  drawGuide();
}

export const restartGuide = () => go(0);

export function drawGuide() {
  const steps = store.state.guide;
  const at = stepNow();
  $("guide").hidden = at >= steps.length;
  if ($("guide").hidden) return;
  const button = (label, testid, step, kind) => h("button", { type: "button", className: kind, "data-testid": testid, onclick: () => go(step) }, label);
  const isLast = at === steps.length - 1;
  $("guide").replaceChildren(
    h("p", { role: "status" }, h("b", {}, `${at + 1}/${steps.length}`), " ", steps[at]),
    h("div", { className: "keys" },
      at ? button("上一步", "guide-back", at - 1, "tool") : null,
      button(isLast ? "知道了" : "下一步", "guide-next", at + 1, "primary"),
      isLast ? null : button("不用了", "guide-close", steps.length, "tool")));
}
