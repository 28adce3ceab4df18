// rich_text blocks: what people type, and what some apps send.

import { make } from "/page/dom.js";
import { emoji } from "/page/drawing/emoji.js";
import { link, mention } from "/page/drawing/mrkdwn.js";

/** Draw a rich_text block. */
export function richText(block, names) {
  return block.elements.map((part) => {
    switch (part.type) {
      case "rich_text_list":
        return make(
          part.style === "ordered" ? "ol" : "ul",
          {},
          part.elements.map((one) => make("li", {}, one.elements.map((piece) => inline(piece, names)))),
        );
      case "rich_text_quote":
        return make("blockquote", {}, part.elements.map((piece) => inline(piece, names)));
      case "rich_text_preformatted":
        return make("pre", {}, part.elements.map((piece) => inline(piece, names)));
      default:
        return make("p", {}, part.elements.map((piece) => inline(piece, names)));
    }
  });
}

function inline(piece, names) {
  switch (piece.type) {
    case "text":
      return dressed(piece.text, piece.style);
    case "emoji":
      return emoji(piece.name);
    case "link":
      return /^(https?|mailto):/.test(piece.url) ? link(piece.url, piece.text ?? piece.url) : (piece.text ?? piece.url);
    case "user":
      return mention(`@${names.people[piece.user_id]?.name ?? piece.user_id}`);
    case "channel":
      return mention(`#${names.channels[piece.channel_id] ?? piece.channel_id}`);
    case "broadcast":
      return mention(`@${piece.range}`, "loud");
    default:
      return make("span", { className: "unknown" }, piece.type);
  }
}

function dressed(text, style = {}) {
  const tags = { bold: "strong", italic: "em", strike: "s", code: "code" };
  return Object.entries(tags).reduce((inner, [name, tag]) => (style[name] ? make(tag, {}, inner) : inner), text);
}
