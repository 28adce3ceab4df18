// The guided start: cards that do the first step, and a line that says what to try next.

import { $, make, show } from "/page/dom.js";
import { icon, iconButton } from "/page/icons.js";
import { controls, onControls, press } from "/page/panel/control.js";
import { at, go, scene, watch } from "/page/store.js";

const SEEN = "sko-demo-guide-seen";
const WELCOME = "Welcome. Where would you like to start?";
const HOW = "Each card does the first step and leaves you in the middle of it.";
const PICTURES = { ask: "reply", upload: "file", start: "calendar", recap: "clock" };

let opened = null; // null until something is known: where the cards are seen, "" for nowhere
let next = ""; // what to try after a card
let place = ""; // where that is

/** Show the cards to whoever comes for the first time, and let them be found again. */
export function mountGuide() {
  $("guide-open").append(icon("guide"), make("span", { className: "text" }, "Guide"));
  $("guide-open").addEventListener("click", () => (isSeen() ? dismiss() : openGuide()));
  onControls(draw);
  watch(draw);
}

/** Show the cards, and put the focus on the first; on a phone the panel steps aside for them. */
export function openGuide() {
  next = "";
  opened = spot();
  if (getComputedStyle($("conversation")).display === "none") $("panel-close").click();
  draw();
  $("guide").querySelector(".card")?.focus();
}

/** Tell places, people and tabs apart, and before from after something was said: then the cards step aside. */
function spot() {
  const { me, here, messages } = scene();
  return [me, here.id, at("tab"), messages.length].join(" ");
}

function isSeen() {
  return opened === spot();
}

function dismiss() {
  opened = "";
  next = "";
  localStorage.setItem(SEEN, "yes");
  draw();
  $("typed").focus();
}

function draw() {
  const { cards } = controls();
  const now = scene();
  if (!now || !cards.length) return;
  $("guide-open").hidden = false; // not before: there is nothing to open yet
  opened ??= localStorage.getItem(SEEN) || now.messages.length ? "" : spot();
  const hint = next && now.here.id === place ? [{ key: "next", next }] : [];
  show($("guide"), isSeen() ? [{ key: "cards", cards }] : hint, (one) => (one.key === "cards" ? all(one) : then(one)));
  $("guide").hidden = !$("guide").childElementCount;
  $("guide-open").setAttribute("aria-expanded", String(isSeen()));
}

function all({ cards }) {
  return make(
    "div",
    { className: "start" },
    make("div", { className: "line" }, make("h3", {}, WELCOME), closing("Close the guide")),
    make("p", { className: "note" }, HOW),
    make("div", { className: "cards" }, cards.map(card)),
  );
}

function card({ key, title, line }) {
  const button = make(
    "button",
    { type: "button", className: "card", onclick: () => play(key, button) },
    icon(PICTURES[key] ?? "on"),
    make("b", {}, title),
    make("span", {}, line),
  );
  return button;
}

function then({ next: text }) {
  return make("p", { className: "next" }, make("b", {}, "Now: "), make("span", {}, text), closing("Close the hint"));
}

function closing(label) {
  return iconButton("close", label, { className: "plain round", onclick: dismiss });
}

async function play(card, button) {
  button.disabled = true;
  const done = await press({ do: "guide", card });
  button.disabled = false;
  if (!done) return;
  localStorage.setItem(SEEN, "yes");
  opened = "";
  ({ then: next, in: place } = done.go);
  document.body.classList.remove("list");
  await go({ as: done.go.as, in: place, tab: "", thread: done.go.thread ?? "" });
  $("typed").focus();
}
