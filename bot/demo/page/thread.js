// The thread beside the channel: the message it began with, its replies, and a place to write another.

import { $, counted, make, show } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { Composer } from "/page/composer.js";
import { arranged, drawn, isAtEnd, repliesTo } from "/page/messages.js";
import { calledFully } from "/page/places.js";
import { act, at, go } from "/page/store.js";

let writing = null;

/** Let the thread be closed, and be written in. */
export function mountThread() {
  $("thread-close").append(icon("close"));
  $("thread-close").addEventListener("click", close);
  $("thread").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) close();
  });
  const thread = () => at("thread");
  writing = new Composer($("thread-writing"), { area: $("thread"), label: () => "Reply…", thread, said: toEnd });
}

/** Let the person write in the thread. */
export function writeInThread() {
  writing.focus();
}

/** Draw the thread that is open, or none. */
export function drawThread(now) {
  const ts = at("thread");
  const parent = now.messages.find((one) => one.ts === ts);
  const replies = repliesTo(ts, now.messages);
  const opened = parent && $("thread").dataset.of !== `${now.me} ${ts}`;
  $("thread").hidden = !parent;
  document.body.classList.toggle("threading", Boolean(parent));
  $("thread").dataset.of = parent ? `${now.me} ${ts}` : "";
  if (!parent) return;
  $("thread-place").textContent = now.here.id === now.app.dm ? now.app.name : calledFully(now.here);
  const list = $("replies");
  const [first, rest] = [[parent], replies].map((said) => arranged(said, { inThread: true }));
  const atEnd = opened || isAtEnd(list);
  const changed = show(list, [...first, count(replies.length), ...rest], draw);
  if (changed && atEnd) toEnd();
  writing.draw();
  if (opened) writing.focus();
  read(now, ts, replies);
}

function toEnd() {
  $("replies").scrollTop = $("replies").scrollHeight;
}

function count(number) {
  return { key: "count", number };
}

function draw(item) {
  if (item.key !== "count") return drawn(item);
  const text = item.number ? counted(item.number, "reply", "replies") : "";
  return make("p", { className: "count" }, make("span", {}, text));
}

function read(now, ts, replies) {
  if (document.hidden || !now.unread[now.here.id].threads[ts]) return;
  act({ do: "read", thread: ts, ts: replies.at(-1).ts }, { quiet: true });
}

async function close() {
  const ts = at("thread");
  await go({ thread: "" });
  const parent = $("messages").querySelector(`[data-key="${CSS.escape(ts)}"]`);
  (parent?.querySelector(".replies") ?? $("typed")).focus();
}
