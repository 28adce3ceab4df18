// What can be pressed, chosen or filled in (docs.slack.dev: reference/block-kit/block-elements).

import { unknown } from "/page/drawing/blocks.js";
import { confirmed } from "/page/drawing/confirm.js";
import { make } from "/page/dom.js";
import { plain } from "/page/drawing/mrkdwn.js";

const DRAWN = { button, static_select: select, overflow: select, plain_text_input: input, image };

/** Draw one element of a block; a click goes to `hands.press`, what is filled in to `hands.values`. */
export function element(object, block, hands) {
  const draw = DRAWN[object.type];
  return draw ? draw(object, block, hands) : unknown("element", object.type);
}

function button(object, block, hands) {
  const pressed = make("button", { type: "button", className: `press ${object.style ?? ""}` }, plain(object.text.text));
  if (object.accessibility_label) pressed.setAttribute("aria-label", object.accessibility_label);
  pressed.addEventListener("click", async () => {
    if (object.confirm && !(await confirmed(object.confirm, hands.names))) return;
    if (object.url && /^https?:/.test(object.url)) window.open(object.url, "_blank", "noopener");
    pressed.disabled = true;
    await hands.press({ block: block.block_id, what: object.action_id });
    pressed.disabled = false;
  });
  return pressed;
}

function select(object, block, hands) {
  const groups = object.option_groups ?? [{ options: object.options }];
  const choose = make("select", { id: hands.id, "aria-label": hands.id ? null : (object.placeholder?.text ?? "More") });
  choose.append(make("option", { value: "" }, plain(object.placeholder?.text ?? (object.type === "overflow" ? "⋯" : "Choose"))));
  for (const group of groups) {
    const options = group.options.map((one) => make("option", { value: one.value }, plain(one.text.text)));
    choose.append(...(group.label ? [make("optgroup", { label: plain(group.label.text) }, options)] : options));
  }
  choose.value = hands.values?.[block.block_id] ?? object.initial_option?.value ?? "";
  choose.addEventListener("change", () => {
    if (block.type === "input") hands.values[block.block_id] = choose.value || null;
    else hands.press({ block: block.block_id, what: object.action_id, choice: choose.value });
  });
  return choose;
}

function input(object, block, hands) {
  const typed = make(object.multiline ? "textarea" : "input", {
    id: hands.id,
    value: hands.values?.[block.block_id] ?? object.initial_value ?? "",
    placeholder: plain(object.placeholder?.text ?? ""),
    maxLength: object.max_length ?? 3000,
  });
  typed.addEventListener("input", () => (hands.values[block.block_id] = typed.value));
  return typed;
}

function image(object) {
  return make("img", { src: object.image_url, alt: object.alt_text, className: "small" });
}
