// Slack's mrkdwn as elements (docs.slack.dev: messaging/formatting-message-text).

import { make } from "/page/dom.js";
import { emoji } from "/page/drawing/emoji.js";

const FENCE = /```\n?([\s\S]+?)\n?```/g;
const EDGE = "(?<![\\p{L}\\p{N}])";
const END = "(?![\\p{L}\\p{N}])";
const around = (mark) => `${EDGE}[${mark}](?=\\S)([^${mark}\\n]+?)(?<=\\S)[${mark}]${END}`;
const INLINE = new RegExp(
  ["`([^`\\n]+)`", "<([^<>\\n]+)>", "(https?:\\/\\/[^\\s<>|]+)", ":([a-z0-9_+-]+):", around("*"), around("_"), around("~")].join("|"),
  "gu",
);

/** Draw a mrkdwn text; `names` knows people and channels by id. */
export function mrkdwn(text, names) {
  const pieces = [];
  let from = 0;
  for (const fence of text.matchAll(FENCE)) {
    pieces.push(...lines(text.slice(from, fence.index), names), make("pre", {}, decoded(fence[1])));
    from = fence.index + fence[0].length;
  }
  return [...pieces, ...lines(text.slice(from), names)];
}

/** Draw a plain_text: nothing in it is markup but its emoji. */
export function plain(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (_, name) => emoji(name));
}

/** Draw a text object of either kind. */
export function textObject(object, names) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, names) : [plain(object.text)];
}

function lines(text, names) {
  const drawn = [];
  let quote = null;
  text.split("\n").forEach((line, i) => {
    const quoted = line.match(/^(?:&gt;|>) ?(.*)$/);
    if (quoted) {
      if (quote) quote.append(make("br"));
      else drawn.push((quote = make("blockquote")));
      quote.append(...inline(quoted[1], names));
      return;
    }
    if (i > 0 && !quote) drawn.push(make("br"));
    quote = null;
    drawn.push(...inline(line, names));
  });
  return drawn;
}

function inline(text, names) {
  const drawn = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    drawn.push(decoded(text.slice(from, found.index)), styled(found, names));
    from = found.index + found[0].length;
  }
  return [...drawn, decoded(text.slice(from))].filter((piece) => piece !== "");
}

function styled([whole, code, special, url, shortcode, bold, italic, strike], names) {
  if (code) return make("code", {}, decoded(code));
  if (special) return reference(special, whole, names);
  if (url) return link(url, url);
  if (shortcode) return emoji(shortcode);
  if (bold) return make("strong", {}, inline(bold, names));
  if (italic) return make("em", {}, inline(italic, names));
  return make("s", {}, inline(strike, names));
}

function reference(inside, whole, names) {
  const [target, label] = inside.split(/\|(.*)/s);
  if (target.startsWith("@")) return mention(`@${names.people[target.slice(1)]?.name ?? label ?? target.slice(1)}`);
  if (target.startsWith("#")) return mention(`#${names.channels[target.slice(1)] ?? label ?? target.slice(1)}`);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!subteam^")) return mention(label ?? "@group");
  if (target.startsWith("!")) return mention(`@${target.slice(1)}`, "loud");
  if (/^(https?|mailto):/.test(target)) return link(decoded(target), decoded(label ?? target.replace("mailto:", "")));
  return decoded(whole);
}

/** Draw a mention of somebody, a channel or everybody. */
export function mention(text, more = "") {
  return make("span", { className: `mention ${more}` }, text);
}

/** Draw a link that leads out of the page. */
export function link(href, label) {
  return make("a", { href, target: "_blank", rel: "noopener noreferrer" }, label);
}

function date(target, fallback) {
  const [, seconds, format] = target.split("^");
  const when = new Date(Number(seconds) * 1000);
  if (Number.isNaN(when.getTime())) return fallback ?? target;
  const day = when.toLocaleDateString("en", { year: "numeric", month: "long", day: "numeric" });
  const time = when.toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit" });
  return format.replace(/\{time(_secs)?\}/g, time).replace(/\{date\w*\}/g, day);
}

function decoded(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
