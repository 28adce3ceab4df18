// The time, which can be moved, and the way back to the beginning.

import { counted, make, show } from "/page/dom.js";
import { confirmed } from "/page/drawing/confirm.js";
import { press } from "/page/panel/control.js";
import { openGuide } from "/page/panel/guide.js";
import { go, me, names, redraw, refresh } from "/page/store.js";

const MOVES = {
  hour: "Next hour",
  day: "Next day",
  week: "Next week",
  recap: "Next recap",
  back: "Back to real time",
};
const ON = "What comes in between comes: recaps at their time, and colleagues who answer them. Messages keep their time.";
const PASSING = "Time passes …";
const REAL = "This is the real time.";
const RESET = "Reset to the beginning";
const AT_FIRST = "Messages, directory and clock as they were at first.";
const SURE = {
  title: { text: `${RESET}?` },
  text: { type: "plain_text", text: "Everything that was said and changed here is gone then, for every open page." },
  confirm: { text: "Reset" },
  deny: { text: "Keep it" },
  style: "danger",
};

let passing = ""; // the move that is under way

/** Draw both. */
export function drawClock(container, now) {
  const minute = Math.floor(now.clock.now / 60) * 60;
  const time = { key: "clock", minute, moved: now.clock.moved, tz: me().tz, name: me().name, passing };
  show(container, [time, { key: "reset" }], (one) => (one.key === "clock" ? clock(one) : reset()));
}

function clock({ minute, moved, tz, name }) {
  const buttons = Object.keys(MOVES).filter((by) => by !== "back" || moved);
  return make(
    "div",
    { className: "clock", "aria-busy": passing ? "true" : null },
    make("p", {}, "Now: ", make("b", {}, said(minute, tz)), ` (${name.split(" ")[0]}’s time)`),
    make("p", { className: "note" }, moved ? `${ahead(moved)} ahead of the real time. ${ON}` : `${REAL} ${ON}`),
    make("div", { className: "buttons" }, buttons.map(mover)),
    make("p", { className: "note", role: "status" }, passing ? PASSING : ""),
  );
}

function mover(by) {
  const attributes = { type: "button", className: "small", "data-by": by, "aria-disabled": passing ? "true" : null };
  return make("button", { ...attributes, onclick: () => move(by) }, MOVES[by]);
}

/** Let time pass; while it does, the clock shows where it is, and takes no second wish. */
async function move(by) {
  if (passing) return;
  passing = by;
  redraw();
  await press({ do: "clock", by, as: me().handle });
  passing = "";
  await refresh();
}

function said(seconds, timeZone) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  const parts = format.formatToParts(seconds * 1000);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${part.weekday} ${part.day} ${part.month}, ${part.hour}:${part.minute}`;
}

function ahead(moved) {
  const hours = Math.round(moved / 3600);
  const days = Math.floor(hours / 24);
  const parts = [days && counted(days, "day", "days"), hours % 24 && `${hours % 24} h`];
  return parts.filter(Boolean).join(" ") || "A moment";
}

function reset() {
  const button = make("button", { type: "button", className: "small danger", onclick: () => begin(button) }, RESET);
  const buttons = make("div", { className: "buttons" }, button);
  return make("div", { className: "reset" }, make("p", { className: "note" }, AT_FIRST), buttons);
}

async function begin(button) {
  if (!(await confirmed(SURE, names()))) return;
  button.disabled = true;
  const done = await press({ do: "reset" });
  button.disabled = false;
  if (!done) return;
  await go({ as: "", in: "", tab: "", thread: "" });
  openGuide();
}
