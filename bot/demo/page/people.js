// Being somebody else, and finding somebody to write to.

import { make } from "/page/dom.js";
import { avatar } from "/page/faces.js";
import { Listbox } from "/page/listbox.js";
import { openMenu, popUp } from "/page/menu.js";
import { meet } from "/page/places.js";
import { go, me, scene } from "/page/store.js";

const KINDS = { guest: "Guest", foreign: "From another company" };
const OFFERED = 8;

/** Offer everybody one can be. */
export function switchPerson(button) {
  const items = scene().people.map((one) => ({
    text: one.name,
    note: noteOn(one),
    picture: avatar(one, { size: 32 }),
    checked: one.handle === scene().me,
    choose: () => go({ as: one.handle, thread: "" }),
  }));
  openMenu(button, "Be somebody else", items).classList.add("people");
}

/** Show who is in a place; choosing somebody opens the direct message with them. */
export function showMembers(button, members) {
  const items = scene()
    .people.filter(({ id }) => members.includes(id))
    .map((one) => ({ text: one.name, note: noteOn(one), picture: avatar(one, { size: 32 }), choose: () => meet(one) }));
  openMenu(button, "Members", items).classList.add("people");
}

/** Let the person type a name, and open the direct message with who is meant. */
export function findSomebody(button) {
  const field = make("input", { placeholder: "Find somebody", "aria-label": "Write to", autocomplete: "off" });
  const box = make("div", { className: "menu finder", popover: "auto" }, field);
  const found = new Listbox(field, box, {
    label: "People",
    draw: personOption,
    choose: (one) => (box.hidePopover(), meet(one)),
  });
  field.addEventListener("input", () => found.offer(peopleLike(field.value)));
  field.addEventListener("keydown", (event) => event.key !== "Escape" && found.key(event));
  found.offer(peopleLike(""));
  popUp(box, button);
  field.focus();
}

/** Find people by a piece of their name or handle; those where a word begins with it come first. */
export function peopleLike(text) {
  const piece = text.trim().toLowerCase();
  const begins = (one) => `${one.name} ${one.handle}`.toLowerCase().split(/\s/).some((word) => word.startsWith(piece));
  const found = scene().people.filter((one) => `${one.name} ${one.handle}`.toLowerCase().includes(piece));
  return found.sort((one, other) => begins(other) - begins(one)).slice(0, OFFERED);
}

/** Draw somebody among others. */
export function personOption(one) {
  const note = one.id === me().id ? "you" : (KINDS[one.kind] ?? one.title ?? "");
  return [avatar(one, { size: 24 }), make("b", {}, one.name), make("span", { className: "note" }, note)];
}

function noteOn(one) {
  return [KINDS[one.kind], one.title].filter(Boolean).join(" · ");
}
