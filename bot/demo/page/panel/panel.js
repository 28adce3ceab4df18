// The panel beside the page: what went over the wire, bad days to order, and the time.

import { $, make, show } from "/page/dom.js";
import { icon, iconButton } from "/page/icons.js";
import { onCrossing } from "/page/live.js";
import { drawClock } from "/page/panel/clock.js";
import { askAgain, controls, onControls } from "/page/panel/control.js";
import { drawFaults, lying } from "/page/panel/faults.js";
import { mountGuide } from "/page/panel/guide.js";
import { fetchWire, wire } from "/page/panel/wire.js";
import { at, scene, watch } from "/page/store.js";

const TITLE = "Behind the scenes";
const TABS = { wire: "Wire", faults: "Bad days", time: "Time" };
const BOTH_FIT = matchMedia("(min-width: 1440px)");
let tab = "wire";
let thread = "";

/** Make the panel, closed, with the button that opens it. */
export function mountPanel() {
  const close = iconButton("close", "Close the panel", { id: "panel-close" });
  const tabs = make("div", { id: "panel-tabs", role: "tablist", "aria-label": "Parts of the panel" });
  const head = make("header", {}, make("h2", {}, TITLE), close);
  $("panel").append(head, tabs, ...Object.keys(TABS).map(part));
  $("panel-wire").append(wire());
  close.addEventListener("click", shut);
  tabs.addEventListener("keydown", walk);
  $("panel").addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && shut());
  $("panel-open").append(icon("eye"), make("span", { className: "text" }, TITLE));
  $("panel-open").addEventListener("click", () => ($("panel").hidden ? open() : shut()));
  mountGuide();
  onControls(draw);
  watch(() => {
    makeRoom();
    askAgain();
    draw();
  });
  onCrossing(() => $("panel").hidden || Promise.all([fetchWire(), askAgain()]));
}

function part(name) {
  return make("section", {
    id: `panel-${name}`,
    role: "tabpanel",
    "aria-labelledby": `panel-tab-${name}`,
    tabIndex: 0,
    hidden: name !== tab,
  });
}

function open() {
  stand(true);
  draw();
  fetchWire();
  $("panel-tabs").querySelector('[aria-selected="true"]').focus();
}

function shut() {
  stand(false);
  $("panel-open").focus();
}

/** Step aside when a thread opens that has no room beside the panel. */
function makeRoom() {
  const opens = at("thread") && at("thread") !== thread;
  thread = at("thread");
  if (opens && !BOTH_FIT.matches) stand(false);
}

function stand(opened) {
  $("panel").hidden = !opened;
  $("panel-open").setAttribute("aria-expanded", String(opened));
  document.body.classList.toggle("panelling", opened);
}

function draw() {
  if ($("panel").hidden || !scene()) return;
  const marks = { wire: "", faults: lying(controls().troubles), time: scene().clock.moved ? "moved" : "" };
  show($("panel-tabs"), Object.keys(TABS).map((key) => ({ key, mark: marks[key], current: key === tab })), tabButton);
  for (const name of Object.keys(TABS)) $(`panel-${name}`).hidden = name !== tab;
  drawFaults($("panel-faults"), controls().troubles);
  drawClock($("panel-time"), scene());
}

function tabButton({ key, mark, current }) {
  const choose = () => {
    tab = key;
    draw();
  };
  const button = make(
    "button",
    {
      type: "button",
      role: "tab",
      id: `panel-tab-${key}`,
      tabIndex: current ? 0 : -1,
      "aria-controls": `panel-${key}`,
      onclick: choose,
    },
    TABS[key],
    mark ? make("span", { className: "mark" }, mark) : null,
  );
  button.setAttribute("aria-selected", String(current));
  return button;
}

function walk(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const all = [...event.currentTarget.children];
  const next = all.at((all.indexOf(document.activeElement) + step) % all.length).id;
  $(next).click();
  $(next).focus();
}
