// One message: who said it and when, and what it holds.

import { counted, make, span } from "/page/dom.js";
import { avatar } from "/page/faces.js";
import { fileLink } from "/page/files.js";
import { icon } from "/page/icons.js";
import { toolbar } from "/page/toolbar.js";
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
  const time = make("time", { title: inFull(one.ts, known.tz) }, clock(one.ts, known.tz));
  const kinds = { first, following: !first, ephemeral: one.ephemeral, "by-app": one.app };
  const drawn = make(
    "article",
    { className: "message", tabIndex: -1 },
    one.ephemeral ? only(one) : null,
    make("div", { className: "margin" }, first ? avatar(who, { size: 36 }) : time),
    make(
      "div",
      { className: "content" },
      first ? byline(one, who, time) : span("unseen", `${who.name} `),
      words(one, known),
      after(one, known),
      replies && !inThread ? repliesButton(one, replies, known) : null,
    ),
    one.ephemeral ? null : toolbar(one, { inThread }),
  );
  drawn.classList.add(...Object.keys(kinds).filter((kind) => kinds[kind]));
  return drawn;
}

/** Give what a message says as plain text, as a notification would. */
export function textOf(one) {
  return make("p", {}, mrkdwn(one.text, names())).textContent;
}

function byline(one, who, time) {
  const app = who.kind === "bot";
  return make(
    "p",
    { className: "by" },
    make("b", {}, who.name),
    app ? span("tag", "APP") : null,
    who.kind === "foreign" ? span("tag", "EXTERNAL") : null,
    who.status ? status(who.status) : null,
    time,
  );
}

function status({ text, emoji: name }) {
  return make("span", { className: "status", title: text, role: "img", "aria-label": text }, emoji(name));
}

function words(one, known) {
  if (one.blocks.length) {
    return blocks(one.blocks, hands({ in: scene().here.id, ts: one.ts }, { names: known, list: one.blocks }));
  }
  const edited = one.edited && !one.app ? make("small", {}, " (edited)") : null;
  return one.text ? make("div", { className: "block" }, mrkdwn(one.text, known), edited) : null;
}

function after(one, known) {
  const reactions = one.reactions.map((each) => reaction(one, each, known));
  return make("div", { className: "after" }, one.files.map(fileLink), reactions);
}

function only(one) {
  const dismiss = () => act({ do: "dismiss", ts: one.ts });
  const button = make("button", { type: "button", className: "plain", onclick: dismiss }, "Dismiss");
  return make("p", { className: "only" }, icon("eye"), "Only visible to you", button);
}

function reaction(one, { name, users }, known) {
  const who = users.map((id) => known.people[id]?.name ?? id).join(", ");
  const button = make(
    "button",
    { type: "button", className: "reaction", title: who, "aria-label": `:${name}: ${users.length}, ${who}` },
    emoji(name),
    make("span", {}, String(users.length)),
  );
  button.setAttribute("aria-pressed", String(users.includes(me().id)));
  button.addEventListener("click", () => act({ do: "react", ts: one.ts, name }));
  return button;
}

function repliesButton(one, { count, last, by, fresh }, known) {
  const faces = by.map((id) => avatar(known.people[id] ?? { name: id }, { size: 24 }));
  const how = fresh ? counted(fresh, "new reply", "new replies") : counted(count, "reply", "replies");
  return make(
    "button",
    { type: "button", className: `replies ${fresh ? "unread" : ""}`, onclick: () => go({ thread: one.ts, tab: "" }) },
    span("faces", faces),
    make("b", {}, how),
    span("note", `Last reply ${when(last, known)}`),
  );
}
