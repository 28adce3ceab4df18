// Going to a place, and what it is called.

import { $ } from "/page/dom.js";
import { go, me, names } from "/page/store.js";

const LIST = "list"; // on a phone: the list of places is the screen

/** On a phone, show the list of places instead of the one that is open. */
export function showList() {
  document.body.classList.add(LIST);
}

/** Go to a place; on a phone its screen takes the list's place. */
export async function visit(id) {
  const phone = getComputedStyle($("menu")).display !== "none";
  document.body.classList.remove(LIST);
  await go({ in: id, tab: "", thread: "" });
  (phone ? $("place") : $("typed")).focus();
}

/** Name a place as its members call it: a channel by its name, a direct message by who else is in it. */
export function called(one) {
  if (one.name) return one.name;
  const others = one.members.filter((id) => id !== me().id);
  return others.length ? others.map((id) => names().people[id]?.name ?? id).join(", ") : `${me().name} (you)`;
}

/** Name it with the sign of a channel, as in a sentence. */
export function calledFully(one) {
  return one.place === "channels" ? `#${one.name}` : called(one);
}
