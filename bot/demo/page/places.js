// Going to a place, and what it is called.

import { $ } from "/page/dom.js";
import { act, go, me, names, scene } from "/page/store.js";

const LIST = "list"; // on a phone: the list of places is the screen
const SLACK = "slack.com";

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

/** Open the direct message with somebody, and go there. */
export async function meet(one) {
  const outcome = await act({ do: "meet", people: [one.id] });
  if (outcome.ok) await visit(outcome.in);
}

/** Give the colleague whose direct message a link of Slack's opens (docs.slack.dev: interactivity/deep-linking). */
export function colleagueBehind(url) {
  const { hostname, pathname, searchParams } = new URL(url);
  const id = hostname === SLACK && pathname === "/app_redirect" ? searchParams.get("channel") : "";
  return scene().people.find((one) => one.id === id);
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
