// What a text points at: people, channels, groups, everybody, dates, addresses.

import { make } from "/page/dom.js";
import { dated } from "/page/drawing/dates.js";

const SAFE = /^(https?|mailto):/i;

/** Draw what stands between angle brackets, such as `@U123` or `https://example.com|label`; null when it is neither. */
export function reference(inside, names, decoded) {
  const [target, label] = inside.split(/\|(.*)/s);
  if (/^@[UW]/.test(target)) return person(target.slice(1), names, label);
  if (/^#[CG]/.test(target)) return channel(target.slice(1), names, label);
  if (target.startsWith("!date^")) return date(target, names, label && decoded(label));
  if (target.startsWith("!subteam^")) return mention(decoded(label ?? "@group"));
  if (/^!(channel|here|everyone)$/.test(target)) return mention(`@${target.slice(1)}`, "loud");
  if (target.startsWith("!")) return label ? `<${decoded(label)}>` : null;
  if (SAFE.test(target)) return link(decoded(target), decoded(label ?? target.replace(/^mailto:/, "")));
  return null;
}

/** Draw a mention of somebody; one of oneself stands out. */
export function person(id, names, label) {
  const name = names.people[id]?.name ?? label?.replace(/^@/, "") ?? id;
  return mention(`@${name}`, names.me === id ? "loud" : "");
}

/** Draw a mention of a channel; one that this person cannot know keeps its name to itself. */
export function channel(id, names, label) {
  return mention(names.channels[id] || label ? `#${names.channels[id] ?? label}` : "🔒 private-channel");
}

/** Draw a mention of somebody, a channel or everybody. */
export function mention(text, more = "") {
  return make("span", { className: `mention ${more}`.trim() }, text);
}

/** Draw a link that leads out of the page; what could do something in it stays text. */
export function link(href, label) {
  if (!SAFE.test(href)) return make("span", {}, label);
  return make("a", { href, target: "_blank", rel: "noopener noreferrer" }, label);
}

function date(target, names, fallback) {
  const [, seconds, pattern = "", href] = target.split("^");
  const said = dated(Number(seconds || NaN), pattern, names) ?? fallback ?? target;
  if (href) return link(href, said);
  return make("time", { title: dated(Number(seconds || NaN), "{date_long} at {time}", names) ?? "" }, said);
}
