// What stands within a line of standard markdown: emphasis, code, links, mentions.

import { make } from "/page/dom.js";
import { emoji } from "/page/drawing/emoji.js";
import { decoded } from "/page/drawing/mrkdwn.js";
import { link, reference } from "/page/drawing/references.js";

const LABEL = "\\[((?:[^\\[\\]\\\\]|\\\\.)+)\\]";
const TARGET = "\\(\\s*<?([^\\s()<>]+(?:\\([^\\s()]*\\)[^\\s()]*)*)>?(?:\\s+\"[^\"]*\")?\\s*\\)";
const SPANS = new RegExp(
  [
    "\\\\([\\\\`*_{}\\[\\]()#+\\-.!~|>])",
    "(`+)(.+?)\\2(?!`)",
    `!?${LABEL}${TARGET}`,
    "<([^<>\\s][^<>]*)>",
    "(https?:\\/\\/[^\\s<>]*[^\\s<>.,;:!?)'\"\\]])",
    "\\*\\*\\*(?=\\S)(.+?)(?<=\\S)\\*\\*\\*",
    "\\*\\*(?=\\S)(.+?)(?<=\\S)\\*\\*",
    "(?<![\\p{L}\\p{N}])__(?=\\S)(.+?)(?<=\\S)__(?![\\p{L}\\p{N}])",
    "\\*(?=[^\\s*])(.+?)(?<=[^\\s*])\\*",
    "(?<![\\p{L}\\p{N}])_(?=[^\\s_])(.+?)(?<=[^\\s_])_(?![\\p{L}\\p{N}])",
    "~~(?=\\S)(.+?)(?<=\\S)~~",
    ":([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?",
  ].join("|"),
  "gu",
);

/** Draw a line of markdown as text and elements. */
export function inline(text, names) {
  const drawn = [];
  let from = 0;
  for (const found of text.matchAll(SPANS)) {
    drawn.push(decoded(text.slice(from, found.index)), span(found, names));
    from = found.index + found[0].length;
  }
  return [...drawn, decoded(text.slice(from))].filter((piece) => piece !== "");
}

function span(found, names) {
  const [whole, escaped, , code, label, href, angle, url, both, ...rest] = found;
  const [bold, bold2, italic, italic2, strike, name, tone] = rest;
  if (escaped) return escaped;
  if (code) return make("code", {}, decoded(code.replace(/^ (.+) $/, "$1")));
  if (label) return link(href, inline(label, names));
  if (angle) return reference(angle, names, decoded) ?? decoded(whole);
  if (url) return link(decoded(url), decoded(url));
  if (name) return emoji(name, tone);
  if (both) return make("strong", {}, make("em", {}, inline(both, names)));
  if (strike) return make("s", {}, inline(strike, names));
  if (bold || bold2) return make("strong", {}, inline(bold ?? bold2, names));
  return make("em", {}, inline(italic ?? italic2, names));
}
