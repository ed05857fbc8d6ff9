// Text with its entities as nodes. Offsets count UTF-16 units, which is what JavaScript strings count too.

import { h } from "./dom.js";
import { follow, isSafe, leadsToBot } from "./links.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };

function link(url, children) {
  if (!isSafe(url)) return h("span", {}, children);
  const stays = (event) => {
    event.preventDefault();
    follow(url);
  };
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: leadsToBot(url) ? stays : undefined }, children);
}

function spoiler(children) {
  const reveal = (event) => event.currentTarget.classList.add("shown");
  return h("span", { className: "spoiler", tabIndex: 0, role: "button", "aria-label": "点一下显示", onclick: reveal, onkeydown: (event) => event.key === "Enter" && reveal(event) }, children);
}

function wrap(entity, text, children) {
  if (entity.type === "text_link") return link(entity.url, children);
  if (entity.type === "url") return link(text, children);
  if (entity.type === "spoiler") return spoiler(children);
  if (entity.type in TAGS) return h(TAGS[entity.type], {}, children);
  return h("span", { className: entity.type === "bot_command" ? "command" : "" }, children);
}

export function formatted(text, entities = [], from = 0, until = text.length) {
  const nodes = [];
  let position = from;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const stop = Math.min(entity.offset + entity.length, until);
    index += 1;
    if (entity.offset < position || stop <= entity.offset) continue;
    const inside = [];
    while (index < entities.length && entities[index].offset < stop) inside.push(entities[index++]);
    nodes.push(text.slice(position, entity.offset));
    nodes.push(wrap(entity, text.slice(entity.offset, stop), formatted(text, inside, entity.offset, stop)));
    position = stop;
  }
  nodes.push(text.slice(position, until));
  return nodes.filter((node) => node !== "");
}
