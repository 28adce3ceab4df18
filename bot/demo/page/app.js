// The page: who one is, where one looks, and what one does there. Everything is drawn from the scene.

import { $, make, show } from "/page/dom.js";
import { Composer } from "/page/composer.js";
import { refuseOtherDrops } from "/page/files.js";
import { showModal } from "/page/drawing/modal.js";
import { drawHome } from "/page/home.js";
import { drawTitle, listen } from "/page/live.js";
import { drawMessages, mountMessages, toEnd } from "/page/messages.js";
import { mountPanel } from "/page/panel/panel.js";
import { drawPlace, mountTabs, tab } from "/page/place.js";
import { calledFully } from "/page/places.js";
import { drawSidebar, mountSidebar } from "/page/sidebar.js";
import { me, names, scene, watch } from "/page/store.js";
import { mountTheme } from "/page/theme.js";
import { drawThread, mountThread, writeInThread } from "/page/thread.js";

const writing = new Composer($("composer"), {
  area: $("conversation"),
  label: invitation,
  said: toEnd,
  id: "typed",
});

function draw(now) {
  document.body.classList.remove("starting");
  $("starting").hidden = now.ready;
  drawSidebar(now);
  drawPlace(now);
  drawMessages(now);
  drawHome(now);
  drawHints(now);
  writing.draw();
  drawThread(now);
  drawTitle(now);
  showModal(now.modals.at(-1), names());
}

function invitation() {
  const { here, app } = scene();
  return `Message ${here.id === app.dm ? app.name : calledFully(here)}`;
}

/** Offer something to type where this person has said nothing yet. */
function drawHints(now) {
  const silent = !now.messages.some((one) => one.ephemeral || one.user === me().id);
  const fits = now.here.id === now.app.dm || now.here.place === "channels";
  const hints = silent && fits && tab() === "messages" ? now.hints : [];
  show($("hints"), hints, (text) => make("button", { type: "button", onclick: () => writing.say(text) }, text));
  $("hints").hidden = !hints.length;
}

/** Whatever one types anywhere is meant for the message one writes, as in Slack; Space presses what has the focus. */
function writeAnywhere({ key, target, ctrlKey, metaKey, altKey, defaultPrevented }) {
  const letter = [...key].length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
  if (!letter || defaultPrevented || target.closest("input, textarea, select, dialog, [popover]")) return;
  if (target.closest("#thread")) writeInThread();
  else writing.focus();
}

mountTheme();
mountSidebar();
mountTabs();
mountMessages();
mountThread();
mountPanel(); // before all else is drawn: it makes room for a thread that opens
watch(draw);
addEventListener("keydown", writeAnywhere);
refuseOtherDrops();
listen();
