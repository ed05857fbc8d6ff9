"""What is measured in the page: each is a function for the browser that lists what falls short, which is nothing."""

from typing import Final

UNNAMED: Final = """() => {
  const named = (node) => node.getAttribute("aria-label") || node.textContent.trim() || node.labels?.[0]?.textContent;
  return [...document.querySelectorAll("button, a[href], input:not([hidden]), select, textarea, summary")]
    .filter((node) => node.checkVisibility() && !named(node))
    .map((node) => node.outerHTML);
}"""

SMALL: Final = """() => {
  const target = (node) => node.closest("label.check") ?? node;
  const size = (node) => target(node).getBoundingClientRect();
  return [...document.querySelectorAll("button, a.file, input:not([hidden]), select, textarea, summary")]
    .filter((node) => node.checkVisibility() && (size(node).width < 44 || size(node).height < 44))
    .map((node) => `${node.outerHTML.slice(0, 90)} ${size(node).width}x${size(node).height}`);
}"""

FAINT: Final = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (rgb) => rgb.slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const over = (front, back) => {
    const alpha = front[3] ?? 1;
    return [0, 1, 2].map((index) => front[index] * alpha + back[index] * (1 - alpha));
  };
  const behind = (node) => {
    if (!node) return [255, 255, 255];
    const own = parts(getComputedStyle(node).backgroundColor);
    return (own[3] ?? 1) === 1 ? own : over(own, behind(node.parentElement));
  };
  const opacity = (node) => (node ? Number(getComputedStyle(node).opacity) * opacity(node.parentElement) : 1);
  const contrast = (node) => {
    const back = behind(node);
    const ink = parts(getComputedStyle(node).color);
    const front = over([...ink.slice(0, 3), (ink[3] ?? 1) * opacity(node)], back);
    const [light, dark] = [luminance(front), luminance(back)].sort((one, other) => other - one);
    return (light + 0.05) / (dark + 0.05);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const short = [];
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility() || node.closest("summary, noscript")) continue;
    if (contrast(node) < 4.5) short.push(`${walker.currentNode.data} ${contrast(node).toFixed(2)}`);
  }
  return short;
}"""
