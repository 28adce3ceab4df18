// The input block: a label, a field, a hint, and beside it what is wrong (docs.slack.dev: blocks/input-block).

import { make } from "/page/dom.js";
import { element } from "/page/drawing/elements.js";
import { fresh } from "/page/drawing/hands.js";
import { textObject } from "/page/drawing/mrkdwn.js";

/** Draw an input block. */
export function field(block, hands) {
  const error = hands.errors?.[block.block_id];
  const [id, label, hint, wrong] = [fresh(), fresh(), fresh(), fresh()];
  const described = [error && wrong, block.hint && hint].filter(Boolean).join(" ");
  return make(
    "div",
    { className: `input ${error ? "wrong" : ""}` },
    make(
      "label",
      { id: label, htmlFor: id },
      textObject(block.label, hands.names),
      block.optional ? make("span", { className: "optional" }, " (optional)") : null,
    ),
    element(block.element, block, { ...hands, id, label, described, wrong: Boolean(error), optional: block.optional }),
    error ? make("p", { className: "error", id: wrong }, error) : null,
    block.hint ? make("p", { className: "hint", id: hint }, textObject(block.hint, hands.names)) : null,
  );
}
