// What can be done with a message: react, reply in its thread, and behind the three dots the app's shortcuts.

import { make } from "/page/dom.js";
import { iconButton } from "/page/icons.js";
import { openMenu } from "/page/menu.js";
import { pickEmoji } from "/page/picker.js";
import { act, go, scene } from "/page/store.js";

/** Draw the buttons that appear over a message. */
export function toolbar(one, { inThread }) {
  const reply = () => go({ thread: one.thread ?? one.ts, tab: "" });
  const react = iconButton("smile", "Add a reaction", { className: "react" });
  react.addEventListener("click", () => pickEmoji(react, (_, name) => act({ do: "react", ts: one.ts, name })));
  const answer = iconButton("reply", "Reply in thread", { className: "reply", onclick: reply });
  const more = iconButton("more", "More actions", { "aria-haspopup": "menu" });
  more.addEventListener("click", () => {
    const first = inThread ? [] : [{ text: "Reply in thread", choose: reply }];
    openMenu(more, "More actions", [...first, ...shortcuts(one)]);
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
