// What is said in passing, at the edge of the page.

import { make } from "/page/dom.js";

const SECONDS = 6;

/** Say something in passing, as Slack does when an app does not answer. */
export function toast(text) {
  const note = make("div", { className: "toast" }, text);
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), SECONDS * 1000);
}
