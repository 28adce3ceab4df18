// Dates as the person who looks at them reads them (docs.slack.dev: messaging/formatting-message-text).

const DAY = 86_400;
const STEPS = [["year", 365 * DAY], ["month", 30 * DAY], ["day", DAY], ["hour", 3600], ["minute", 60], ["second", 1]];
const TOKENS = {
  date_num: (at) => `${at.year}-${at.mm}-${at.dd}`,
  date_slash: (at) => `${at.mm}/${at.dd}/${at.year}`,
  date: (at) => `${at.month} ${ordinal(at.day)}, ${at.year}`,
  date_short: (at) => `${at.month.slice(0, 3)} ${at.day}, ${at.year}`,
  date_long: (at) => `${at.weekday}, ${at.month} ${ordinal(at.day)}, ${at.year}`,
  date_long_full: (at) => `${at.month} ${at.day}, ${at.year}`,
  date_pretty: (at) => at.near ?? TOKENS.date(at),
  date_short_pretty: (at) => at.near ?? TOKENS.date_short(at),
  date_long_pretty: (at) => at.near ?? TOKENS.date_long(at),
  day_divider_pretty: (at) =>
    at.near ?? (at.thisYear ? `${at.weekday}, ${at.month} ${ordinal(at.day)}` : TOKENS.date_long(at)),
  time: (at) => `${at.hour}:${at.minute} ${at.half}`,
  time_secs: (at) => `${at.hour}:${at.minute}:${at.second} ${at.half}`,
  time_24: (at) => `${String((at.hour % 12) + (at.half === "PM" ? 12 : 0)).padStart(2, "0")}:${at.minute}`, // our own
  ago: (at) => at.ago,
};

/** Write a time, given in seconds, after a pattern such as `{date} at {time}`; null when it is no time. */
export function dated(seconds, pattern, { tz, now = Date.now() / 1000 }) {
  if (!Number.isFinite(seconds) || Math.abs(seconds) > 8.64e12) return null;
  const at = parts(seconds, tz, now);
  const text = pattern.replace(/\{(\w+)\}/g, (whole, token) => TOKENS[token]?.(at) ?? whole);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Give the seconds of a day and a time of it in somebody's zone. */
export function moment(day, time, tz) {
  const wall = Date.parse(`${day}T${time}:00Z`) / 1000;
  const shown = dated(wall, "{date_num}T{time_24}:00Z", { tz });
  return 2 * wall - Date.parse(shown) / 1000;
}

function parts(seconds, tz, now) {
  const on = broken(seconds, tz);
  const names = { "-1": "yesterday", 0: "today", 1: "tomorrow" };
  return {
    ...on,
    near: names[dayNumber(on) - dayNumber(broken(now, tz))],
    thisYear: on.year === broken(now, tz).year,
    ago: relative(seconds - now),
  };
}

/** Break a time into its parts in somebody's zone. */
function broken(seconds, timeZone) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "long",
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    second: "2-digit",
    hour12: true,
  });
  const part = Object.fromEntries(format.formatToParts(seconds * 1000).map(({ type, value }) => [type, value]));
  const numbers = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(seconds * 1000);
  const [, mm, dd] = numbers.split("-");
  return { ...part, mm, dd, half: part.dayPeriod };
}

function dayNumber({ year, mm, dd }) {
  return Math.round(Date.UTC(year, mm - 1, dd) / (DAY * 1000));
}

function relative(distance) {
  const [unit, size] = STEPS.find(([, one]) => Math.abs(distance) >= one) ?? STEPS.at(-1);
  return new Intl.RelativeTimeFormat("en").format(Math.trunc(distance / size), unit);
}

function ordinal(day) {
  const rule = new Intl.PluralRules("en", { type: "ordinal" }).select(Number(day));
  return `${day}${{ one: "st", two: "nd", few: "rd", other: "th" }[rule]}`;
}
