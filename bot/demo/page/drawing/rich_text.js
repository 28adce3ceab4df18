// rich_text blocks: what people type, and what some apps send (docs.slack.dev: blocks/rich-text-block).

import { make } from "/page/dom.js";
import { dated } from "/page/drawing/dates.js";
import { emoji } from "/page/drawing/emoji.js";
import { channel, link, mention, person } from "/page/drawing/references.js";
import { unknown } from "/page/drawing/unknown.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  strike: "s",
  underline: "u",
  code: "code",
  highlight: "mark",
  client_highlight: "mark",
};

/** Draw a rich_text block. */
export function richText(block, names) {
  return block.elements.map((part) => PARTS[part.type]?.(part, names) ?? unknown("text", part.type));
}

const PARTS = {
  rich_text_section: (part, names) => make("p", {}, pieces(part, names)),
  rich_text_quote: (part, names) => bordered(make("blockquote", {}, pieces(part, names)), part),
  rich_text_preformatted: (part, names) => bordered(make("pre", {}, pieces(part, names)), part),
  rich_text_list: (part, names) => {
    const tag = part.style === "ordered" ? "ol" : "ul";
    const lines = part.elements.map((one) => make("li", {}, pieces(one, names)));
    const list = make(tag, { className: `level-${(part.indent ?? 0) % 3}` }, lines);
    if (tag === "ol") list.start = (part.offset ?? 0) + 1;
    list.style.setProperty("--indent", part.indent ?? 0);
    return bordered(list, part);
  },
};

function bordered(element, { border }) {
  if (border) element.classList.add("bordered");
  return element;
}

function pieces(part, names) {
  return part.elements.map((piece) => dressed(drawn(piece, names), piece.style));
}

function drawn(piece, names) {
  switch (piece.type) {
    case "text":
      return piece.text;
    case "emoji":
      return emoji(piece.name, piece.skin_tone);
    case "link":
      return link(piece.url, piece.text || piece.url);
    case "user":
      return person(piece.user_id, names);
    case "usergroup":
      return mention(`@${piece.usergroup_id}`);
    case "team":
      return mention(`@${piece.team_id}`);
    case "channel":
      return channel(piece.channel_id, names);
    case "broadcast":
      return mention(`@${piece.range}`, "loud");
    case "date":
      return date(piece, names);
    case "color":
      return color(piece.value);
    default:
      return unknown("text", piece.type);
  }
}

function date(piece, names) {
  const tz = piece.timezone ?? names.tz;
  const pattern = piece.format ?? "{date_num}";
  const said = dated(piece.timestamp, pattern, { ...names, tz }) ?? piece.fallback ?? String(piece.timestamp);
  return piece.url ? link(piece.url, said) : make("time", {}, said);
}

function color(value) {
  const swatch = make("span", { className: "swatch", "aria-hidden": "true" });
  swatch.style.setProperty("--swatch", value);
  return make("span", {}, swatch, value);
}

function dressed(inner, style = {}) {
  return Object.entries(TAGS).reduce((within, [name, tag]) => (style[name] ? make(tag, {}, within) : within), inner);
}
