// Slack's mrkdwn as elements (docs.slack.dev: messaging/formatting-message-text).

import { make } from "/page/dom.js";
import { emoji } from "/page/drawing/emoji.js";
import { link, reference } from "/page/drawing/references.js";

const FENCE = /```\n?([\s\S]+?)\n?```/g;
const REST = /^(?:&gt;|>){3}/m;
const QUOTED = /^(?:&gt;|>) ?(.*)$/;
const EDGE = "(?<![\\p{L}\\p{N}])";
const END = "(?![\\p{L}\\p{N}])";
const around = (mark) => `${EDGE}[${mark}](?=\\S)([^${mark}\\n]+?)(?<=\\S)[${mark}]${END}`;
const URL = "(https?:\\/\\/[^\\s<>|]*[^\\s<>|.,;:!?)'\"\\]])";
const EMOJI = ":([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?";
const PIECES = (url) => ["`([^`\\n]+)`", "<([^<>\\n]+)>", url, EMOJI, around("*"), around("_"), around("~")].join("|");
const INLINE = new RegExp(PIECES(URL), "gu");
const VERBATIM = new RegExp(PIECES("(?!)()"), "gu"); // a bare address stays as it is

/** Draw a mrkdwn text; `names` knows people and channels by id. */
export function mrkdwn(text, names, { verbatim = false } = {}) {
  const rest = text.search(REST);
  if (rest >= 0) {
    const quoted = text.slice(rest).replace(REST, "").replace(/^ /, "");
    const before = mrkdwn(text.slice(0, rest).replace(/\n$/, ""), names, { verbatim });
    return [...before, make("blockquote", {}, lines(quoted, names, verbatim))];
  }
  const pieces = [];
  let from = 0;
  for (const fence of text.matchAll(FENCE)) {
    const before = text.slice(from, fence.index).replace(/\n$/, "");
    pieces.push(...lines(before, names, verbatim), make("pre", {}, decoded(fence[1])));
    from = fence.index + fence[0].length;
    if (text[from] === "\n") from += 1;
  }
  return [...pieces, ...lines(text.slice(from), names, verbatim)];
}

/** Draw a plain_text: nothing in it is markup but its emoji. */
export function plain(text) {
  return decoded(text).replace(new RegExp(EMOJI, "g"), (_, name, tone) => emoji(name, tone));
}

/** Draw a text object of either kind. */
export function textObject(object, names) {
  if (object.type === "mrkdwn") return mrkdwn(object.text, names, object);
  return [object.emoji === false ? decoded(object.text) : plain(object.text)];
}

/** Undo Slack's three escapes, once. */
export function decoded(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function lines(text, names, verbatim) {
  const drawn = [];
  let quote = null;
  text.split("\n").forEach((line, i) => {
    const quoted = line.match(QUOTED);
    if (quoted) {
      if (quote) quote.append(make("br"));
      else drawn.push((quote = make("blockquote")));
      quote.append(...inline(quoted[1], names, verbatim));
      return;
    }
    if (i > 0 && !quote) drawn.push(make("br"));
    quote = null;
    drawn.push(...inline(line, names, verbatim));
  });
  return drawn;
}

function inline(text, names, verbatim) {
  const drawn = [];
  let from = 0;
  for (const found of text.matchAll(verbatim ? VERBATIM : INLINE)) {
    drawn.push(decoded(text.slice(from, found.index)), styled(found, names, verbatim));
    from = found.index + found[0].length;
  }
  return [...drawn, decoded(text.slice(from))].filter((piece) => piece !== "");
}

function styled([whole, code, special, url, shortcode, tone, bold, italic, strike], names, verbatim) {
  if (code) return make("code", {}, decoded(code));
  if (special) return reference(special, names, decoded) ?? decoded(whole);
  if (url) return link(decoded(url), decoded(url));
  if (shortcode) return emoji(shortcode, tone);
  const tag = bold ? "strong" : italic ? "em" : "s";
  return make(tag, {}, inline(bold ?? italic ?? strike, names, verbatim));
}
