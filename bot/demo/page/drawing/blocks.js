// Block Kit as elements (docs.slack.dev: reference/block-kit/blocks). What is not known shows as a red box.

import { make } from "/page/dom.js";
import { element } from "/page/drawing/elements.js";
import { textObject } from "/page/drawing/mrkdwn.js";
import { richText } from "/page/drawing/rich_text.js";

const DRAWN = {
  section: (block, hands) =>
    make(
      "div",
      { className: "section" },
      make(
        "div",
        { className: "said" },
        block.text && make("div", {}, textObject(block.text, hands.names)),
        block.fields && make("div", { className: "fields" }, block.fields.map((one) => field(one, hands))),
      ),
      block.accessory && make("div", { className: "accessory" }, element(block.accessory, block, hands)),
    ),
  header: (block, hands) => make("h3", { className: "header" }, textObject(block.text, hands.names)),
  divider: () => make("hr"),
  context: (block, hands) =>
    make(
      "div",
      { className: "context" },
      block.elements.map((one) =>
        one.type === "image" ? element(one, block, hands) : make("span", {}, textObject(one, hands.names)),
      ),
    ),
  actions: (block, hands) =>
    make("div", { className: "actions" }, block.elements.map((one) => element(one, block, hands))),
  image: (block, hands) =>
    make(
      "figure",
      {},
      block.title && make("figcaption", {}, textObject(block.title, hands.names)),
      make("img", { src: block.image_url, alt: block.alt_text }),
    ),
  rich_text: (block, hands) => make("div", { className: "rich" }, richText(block, hands.names)),
  input: (block, hands) => {
    const error = hands.errors?.[block.block_id];
    const id = `input-${block.block_id}`;
    return make(
      "div",
      { className: `input ${error ? "wrong" : ""}` },
      make("label", { htmlFor: id }, textObject(block.label, hands.names), block.optional ? make("i", {}, " (optional)") : null),
      element(block.element, block, { ...hands, id }),
      error ? make("p", { className: "error", role: "alert" }, error) : null,
      block.hint ? make("p", { className: "hint" }, textObject(block.hint, hands.names)) : null,
    );
  },
};

/** Draw blocks; `hands` holds names, what to do on a click, the errors and the values filled in so far. */
export function blocks(list, hands) {
  return list.map((block) => {
    const draw = DRAWN[block.type];
    return make("div", { className: "block" }, draw ? draw(block, hands) : unknown("block", block.type));
  });
}

/** Draw what the page does not know yet, so that nothing is lost silently. */
export function unknown(what, type) {
  return make("div", { className: "unknown" }, `This ${what} cannot be shown: ${type}`);
}

function field(object, hands) {
  return make("div", {}, textObject(object, hands.names));
}
