// Pickers of dates and times (docs.slack.dev: block-elements/date-picker-element, time-picker-…, datetime-picker-…).

import { make } from "/page/dom.js";
import { calendar } from "/page/drawing/calendar.js";
import { dated, moment } from "/page/drawing/dates.js";
import { choose, named, value } from "/page/drawing/hands.js";
import { listing } from "/page/drawing/listing.js";
import { plain } from "/page/drawing/mrkdwn.js";
import { icon } from "/page/icons.js";

const DATE = "Select a date";
const TIME = "Select a time";
const EVERY_MINUTES = 30;

/** Draw a field for a day. */
export function datePicker(object, block, hands) {
  return one("calendar", object, block, hands, { words: DATE, written: sayDay, open: openCalendar });
}

/** Draw a field for a time of day. */
export function timePicker(object, block, hands) {
  return one("clock", object, block, hands, { words: TIME, written: sayTime, open: openTimes });
}

/** Draw two fields, for a day and a time of it, in the zone of whoever looks. */
export function dateTimePicker(object, block, hands) {
  const { tz } = hands.names;
  const read = () => split(value(object, block, hands) ?? now(hands.names), tz);
  const shown = () => (value(object, block, hands) ? read() : {});
  const set = async (part) => {
    const { day, time } = { ...read(), ...part };
    const done = choose(object, block, hands, moment(day, time, tz));
    draw();
    if (!(await done)) draw();
  };
  const day = field("calendar", hands, DATE, hands.id);
  const time = field("clock", hands, TIME);
  const setDay = (chosen) => set({ day: chosen });
  const setTime = (chosen) => set({ time: chosen });
  day.opener.addEventListener("click", () => openCalendar(day.opener, hands, shown().day, setDay));
  time.opener.addEventListener("click", () => openTimes(time.opener, hands, shown().time, setTime));
  const draw = () => {
    day.show(shown().day && sayDay(shown().day));
    time.show(shown().time && sayTime(shown().time));
  };
  draw();
  return make("div", { className: "picker two", role: "group", ...named(hands, DATE) }, day.opener, time.opener);
}

function one(picture, object, block, hands, { words, written, open }) {
  const { opener, show } = field(picture, hands, plain(object.placeholder?.text ?? words), hands.id);
  const draw = () => {
    const now = value(object, block, hands);
    show(now && written(now));
  };
  const set = async (chosen) => {
    const done = choose(object, block, hands, chosen);
    draw();
    if (!(await done)) draw();
  };
  opener.addEventListener("click", () => open(opener, hands, value(object, block, hands), set));
  draw();
  return make("div", { className: "picker" }, opener);
}

function field(picture, hands, words, id = null) {
  const shown = make("span", { className: "shown" });
  const opener = make(
    "button",
    {
      type: "button",
      className: "field",
      id,
      ...named(hands, words, id),
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
    },
    icon(picture),
    shown,
  );
  const show = (text) => {
    shown.textContent = text || words;
    shown.classList.toggle("blank", !text);
    if (!hands.label) opener.setAttribute("aria-label", text ? `${words}: ${text}` : words);
  };
  return { opener, show };
}

function openCalendar(anchor, { names }, chosen, pick) {
  calendar(anchor, { chosen, today: split(now(names), names.tz).day, pick });
}

function openTimes(anchor, _hands, chosen, pick) {
  const every = Array.from({ length: (24 * 60) / EVERY_MINUTES }, (_, i) => entry(clock(i * EVERY_MINUTES)));
  const find = (typed) => {
    const exact = parsed(typed);
    const near = every.filter(({ text }) => asTyped(text).startsWith(asTyped(typed)));
    return [{ entries: near.length || !exact ? near : [entry(exact)] }];
  };
  listing(anchor, { find, label: TIME, chosen: ({ id }) => id === chosen, pick: ({ id }) => pick(id) });
}

function asTyped(text) {
  return text.toLowerCase().replace(" ", "");
}

function entry(time) {
  return { id: time, text: sayTime(time) };
}

/** Read what somebody typed for a time: 9:41, 9:41 pm, 21:41. */
function parsed(typed) {
  const found = typed.match(/^(\d{1,2})(?::?(\d{2}))?\s*([ap])?m?$/i);
  if (!found) return null;
  const [, hours, minutes = "0", half] = found;
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(hours);
  return hour < 24 && Number(minutes) < 60 ? clock(hour * 60 + Number(minutes)) : null;
}

function clock(minutes) {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function sayDay(day) {
  return dated(moment(day, "12:00", "UTC"), "{date_long_full}", { tz: "UTC" });
}

function sayTime(time) {
  return dated(moment("2000-01-01", time, "UTC"), "{time}", { tz: "UTC" });
}

function split(seconds, tz) {
  const [day, time] = dated(seconds, "{date_num} {time_24}", { tz }).split(" ");
  return { day, time };
}

function now({ now: seconds = Date.now() / 1000 }) {
  return Math.round(seconds);
}
