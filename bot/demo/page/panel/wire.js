// What went over the wire: every delivery to the app and every call of it, newest last.

import { counted, make } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { inTurn } from "/page/panel/turns.js";

const MOST = 300;
const NOTHING = "Nothing yet. Ask something, and watch it go.";
const FINE = "No problems so far.";
const TO_APP = { sign: "→", short: "to sko: ", long: "From Slack to sko" };
const FROM_APP = { sign: "←", short: "from sko: ", long: "From sko to Slack" };
const CLOSE_TO_END = 60;

let rows = [];
let seen = 0;
let list, empty, count;
let onlyProblems = false;

/** Make the list, with what is above it. */
export function wire() {
  const filter = make("select", { "aria-label": "Show" });
  filter.addEventListener("change", () => {
    onlyProblems = filter.value === "problems";
    draw();
  });
  filter.append(make("option", { value: "all" }, "Everything"), make("option", { value: "problems" }, "Problems only"));
  count = make("span", { className: "note" });
  empty = make("p", { className: "empty" });
  list = make("ol", { className: "wire", "aria-label": "What went over the wire" });
  const clear = make("button", { type: "button", className: "small", onclick: clearAll }, "Clear");
  const head = make("div", { className: "tools" }, filter, count, clear);
  const scroll = make("div", { className: "scroll", tabIndex: 0, role: "group", "aria-label": "The list" }, list);
  draw();
  return make("div", { className: "wires" }, head, empty, scroll);
}

/** Fetch what is new. */
export const fetchWire = inTurn(async () => {
  const answer = await fetch(`/wire?after=${seen}`).then((one) => one.json()).catch(() => null);
  if (!answer) return;
  if (answer.last < seen) return startAnew();
  rows = [...rows, ...answer.crossings].filter((one) => one.number >= answer.first).slice(-MOST);
  seen = answer.crossings.at(-1)?.number ?? seen;
  draw();
});

/** Another demo has taken the place of the one that ended. */
function startAnew() {
  rows = [];
  seen = 0;
  fetchWire();
}

function clearAll() {
  rows = [];
  draw();
}

function draw() {
  const shown = rows.filter((one) => !onlyProblems || one.refused);
  const atEnd = nearEnd();
  const kept = new Map([...list.children].map((child) => [child.dataset.number, child]));
  const children = shown.map((one) => kept.get(String(one.number)) ?? row(one));
  for (const child of [...list.children]) if (!children.includes(child)) child.remove();
  children.forEach((child, i) => list.children[i] === child || list.insertBefore(child, list.children[i] ?? null));
  const problems = rows.filter((one) => one.refused).length;
  count.textContent = problems ? counted(problems, "problem", "problems") : "";
  empty.textContent = onlyProblems && rows.length ? FINE : NOTHING;
  empty.hidden = shown.length > 0;
  if (atEnd && list.parentElement) list.parentElement.scrollTop = list.parentElement.scrollHeight;
}

function nearEnd() {
  const around = list.parentElement;
  return Boolean(around) && around.scrollHeight - around.scrollTop - around.clientHeight < CLOSE_TO_END;
}

function row(one) {
  const way = one.to_app ? TO_APP : FROM_APP;
  const details = make("div", { className: "details", id: `crossing-${one.number}`, hidden: true });
  const button = make(
    "button",
    {
      type: "button",
      "aria-expanded": "false",
      "aria-controls": details.id,
      onclick: () => expand(one, button, details),
    },
    make("span", { className: "way", title: way.long }, way.sign),
    make("span", { className: "unseen" }, way.short),
    make("span", { className: "what" }, one.what, one.retry ? make("em", {}, `again, no. ${one.retry}`) : null),
    make("span", { className: "status" }, one.status ? String(one.status) : "—"),
    make("span", { className: "ms" }, took(one.ms)),
    one.refused ? make("span", { className: "why" }, why(one)) : null,
    icon("open"),
  );
  const item = make("li", { className: one.refused ? "problem" : "" }, button, details);
  item.dataset.number = one.number;
  return item;
}

function why({ refused, details, ms }) {
  const said = refused === "operation_timeout" ? `${refused} after ${(ms / 1000).toFixed(1)} s` : refused;
  return [said, ...details.map((one) => one.replace("[ERROR] ", ""))].join("\n");
}

function took(ms) {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** What was sent and answered is drawn once somebody wants to see it. */
function expand(one, button, details) {
  const open = details.hidden;
  if (!details.childElementCount) details.append(...part("Sent", one.arguments), ...part("Answered", one.answer));
  details.hidden = !open;
  button.setAttribute("aria-expanded", String(open));
}

function part(title, value) {
  const text = pretty(value);
  const nothing = () => make("p", { className: "note" }, "Nothing.");
  const shown = () => make("pre", { tabIndex: 0, role: "group", "aria-label": title }, text);
  return [make("h3", {}, title), text ? shown() : nothing()];
}

function pretty(value) {
  if (typeof value !== "string") return value === null ? "" : JSON.stringify(value, null, 2);
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}
