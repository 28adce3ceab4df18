// What can be done with a message: react, reply in its thread, and behind the three dots the app's shortcuts.

import { make } from "/page/dom.js";
import { iconButton } from "/page/icons.js";
import { openMenu } from "/page/menu.js";
import { pickEmoji } from "/page/picker.js";
import { act, go, scene } from "/page/store.js";

const REACT = "Add a reaction";
const REPLY = "Reply in thread";
const MORE = "More actions";

/** Draw the buttons that appear over a message. */
export function toolbar(one, { inThread }) {
  const reply = () => go({ thread: one.thread ?? one.ts, tab: "" });
  const choose = (button) => pickEmoji(button, (_, name) => act({ do: "react", ts: one.ts, name }));
  const react = iconButton("smile", REACT, { className: "react", onclick: () => choose(react) });
  const answer = iconButton("reply", REPLY, { className: "reply", onclick: reply });
  const more = iconButton("more", MORE, { "aria-haspopup": "menu" });
  more.addEventListener("click", () => {
    const phone = getComputedStyle(react).display === "none";
    const first = [
      ...(phone ? [{ text: REACT, choose: () => choose(more) }] : []),
      ...(inThread ? [] : [{ text: REPLY, choose: reply }]),
    ];
    openMenu(more, MORE, [...first, ...shortcuts(one)]);
  });
  return make("div", { className: "toolbar" }, react, inThread ? null : answer, more);
}

function shortcuts(one) {
  return Object.entries(scene().app.shortcuts).map(([callback, text]) => ({
    text,
    note: scene().app.name,
    choose: () => act({ do: "shortcut", ts: one.ts, callback }),
  }));
}
