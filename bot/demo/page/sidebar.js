// The list of places on the left: channels, direct messages and the app, with what is unread in them.

import { $, make, show, span } from "/page/dom.js";
import { avatar } from "/page/faces.js";
import { icon } from "/page/icons.js";
import { findSomebody, switchPerson } from "/page/people.js";
import { called, showList, visit } from "/page/places.js";
import { emoji } from "/page/drawing/emoji.js";
import { me, names } from "/page/store.js";

/** Let the buttons of the list do what they say. */
export function mountSidebar() {
  $("me").addEventListener("click", () => switchPerson($("me")));
  $("write").append(icon("write"));
  $("write").addEventListener("click", () => findSomebody($("write")));
  $("theme").append(icon("theme"));
  $("menu").append(icon("back"));
  $("menu").addEventListener("click", () => {
    showList();
    $("sidebar").querySelector('[aria-current="page"]')?.focus();
  });
}

/** Draw the list anew. */
export function drawSidebar(now) {
  $("team").textContent = now.team;
  show($("me"), [{ ...me(), drawn: "me" }], whoAmI);
  show($("channels"), now.channels.map((one) => item(one, now)), place);
  show($("dms"), now.dms.map((one) => item(one, now)), place);
  const app = { id: now.app.dm, place: "app", name: now.app.name, members: [now.app.user] };
  show($("apps"), [item(app, now)], place);
}

function whoAmI(person) {
  return make(
    "span",
    {},
    avatar(person, { size: 36 }),
    span("text", span("unseen", "You are "), make("b", {}, person.name), span("note", person.title)),
    icon("open"),
  );
}

/** Collect what the list shows of a place; who is awake is shown of two people's conversations. */
function item(one, now) {
  const { count, calls } = now.unread[one.id] ?? { count: 0, calls: 0 };
  const others = one.members.filter((id) => id !== me().id);
  const who = others.length <= 1 ? now.people.find(({ id }) => id === (others[0] ?? me().id)) : null;
  return {
    key: one.id,
    kind: one.place,
    shared: one.shared,
    name: called(one),
    face: names().people[others[0] ?? me().id],
    size: others.length,
    active: who?.active,
    status: who?.status,
    current: one.id === now.here.id,
    count,
    calls,
  };
}

function place(one) {
  const unread = one.count ? `, ${one.count} unread` : "";
  return make(
    "li",
    {},
    make(
      "button",
      {
        type: "button",
        className: `${one.count ? "unread" : ""}`,
        onclick: () => visit(one.key),
        "aria-current": one.current ? "page" : null,
      },
      sign(one),
      span("text", one.name),
      one.status ? make("span", { className: "status", title: one.status.text }, emoji(one.status.emoji)) : null,
      one.shared ? make("span", { className: "shared", title: "Shared with another company" }, icon("shared")) : null,
      one.calls ? make("span", { className: "badge", "aria-hidden": "true" }, String(one.calls)) : null,
      unread ? span("unseen", unread) : null,
    ),
  );
}

function sign(one) {
  if (one.kind === "channels") return make("span", { className: "sign", "aria-hidden": "true" }, "#");
  if (one.kind === "mpim") return make("span", { className: "sign group", "aria-hidden": "true" }, String(one.size));
  const awake = one.active === undefined ? "" : one.active ? "awake" : "asleep";
  return make("span", { className: `sign ${awake}` }, avatar(one.face, { size: 20 }));
}
