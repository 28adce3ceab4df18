// What the page hears by itself: changes in the workspace, the end of the demo, and its return.

import { $ } from "/page/dom.js";
import { refresh, scene } from "/page/store.js";

const AGAIN_AFTER_MS = 1500;
const crossed = [];

/** Have a function called whenever something went over the wire between Slack and the app. */
export function onCrossing(hear) {
  crossed.push(hear);
}

/** Listen from now on; what happens while nothing can be heard is caught up with. */
export function listen() {
  const changes = new EventSource("/changes");
  changes.addEventListener("message", () => {
    $("gone").hidden = true;
    refresh();
  });
  changes.addEventListener("wire", () => crossed.forEach((hear) => hear()));
  changes.addEventListener("error", () => {
    changes.close();
    $("gone").hidden = false;
    setTimeout(listen, AGAIN_AFTER_MS);
  });
}

/** Say in the title of the window what is unread: a number where somebody is called for, a star for the rest. */
export function drawTitle(now) {
  const unread = Object.values(now.unread);
  const calls = unread.reduce((sum, one) => sum + one.calls, 0);
  const mark = calls ? `(${calls}) ` : unread.some((one) => one.count) ? "* " : "";
  document.title = `${mark}${scene().team} – ${now.app.name} to try`;
}
