// A conversation as people read it: days, what is new, who said what in a row.

import { beginning, beginningOf } from "/page/beginning.js";
import { $, make, show } from "/page/dom.js";
import { message, textOf } from "/page/message.js";
import { act, me, names, scene } from "/page/store.js";
import { day, dayName } from "/page/times.js";

const IN_A_ROW_SECONDS = 300;
const FACES = 5; // of those who replied
const NEAR = 80; // pixels from the end that still count as being there

const line = { of: "", since: null };
const told = { of: "", last: "" };
let stays = true; // at the end, whatever becomes of the room for it
let room = "";

/** Give the messages of a conversation outside of threads, and the replies whose beginning is gone. */
function tops(messages) {
  const known = new Set(messages.filter(isTop).map((one) => one.ts));
  return messages.filter((one) => isTop(one) || !known.has(one.thread));
}

/** Give the replies of a thread. */
export function repliesTo(ts, messages) {
  return messages.filter((one) => one.thread === ts && one.ts !== ts);
}

/** Turn messages into what `drawn` draws; `since` is the last that was read, where a line is to say what is new. */
export function arranged(messages, { since = null, inThread = false } = {}) {
  const { tz, now } = names();
  const items = [];
  let before = null;
  for (const one of messages) {
    const newDay = !inThread && (!before || day(before.ts, tz) !== day(one.ts, tz));
    const fresh = since !== null && one.ts > since && (!before || before.ts <= since);
    if (newDay) items.push({ key: `day ${day(one.ts, tz)}`, day: dayName(one.ts, { now, tz }), fresh });
    else if (fresh) items.push({ key: "new", day: "", fresh });
    const first = newDay || fresh || !before || !inARow(before, one);
    items.push({ key: one.ts, here: scene().here.id, me: scene().me, one, first, inThread, replies: thread(one) });
    before = one;
  }
  return items;
}

/** Draw one of what `arranged` gave. */
export function drawn(item) {
  if (item.key === "beginning") return beginning(item);
  return item.one ? message(item) : divider(item);
}

/** Draw the conversation of the place one looks at. */
export function drawMessages(now) {
  const list = $("messages");
  const place = `${now.me} ${now.here.id}`;
  const opened = list.dataset.of !== place;
  const atEnd = opened || isAtEnd(list);
  const said = tops(now.messages);
  markLine(now, { place, opened, atEnd });
  const changed = show(list, [beginningOf(now), ...arranged(said, { since: line.since })], drawn);
  Object.assign(list.dataset, { of: place, last: said.at(-1)?.ts ?? "" });
  if (changed && atEnd) toEnd();
  offerJump();
  readOn();
  announce(now.messages, place);
}

/** Note what was seen when the person scrolls to the end or comes back to the page, and keep them at the end. */
export function mountMessages() {
  $("messages").addEventListener("scroll", () => {
    if (roomFor($("messages")) === room) stays = isAtEnd($("messages")); // or it was the browser that scrolled
    offerJump();
    readOn();
  });
  new ResizeObserver(() => {
    room = roomFor($("messages"));
    if (stays) toEnd();
  }).observe($("messages"));
  document.addEventListener("visibilitychange", readOn);
  $("jump").addEventListener("click", () => {
    toEnd();
    $("messages").focus();
  });
}

/** Go to the latest message, and stay there while others come. */
export function toEnd() {
  stays = true;
  $("messages").scrollTop = $("messages").scrollHeight;
}

/** Tell who uses a screen reader what was said since they last heard of this place. */
function announce(said, place) {
  const fresh = told.of === place ? said.filter((one) => one.ts > told.last && one.user !== me().id) : [];
  Object.assign(told, { of: place, last: said.at(-1)?.ts ?? "" });
  if (!fresh.length) return;
  const by = (one) => names().people[one.user]?.name ?? one.user;
  $("said").textContent = fresh.map((one) => `${by(one)}: ${textOf(one)}`).join("\n");
}

function isTop(one) {
  return !one.thread || one.thread === one.ts;
}

function inARow(before, one) {
  const close = Number(one.ts) - Number(before.ts) < IN_A_ROW_SECONDS;
  return close && before.user === one.user && !before.ephemeral && !one.ephemeral;
}

function thread(one) {
  const replies = repliesTo(one.ts, scene().messages).filter((reply) => !reply.ephemeral);
  if (!replies.length) return null;
  const fresh = scene().unread[scene().here.id]?.threads[one.ts] ?? 0;
  const today = day(scene().clock.now, names().tz); // the words for its time change at midnight
  const by = [...new Set(replies.map(({ user }) => user))].slice(0, FACES);
  return { count: replies.length, last: replies.at(-1).ts, by, fresh, today };
}

function divider({ day: name, fresh }) {
  const parts = [name ? make("span", {}, name) : null, fresh ? make("em", {}, "New") : null];
  return make("div", { className: `divider ${fresh ? "fresh" : ""}`, role: "separator" }, parts);
}

/** Keep the line where it was when the person came, until they leave or say something themselves. */
function markLine(now, { place, opened, atEnd }) {
  const { since, count, threads } = now.unread[now.here.id];
  const fresh = count > Object.values(threads).reduce((sum, one) => sum + one, 0);
  const last = now.messages.at(-1);
  if (opened || line.of !== place) line.since = fresh ? since : null;
  else if (line.since === null && fresh && (document.hidden || !atEnd)) line.since = since;
  else if (last?.user === me().id && last.ts > (line.since ?? "")) line.since = null;
  line.of = place;
}

function roomFor({ clientWidth, clientHeight }) {
  return `${clientWidth} ${clientHeight}`;
}

/** Whether one reads the end of a list, and wants to see what comes. */
export function isAtEnd(list) {
  return list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
}

function offerJump() {
  const list = $("messages");
  $("jump").hidden = list.hidden || isAtEnd(list) || !unreadHere();
}

function unreadHere() {
  const { since } = scene().unread[scene().here.id];
  return tops(scene().messages).filter((one) => one.ts > since && one.user !== me().id && !one.ephemeral).length;
}

function readOn() {
  const list = $("messages");
  if (document.hidden || !scene() || list.hidden || !isAtEnd(list) || !unreadHere()) return;
  act({ do: "read", ts: list.dataset.last }, { quiet: true });
}
