// Checkboxes and radio buttons (docs.slack.dev: block-elements/checkboxes-element, radio-button-group-element).

import { make } from "/page/dom.js";
import { choose, fresh, named, value } from "/page/drawing/hands.js";
import { textObject } from "/page/drawing/mrkdwn.js";

/** Draw boxes of which any number may be ticked. */
export function checkboxes(object, block, hands) {
  return boxes("checkbox", object, block, hands, (drawn) => drawn.filter(([box]) => box.checked).map(([, one]) => one));
}

/** Draw buttons of which one is chosen. */
export function radioButtons(object, block, hands) {
  return boxes("radio", object, block, hands, (drawn) => drawn.find(([box]) => box.checked)?.[1] ?? null);
}

function boxes(type, object, block, hands, chosen) {
  const name = fresh();
  const drawn = object.options.map((one, i) => [box(type, name, i === 0 ? hands.id : null), one]);
  const draw = () => {
    const now = [value(object, block, hands) ?? []].flat().map((one) => one.value);
    for (const [input, one] of drawn) input.checked = now.includes(one.value);
  };
  const role = type === "radio" ? "radiogroup" : "group";
  const lines = drawn.map(([input, one]) => line(input, one, hands));
  const group = make("div", { className: "boxes", role, ...named(hands, object.type.replace("_", " ")) }, lines);
  group.addEventListener("change", async () => {
    if (!(await choose(object, block, hands, chosen(drawn)))) draw();
  });
  draw();
  return group;
}

function box(type, name, id) {
  return make("input", { type, name, id: id ?? fresh() });
}

function line(input, option, { names }) {
  const more = option.description ? make("small", {}, textObject(option.description, names)) : null;
  return make("label", { className: "box" }, input, make("span", {}, textObject(option.text, names), more));
}
