// The line to the sandbox: news come in, deeds go out.

import { $ } from "./dom.js";
import { toast } from "./notices.js";

export function connect(onNews) {
  const line = new EventSource("/page/events");
  line.onopen = () => { $("offline").hidden = true; };
  line.onerror = () => { $("offline").hidden = false; };
  line.onmessage = (event) => onNews(JSON.parse(event.data));
}

async function answered(request) {
  try {
    const answer = await (await request).json();
    if (answer.why) toast(answer.why);
    return answer;
  } catch {
    toast("沙盒没有应答，这一下没有送到。");
    return { ok: false };
  }
}

const post = (path, body) => answered(fetch(path, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
}));

export const act = (deed, body) => post(`/page/do/${deed}`, body);
export const control = (name, body = {}) => post(`/page/control/${name}`, body);
export const power = (name) => post(`/page/power/${name}`, {});

export const upload = (person, chat, file, caption) =>
  answered(fetch(`/page/upload?${new URLSearchParams({ person, chat, name: file.name, caption })}`, { method: "PUT", body: file }));
