// Times as Slack writes them, in the zone of the person who looks.

const DAY = 86400;
const ENDINGS = { one: "st", two: "nd", few: "rd", other: "th" };
const ordinals = new Intl.PluralRules("en", { type: "ordinal" });

/** Give the time of day of a message: "9:41 AM". */
export function clock(ts, tz) {
  return said(ts, tz, { hour: "numeric", minute: "2-digit" });
}

/** Give the day of a message as text that is the same for all of that day. */
export function day(ts, tz) {
  return new Intl.DateTimeFormat("sv", { timeZone: tz }).format(Number(ts) * 1000);
}

/** Name a day: "Today", "Yesterday" or "Thursday, November 19th". */
export function dayName(ts, { now, tz }) {
  if (day(ts, tz) === day(now, tz)) return "Today";
  if (day(ts, tz) === day(now - DAY, tz)) return "Yesterday";
  const number = Number(said(ts, tz, { day: "numeric" }));
  const date = `${said(ts, tz, { month: "long" })} ${number}${ENDINGS[ordinals.select(number)]}`;
  return `${said(ts, tz, { weekday: "long" })}, ${date}`;
}

/** Say when something was, in the middle of a sentence: "today at 9:41 AM". */
export function when(ts, { now, tz }) {
  const name = dayName(ts, { now, tz });
  return `${/day$/.test(name) ? name.toLowerCase() : name} at ${clock(ts, tz)}`;
}

/** Give the whole of it, for who points at a time. */
export function inFull(ts, tz) {
  return said(ts, tz, { dateStyle: "full", timeStyle: "medium" });
}

function said(ts, tz, parts) {
  return new Intl.DateTimeFormat("en-US", { timeZone: tz, ...parts }).format(Number(ts) * 1000);
}
