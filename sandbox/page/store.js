// What the page knows: the state, the messages, who I am, and what each person has not seen.

const REMEMBERED_ME = "xiaoban-me";

export const store = {
  state: null,
  me: null,
  messages: new Map(),
  unread: new Map(),
  pending: new Map(),
  skew: 0,
  disguise: "",
};

export const bot = () => store.state.bots[0];
export const isBot = (id) => store.state.bots.some((each) => each.id === id);
export const personBy = (id) => store.state.people.find((person) => person.id === id);
export const chatBy = (key) => store.state.chats.find((chat) => chat.key === key);
export const kindOf = (chat) => (chat.kind === "private" ? "private" : "group");
export const nowSeconds = () => Date.now() / 1000 + store.skew;

export function takeState(state) {
  store.state = state;
  store.skew = state.now - Date.now() / 1000;
}

export function takeEverything(news) {
  takeState(news.state);
  store.messages = new Map(Object.entries(news.messages).map(([key, list]) => [key, new Map(list.map((m) => [m.message_id, m]))]));
  const wanted = Number(sessionStorage.getItem(REMEMBERED_ME)) || store.me;
  const able = store.state.people.filter((person) => person.has_phone);
  store.me = (able.find((person) => person.id === wanted) ?? able[0]).id;
}

export function become(id) {
  store.me = id;
  sessionStorage.setItem(REMEMBERED_ME, id);
}

export function messagesIn(key) {
  if (!store.messages.has(key)) store.messages.set(key, new Map());
  return store.messages.get(key);
}

export function historyOf(chat) {
  const former = chat.former ? [...messagesIn(chat.former).values()] : [];
  return [...former, ...messagesIn(chat.key).values()];
}

export function chatsOf(person) {
  const mine = (chat) => (chat.kind === "private" ? chat.id === person : chat.members.includes(person) && !chat.migrated);
  const groupsFirst = (one, other) => (one.kind === "private") - (other.kind === "private");
  return store.state.chats.filter(mine).sort(groupsFirst);
}

const slot = (person, key) => `${person}|${key}`;
export const unreadIn = (person, key) => store.unread.get(slot(person, key)) ?? 0;
export const unreadOf = (person) => chatsOf(person).reduce((sum, chat) => sum + unreadIn(person, chat.key), 0);
export const markRead = (person, key) => store.unread.delete(slot(person, key));

export function countUnread(message, isSeen) {
  for (const person of store.state.people) {
    const hears = chatsOf(person.id).some((chat) => chat.key === message.chat_key);
    if (!hears || message.from.id === person.id || isSeen(person.id)) continue;
    store.unread.set(slot(person.id, message.chat_key), unreadIn(person.id, message.chat_key) + 1);
  }
}
