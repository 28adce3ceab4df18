// Menus that open beside a button: arrow keys move, Enter chooses, Escape and a click elsewhere close.

import { make } from "/page/dom.js";

const GAP = 4;

/** Open a menu of `{text, note, picture, checked, choose}` beside a button; focus comes back to it afterwards. */
export function openMenu(anchor, label, items) {
  const menu = make("div", { className: "menu", role: "menu", popover: "auto", "aria-label": label });
  menu.append(...items.map((item) => entry(item, () => menu.hidePopover())));
  menu.addEventListener("keydown", (event) => walk(event, menu));
  popUp(menu, anchor);
  lead(menu, menu.querySelector('[aria-checked="true"]') ?? menu.firstElementChild);
  return menu;
}

/** Show something in front of the page beside a button, and take it away when it closes. */
export function popUp(popover, anchor) {
  const expands = anchor.hasAttribute("aria-haspopup");
  popover.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") return;
    if (expands) anchor.setAttribute("aria-expanded", "false");
    popover.remove();
  });
  (anchor.closest("dialog") ?? document.body).append(popover); // all else is inert behind a dialog
  popover.showPopover();
  if (expands) anchor.setAttribute("aria-expanded", "true");
  place(popover, anchor.getBoundingClientRect());
  new ResizeObserver(() => keepInSight(popover, anchor)).observe(popover);
}

/** Place anew what has grown beyond the window, as a list does whose choices come from the app. */
function keepInSight(popover, anchor) {
  const isCut = popover.getBoundingClientRect().bottom > innerHeight;
  if (isCut && anchor.isConnected) place(popover, anchor.getBoundingClientRect());
}

/** Below the button if there is room, otherwise above it; from its left edge on, or up to its right one. */
function place(popover, at) {
  const { width, height } = popover.getBoundingClientRect();
  const below = at.bottom + GAP + height <= innerHeight;
  const top = below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - height);
  const left = at.left + width + GAP <= innerWidth ? at.left : Math.min(at.right, innerWidth - GAP) - width;
  popover.style.top = `${top}px`;
  popover.style.left = `${Math.max(GAP, left)}px`;
}

function entry({ text, note, picture, checked, choose }, close) {
  const chosen = () => {
    close();
    choose();
  };
  return make(
    "button",
    {
      type: "button",
      role: checked === undefined ? "menuitem" : "menuitemradio",
      "aria-checked": checked === undefined ? null : String(checked),
      onclick: chosen,
    },
    picture,
    make("span", { className: "text" }, text),
    note ? make("span", { className: "note" }, note) : null,
  );
}

/** Move the focus among a menu's entries; a letter leads to the next that begins with it. */
function walk(event, menu) {
  const entries = [...menu.children];
  const at = entries.indexOf(document.activeElement);
  const to = {
    ArrowDown: () => entries[(at + 1) % entries.length],
    ArrowUp: () => entries.at(at - 1),
    Home: () => entries[0],
    End: () => entries.at(-1),
    Tab: () => (menu.hidePopover(), null),
  }[event.key];
  const next = to ? to() : spelled(event.key, [...entries.slice(at + 1), ...entries]);
  if (next) lead(menu, next);
  if (next || to) event.preventDefault();
}

/** Only the entry with the focus can be reached with Tab. */
function lead(menu, entry) {
  for (const one of menu.children) one.tabIndex = one === entry ? 0 : -1;
  entry.focus();
}

function spelled(key, entries) {
  if (!/^\p{L}$/u.test(key)) return null;
  return entries.find((one) => one.querySelector(".text").textContent.toLowerCase().startsWith(key.toLowerCase()));
}
