// One message: who said it and when, what it holds, and what can be done with it.

import { make } from "/page/dom.js";
import { avatar } from "/page/faces.js";
import { fileLink } from "/page/files.js";
import { icon } from "/page/icons.js";
import { openMenu } from "/page/menu.js";
import { pickEmoji } from "/page/picker.js";
import { blocks } from "/page/drawing/blocks.js";
import { emoji } from "/page/drawing/emoji.js";
import { hands } from "/page/drawing/hands.js";
import { mrkdwn } from "/page/drawing/mrkdwn.js";
import { act, go, me, names, scene } from "/page/store.js";
import { clock, inFull, when } from "/page/times.js";

/** Draw a message: `first` of what its author said in a row, `replies` below it or none; in a thread it has no more. */
export function message({ one, first, replies, inThread }) {
  const known = names();
  const who = known.people[one.user] ?? { name: one.user };
  const by = make("span", { className: "unseen" }, `${who.name} `);
  const time = make("time", { title: inFull(one.ts, known.tz) }, clock(one.ts, known.tz));
  return make(
    "article",
    { className: `message ${first ? "first" : "next"} ${one.ephemeral ? "ephemeral" : ""} ${one.app ? "by-app" : ""}`, tabIndex: -1 },
    one.ephemeral ? only(one) : null,
    make("div", { className: "margin" }, first ? avatar(who, { size: 36 }) : time),
    make(
      "div",
      { className: "content" },
      first ? byline(one, who, time) : by,
      said(one, known),
      make("div", { className: "after" }, one.files.map(fileLink), one.reactions.map((put) => reaction(one, put, known))),
      replies && !inThread ? repliesButton(one, replies, known) : null,
    ),
    one.ephemeral ? null : toolbar(one, { inThread }),
  );
}

/** Give what a message says as plain text, as a notification would. */
export function textOf(one) {
  return make("p", {}, mrkdwn(one.text, names())).textContent;
}

function byline(one, who, time) {
  const app = one.app || one.user === "USLACKBOT";
  return make(
    "p",
    { className: "by" },
    make("b", {}, who.name),
    app ? make("span", { className: "tag" }, "APP") : null,
    who.kind === "foreign" ? make("span", { className: "tag" }, "EXTERNAL") : null,
    who.status ? make("span", { className: "status", title: who.status.text, role: "img", "aria-label": who.status.text }, emoji(who.status.emoji)) : null,
    time,
  );
}

function said(one, known) {
  const holding = hands({ in: scene().here.id, ts: one.ts }, { names: known, list: one.blocks });
  const edited = one.edited && !one.app ? make("small", {}, " (edited)") : null;
  const drawn = one.blocks.length ? blocks(one.blocks, holding) : make("div", { className: "block" }, mrkdwn(one.text, known), edited);
  return make("div", { className: "words" }, drawn);
}

function only(one) {
  return make(
    "p",
    { className: "only" },
    icon("eye"),
    "Only visible to you",
    make("button", { type: "button", className: "plain", onclick: () => act({ do: "dismiss", ts: one.ts }) }, "Dismiss"),
  );
}

/** A press adds one's own or takes it back. */
function reaction(one, { name, users }, known) {
  const who = users.map((id) => known.people[id]?.name ?? id).join(", ");
  const mine = users.includes(me().id);
  const press = () => act({ do: "react", ts: one.ts, name });
  return make(
    "button",
    { type: "button", className: "reaction", title: who, "aria-label": `:${name}: ${users.length}, ${who}`, "aria-pressed": String(mine), onclick: press },
    emoji(name),
    make("span", {}, String(users.length)),
  );
}

function repliesButton(one, { count, last, by, fresh }, known) {
  const faces = by.map((id) => avatar(known.people[id] ?? { name: id }, { size: 24 }));
  return make(
    "button",
    { type: "button", className: `replies ${fresh ? "unread" : ""}`, onclick: () => go({ thread: one.ts, tab: "" }) },
    make("span", { className: "faces" }, faces),
    make("b", {}, fresh ? `${fresh} new ${fresh === 1 ? "reply" : "replies"}` : `${count} ${count === 1 ? "reply" : "replies"}`),
    make("span", { className: "note" }, `Last reply ${when(last, known)}`),
  );
}

function toolbar(one, { inThread }) {
  const reply = () => go({ thread: one.thread ?? one.ts, tab: "" });
  const more = make("button", { type: "button", "aria-label": "More actions", title: "More actions", "aria-haspopup": "menu" }, icon("more"));
  more.addEventListener("click", () => {
    const shortcuts = Object.entries(scene().app.shortcuts).map(([callback, text]) => ({
      text,
      note: scene().app.name,
      choose: () => act({ do: "shortcut", ts: one.ts, callback }),
    }));
    openMenu(more, "More actions", [...(inThread ? [] : [{ text: "Reply in thread", choose: reply }]), ...shortcuts]);
  });
  const react = make("button", { type: "button", className: "react", "aria-label": "Add a reaction", title: "Add a reaction" }, icon("smile"));
  react.addEventListener("click", () => pickEmoji(react, (_, name) => act({ do: "react", ts: one.ts, name })));
  return make(
    "div",
    { className: "toolbar" },
    react,
    inThread ? null : make("button", { type: "button", className: "reply", "aria-label": "Reply in thread", title: "Reply in thread", onclick: reply }, icon("reply")),
    more,
  );
}
