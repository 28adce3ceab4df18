// Select menus: a field that opens a list to search (docs.slack.dev: block-elements/select-menu-element, multi-…).

import { make } from "/page/dom.js";
import { choose, heard, key, named, tell, value } from "/page/drawing/hands.js";
import { listing } from "/page/drawing/listing.js";
import { plain } from "/page/drawing/mrkdwn.js";
import { idOf, source } from "/page/drawing/sources.js";
import { icon } from "/page/icons.js";
import { scene } from "/page/store.js";

const CHOOSE = "Select an item";
const CHOOSE_SEVERAL = "Select items";
const CLEAR = "Clear";

/** Draw a menu to choose one thing from. */
export function select(object, block, hands) {
  preset(object, block, hands, (id) => id);
  const words = plain(object.placeholder?.text ?? CHOOSE);
  const { entry, find, slow } = source(object, block, hands);
  const shown = make("span", { className: "shown" });
  const opener = field(hands, words, shown);
  const clear = make("button", { type: "button", className: "clear", "aria-label": CLEAR }, icon("close"));
  const drawn = make("div", { className: "select" }, opener, hands.optional && block.type === "input" ? clear : null);
  const draw = () => {
    const now = value(object, block, hands);
    shown.replaceChildren(...(now ? [entry(now).mark?.(), entry(now).text].filter(Boolean) : [words]));
    shown.classList.toggle("blank", !now);
    clear.hidden = !now;
  };
  const set = async (chosen) => {
    const done = choose(object, block, hands, chosen);
    draw();
    if (!(await done)) draw();
  };
  const chosen = (one) => one.id === idOf(value(object, block, hands));
  opener.addEventListener("click", () =>
    listing(opener, { find, slow, label: words, chosen, pick: (one) => set(one.choice) }),
  );
  clear.addEventListener("click", () => (set(null), opener.focus()));
  draw();
  return drawn;
}

/** Draw a menu to choose several things from: those chosen stand in the field, each with a cross to take it out. */
export function multiSelect(object, block, hands) {
  preset(object, block, hands, (id) => [id]);
  const words = plain(object.placeholder?.text ?? CHOOSE_SEVERAL);
  const { entry, find, slow } = source(object, block, hands);
  const shown = make("span", { className: "shown blank" }, words);
  const chips = make("span", { className: "chosen" });
  const opener = field(hands, words, shown);
  const now = () => value(object, block, hands) ?? [];
  const most = object.max_selected_items ?? Infinity;
  const draw = () => {
    chips.replaceChildren(...now().map((one) => chip(entry(one), () => out(one))));
    shown.hidden = now().length > 0;
  };
  const set = (chosen) => {
    hands.values[key(object, block)] = chosen;
    draw();
  };
  const say = async (before) => {
    if (heard(block) && !(await tell(object, block, hands, now()))) set(before);
  };
  const out = (one) => {
    const before = now();
    set(before.filter((other) => idOf(other) !== idOf(one)));
    opener.focus();
    say(before);
  };
  const toggle = ({ id, choice }) => {
    const without = now().filter((one) => idOf(one) !== id);
    if (without.length < now().length) set(without);
    else if (now().length < most) set([...now(), choice]);
  };
  opener.addEventListener("click", () => {
    const before = now();
    const closed = () => JSON.stringify(before) !== JSON.stringify(now()) && say(before);
    const chosen = ({ id }) => now().some((one) => idOf(one) === id);
    listing(opener, { find, slow, label: words, several: true, chosen, pick: toggle, closed });
  });
  draw();
  return make("div", { className: "select several" }, chips, opener);
}

/** Choose to begin with the conversation one is in, where the app wants that. */
function preset(object, block, { values }, shaped) {
  const name = key(object, block);
  if (object.default_to_current_conversation && !(name in values)) values[name] = shaped(scene().here.id);
}

function chip(entry, out) {
  const cross = make("button", { type: "button", "aria-label": `Remove ${entry.text}`, onclick: out }, icon("close"));
  return make("span", { className: "chip" }, entry.mark?.(), make("span", {}, entry.text), cross);
}

function field(hands, words, shown) {
  const id = hands.id ?? null;
  return make(
    "button",
    {
      type: "button",
      className: "field",
      id,
      ...named(hands, words, id),
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
    },
    shown,
    icon("open"),
  );
}
