// Block Kit as elements (docs.slack.dev: reference/block-kit/blocks). What is not known shows as a red box.

import { make } from "/page/dom.js";
import { element } from "/page/drawing/elements.js";
import { fresh } from "/page/drawing/hands.js";
import { picture } from "/page/drawing/images.js";
import { field } from "/page/drawing/input.js";
import { markdown } from "/page/drawing/markdown.js";
import { textObject } from "/page/drawing/mrkdwn.js";
import { richText } from "/page/drawing/rich_text.js";
import { unknown } from "/page/drawing/unknown.js";

// Slack folds a section that would fill the window; in a modal it never does.
const LONG = 700;
const MORE = "Show more";
const LESS = "Show less";

const DRAWN = {
  section,
  input: field,
  header: (block, hands) => make("h3", { className: "header" }, textObject(block.text, hands.names)),
  divider: () => make("hr"),
  context: (block, hands) => row("context", block.elements.map((one) => small(one, block, hands))),
  actions: (block, hands) => row("actions", block.elements.map((one) => element(one, block, hands))),
  image,
  rich_text: (block, hands) => make("div", { className: "rich" }, richText(block, hands.names)),
  markdown: (block, hands) => make("div", { className: "markdown" }, markdown(block.text, hands.names)),
};

/** Draw blocks; `hands` holds names, what to do on a click, the errors and the values filled in so far. */
export function blocks(list, hands) {
  return list.map((block) => {
    const draw = DRAWN[block.type];
    const drawn = draw ? draw(block, hands) : unknown("block", block.type);
    return make("div", { className: `block ${block.type}-block` }, drawn);
  });
}

function row(className, elements) {
  return make("div", { className }, elements);
}

function image(block, { names }) {
  const title = block.title ? make("figcaption", {}, textObject(block.title, names)) : null;
  return make("figure", {}, title, picture(block));
}

function section(block, hands) {
  const id = fresh();
  const text = block.text ? make("div", { className: "text", id }, textObject(block.text, hands.names)) : null;
  const label = text ? id : null;
  const { accessory } = block;
  return make(
    "div",
    { className: `section with-${accessory?.type ?? "nothing"}` },
    make("div", { className: "said" }, text && folded(text, block, hands), block.fields ? fields(block, hands) : null),
    accessory ? make("div", { className: "accessory" }, element(accessory, block, { ...hands, label })) : null,
  );
}

function fields(block, { names }) {
  return make("div", { className: "fields" }, block.fields.map((one) => make("div", {}, textObject(one, names))));
}

function small(one, block, hands) {
  return one.type === "image" ? element(one, block, hands) : make("span", {}, textObject(one, hands.names));
}

/** Fold a long text away behind a button, unless the app wants it whole. */
function folded(text, block, { inView }) {
  if (inView || block.expand || block.text.text.length <= LONG) return text;
  text.classList.add("folded");
  const more = make(
    "button",
    { type: "button", className: "link", "aria-expanded": "false", "aria-controls": text.id },
    MORE,
  );
  more.addEventListener("click", () => {
    const open = !text.classList.toggle("folded");
    more.textContent = open ? LESS : MORE;
    more.setAttribute("aria-expanded", String(open));
  });
  return [text, more];
}
