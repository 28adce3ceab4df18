// Choosing an emoji: a field to search in, and a grid that arrow keys walk.

import { make } from "/page/dom.js";
import { popUp } from "/page/menu.js";
import { emojiLike } from "/page/drawing/emoji.js";

const ACROSS = 9;
const SEARCH = "Search all emoji";

/** Offer all emoji beside a button; `choose` is called with the sign and the name of the one that was picked. */
export function pickEmoji(button, choose) {
  const field = make("input", { placeholder: SEARCH, "aria-label": SEARCH, autocomplete: "off" });
  const grid = make("div", { className: "grid", role: "group", "aria-label": "Emoji" });
  const box = make("div", { className: "menu emojis", popover: "auto" }, field, grid);
  const pick = (sign, name) => (box.hidePopover(), choose(sign, name));
  const draw = () => grid.replaceChildren(...signsLike(asName(field.value)).map((one) => square(one, pick)));
  field.addEventListener("input", draw);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") grid.firstElementChild?.click();
    if (event.key === "ArrowDown") grid.firstElementChild?.focus();
    if (["Enter", "ArrowDown"].includes(event.key)) event.preventDefault();
  });
  grid.addEventListener("keydown", (event) => walk(event, grid, field));
  draw();
  popUp(box, button);
  field.focus();
}

function square([name, sign], pick) {
  const more = { title: `:${name}:`, "aria-label": name, onclick: () => pick(sign, name) };
  return make("button", { type: "button", tabIndex: -1, ...more }, sign);
}

/** Of several names for the same emoji the first is enough. */
function signsLike(name) {
  const found = emojiLike(name);
  const signs = found.map(([, sign]) => sign);
  return found.filter(([, sign], i) => signs.indexOf(sign) === i);
}

function asName(typed) {
  return typed.trim().toLowerCase().replaceAll(" ", "_");
}

function walk(event, grid, field) {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: ACROSS, ArrowUp: -ACROSS }[event.key];
  if (!step) return;
  event.preventDefault();
  const to = [...grid.children].indexOf(document.activeElement) + step;
  (to < 0 ? field : grid.children[to])?.focus();
}
