// A month to choose a day from, with the keys of a calendar: arrows, Page Up and Down, Home and End.

import { make } from "/page/dom.js";
import { iconButton } from "/page/icons.js";
import { popUp } from "/page/menu.js";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Open a calendar at a field; days are written YYYY-MM-DD. */
export function calendar(anchor, { chosen, today, pick }) {
  const box = make("div", { className: "calendar", role: "dialog", popover: "auto", "aria-label": "Choose a date" });
  const state = { box, chosen, today, at: read(chosen ?? today) };
  state.pick = (day) => {
    box.hidePopover();
    pick(day);
  };
  box.addEventListener("keydown", (event) => steer(event, state));
  draw(state);
  popUp(box, anchor);
  focus(state);
}

function draw(state) {
  const { at } = state;
  const title = at.toLocaleDateString("en-US", { timeZone: "UTC", month: "long", year: "numeric" });
  const step = (months, name, picture) =>
    iconButton(picture, name, { onclick: () => (move(state, months), draw(state)) });
  state.box.replaceChildren(
    make(
      "div",
      { className: "month" },
      step(-1, "Previous month", "back"),
      make("b", { role: "status" }, title),
      step(1, "Next month", "on"),
    ),
    make(
      "table",
      { role: "grid", "aria-label": title },
      make("thead", {}, make("tr", {}, WEEKDAYS.map(heading))),
      make("tbody", {}, weeks(state)),
    ),
  );
}

function heading(day) {
  return make("th", { scope: "col", abbr: day }, day.slice(0, 2));
}

function weeks(state) {
  const first = new Date(Date.UTC(state.at.getUTCFullYear(), state.at.getUTCMonth(), 1));
  const days = new Date(Date.UTC(state.at.getUTCFullYear(), state.at.getUTCMonth() + 1, 0)).getUTCDate();
  const cells = [...Array(first.getUTCDay()).fill(null), ...Array.from({ length: days }, (_, i) => i + 1)];
  const rows = Array.from({ length: Math.ceil(cells.length / 7) }, (_, i) => cells.slice(7 * i, 7 * i + 7));
  return rows.map((row) => make("tr", {}, row.map((day) => (day ? cell(day, state) : make("td", {})))));
}

function cell(number, state) {
  const day = new Date(Date.UTC(state.at.getUTCFullYear(), state.at.getUTCMonth(), number));
  const written = write(day);
  const here = written === write(state.at);
  const button = make(
    "button",
    {
      type: "button", tabIndex: here ? 0 : -1, className: written === state.today ? "today" : "",
      "aria-label": day.toLocaleDateString("en-US", { timeZone: "UTC", dateStyle: "full" }),
      "aria-pressed": String(written === state.chosen), onclick: () => state.pick(written),
    },
    String(number),
  );
  if (here) button.dataset.here = "";
  return make("td", {}, button);
}

function steer(event, state) {
  if (!event.target.closest("td")) return;
  const week = state.at.getUTCDay();
  const days = STEPS[event.key] ?? { Home: -week, End: 6 - week }[event.key];
  if (days !== undefined) state.at.setUTCDate(state.at.getUTCDate() + days);
  else if (event.key === "PageUp") move(state, -1);
  else if (event.key === "PageDown") move(state, 1);
  else return;
  event.preventDefault();
  draw(state);
  focus(state);
}

/** Move by months; the 31st of a shorter month is its last day. */
function move({ at }, months) {
  const day = at.getUTCDate();
  at.setUTCMonth(at.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, last));
}

function focus({ box }) {
  box.querySelector("[data-here]").focus();
}

function read(day) {
  return new Date(`${day}T00:00:00Z`);
}

function write(day) {
  return day.toISOString().slice(0, 10);
}
