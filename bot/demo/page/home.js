// The app's Home tab, and what it says about itself.

import { $, make, show } from "/page/dom.js";
import { avatar } from "/page/faces.js";
import { blocks } from "/page/drawing/blocks.js";
import { hands } from "/page/drawing/hands.js";
import { names } from "/page/store.js";

const NOTHING = "Nothing here yet.";

/** Draw both. */
export function drawHome(now) {
  show($("home"), [{ key: "home", view: now.home, me: now.me }], ({ view }) => sheet(view ? homeOf(view) : nothing()));
  show($("about"), [{ ...now.app, face: now.names[now.app.user].face }], about);
}

function homeOf(view) {
  return blocks(view.blocks, hands({ view: view.id }, { names: names(), list: view.blocks }));
}

function nothing() {
  return make("p", { className: "empty" }, NOTHING);
}

function about(app) {
  const said = make("div", {}, make("h3", {}, app.name), make("p", {}, app.about));
  return sheet(
    make("div", { className: "card" }, avatar(app, { size: 72 }), said),
    make("h3", {}, "Commands"),
    Object.entries(app.commands).map(([name, one]) => fact(`${name} ${one.hint}`, one.description)),
    make("h3", {}, "Shortcuts on a message"),
    Object.values(app.shortcuts).map((name) => fact(name, "In the menu of every message, behind the three dots.")),
  );
}

function sheet(...children) {
  return make("div", { className: "sheet" }, ...children);
}

function fact(name, text) {
  return make("p", { className: "fact" }, make("b", {}, name), make("span", {}, text));
}
