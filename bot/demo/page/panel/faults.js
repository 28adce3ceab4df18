// Bad days to order: what Slack, the network or the database may do to an app, and what one sees then.

import { counted, make, show } from "/page/dom.js";
import { press } from "/page/panel/control.js";

const ALL = {
  do: "works",
  label: "Everything works again",
  says: "Whatever still waits to strike is called off.",
  said: "",
};

/** Say in a word what is still lying in wait: how many calls will be hit, or that the database is away. */
export function lying(troubles) {
  const left = troubles.reduce((sum, one) => sum + (one.left ?? 0), 0);
  if (troubles.some((one) => one.on)) return "away";
  return left ? String(left) : "";
}

/** Draw the buttons, each with what it is for and what came of it. */
export function drawFaults(container, troubles) {
  show(container, [...troubles, ALL].map((one) => ({ key: one.do, ...one })), trouble);
}

function trouble(one) {
  const armed = one.on || one.left > 0;
  const className = armed ? "small armed" : "small";
  const button = make("button", { type: "button", className, onclick: () => press({ do: one.do }) }, one.label);
  if (one.on !== undefined) button.setAttribute("aria-pressed", String(one.on));
  return make(
    "div",
    { className: "trouble-row" },
    make("div", { className: "line" }, button, state(one)),
    make("p", {}, one.says),
    make("p", { className: "said", role: "status" }, one.said ?? ""),
  );
}

function state(one) {
  if (one.on) return make("span", { className: "mark" }, "on");
  if (one.left) return make("span", { className: "mark" }, `waits for ${counted(one.left, "call", "calls")}`);
  return null;
}
