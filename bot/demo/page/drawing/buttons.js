// Buttons, and the menu behind three dots (docs.slack.dev: block-elements/button-element, overflow-menu-element).

import { make } from "/page/dom.js";
import { tell } from "/page/drawing/hands.js";
import { plain } from "/page/drawing/mrkdwn.js";
import { icon } from "/page/icons.js";
import { openMenu } from "/page/menu.js";
import { colleagueBehind, meet } from "/page/places.js";

const MORE = "More actions";

/** Draw a button; while the app has not answered it takes no second click. */
export function button(object, block, hands) {
  const pressed = make(
    "button",
    { type: "button", className: `press ${object.style ?? ""}`, "aria-label": object.accessibility_label ?? null },
    plain(object.text.text),
  );
  pressed.addEventListener("click", () => once(pressed, () => press(object, block, hands)));
  return pressed;
}

async function press(object, block, hands) {
  const sent = await tell(object, block, hands, null);
  if (sent) follow(object.url);
}

/** Draw the menu behind three dots. */
export function overflow(object, block, hands) {
  const opener = make(
    "button",
    { type: "button", className: "press dots", "aria-label": MORE, "aria-haspopup": "menu", "aria-expanded": "false" },
    icon("dots"),
  );
  opener.addEventListener("click", () => open(opener, object, block, hands));
  return opener;
}

function open(opener, object, block, hands) {
  const choose = async (option) => {
    if (await tell(object, block, hands, option)) follow(option.url);
  };
  openMenu(
    opener,
    MORE,
    object.options.map((one) => ({
      text: plain(one.text.text),
      note: one.description && plain(one.description.text),
      choose: () => once(opener, () => choose(one)),
    })),
  );
}

/** Open what a button leads to, unless that could run here; somebody of this workspace is met in this page. */
function follow(url) {
  if (!url || !/^https?:/i.test(url)) return;
  const colleague = colleagueBehind(url);
  if (colleague) meet(colleague);
  else window.open(url, "_blank", "noopener");
}

/** Do something once at a time; an element at work keeps the focus, so it is not disabled. */
export async function once(element, work) {
  if (element.ariaBusy === "true") return;
  element.setAttribute("aria-busy", "true");
  await work();
  element.removeAttribute("aria-busy");
}
