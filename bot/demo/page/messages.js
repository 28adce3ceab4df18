// Messages as people see them, replies below what they answer.

import { blocks } from "/page/drawing/blocks.js";
import { make } from "/page/dom.js";
import { emoji } from "/page/drawing/emoji.js";
import { mrkdwn } from "/page/drawing/mrkdwn.js";
import { avatar } from "/page/faces.js";

/** Put each reply right below the message it answers. */
export function inOrder(messages) {
  const tops = messages.filter((one) => !one.thread || one.thread === one.ts);
  const known = new Set(tops.map((one) => one.ts));
  const replies = (ts) => messages.filter((one) => one.thread === ts && one.ts !== ts);
  const strays = messages.filter((one) => one.thread && one.ts !== one.thread && !known.has(one.thread));
  return [...tops.flatMap((one) => [one, ...replies(one.ts)]), ...strays];
}

/** Draw a message; `shortcuts` are the app's, by callback id. */
export function message(one, { names, shortcuts, act }) {
  const who = names.people[one.user] ?? { name: one.user };
  const reply = one.thread && one.thread !== one.ts;
  const press = (pressed) => act({ do: "click", ts: one.ts, ...pressed });
  return make(
    "article",
    { className: `message ${reply ? "reply" : ""} ${one.ephemeral ? "ephemeral" : ""} ${one.app ? "by-app" : ""}` },
    avatar(who),
    make(
      "div",
      { className: "content" },
      one.ephemeral ? make("p", { className: "only" }, "👁 Only visible to you") : null,
      make(
        "p",
        { className: "by" },
        make("b", {}, who.name),
        who.kind === "bot" ? make("span", { className: "badge" }, "APP") : null,
        make("time", {}, clock(one.ts)),
      ),
      one.blocks.length ? blocks(one.blocks, { names, press }) : make("div", { className: "block" }, mrkdwn(one.text, names)),
      one.files.map((file) => make("p", { className: "file" }, `📄 ${file.name}`)),
      one.edited && !one.app ? make("small", {}, "(edited)") : null,
      one.reactions.map(({ name, count }) => make("span", { className: "reaction" }, `${emoji(name)} ${count}`)),
    ),
    hover(one, shortcuts, act),
  );
}

function hover(one, shortcuts, act) {
  if (one.ephemeral || !Object.keys(shortcuts).length) return null;
  return make(
    "div",
    { className: "hover" },
    Object.entries(shortcuts).map(([callback, name]) =>
      make("button", { type: "button", onclick: () => act({ do: "shortcut", ts: one.ts, callback }) }, name),
    ),
  );
}

function clock(ts) {
  return new Date(Number(ts) * 1000).toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit" });
}
