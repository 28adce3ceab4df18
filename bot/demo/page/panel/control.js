// How the panel talks to the stand-in: what stands in it, and what is pressed.

import { inTurn } from "/page/panel/turns.js";
import { answerOf } from "/page/store.js";
import { toast } from "/page/toasts.js";

const watchers = [];
let shown = { troubles: [], cards: [] };

/** Give how everything stood last: the troubles and the cards to start with. */
export function controls() {
  return shown;
}

/** Have a function called whenever that was asked for anew. */
export function onControls(draw) {
  watchers.push(draw);
}

/** Ask how everything stands. */
export const askAgain = inTurn(() => told("/control"));

/** Press something; gives where to look then, if the stand-in says so, and null if it could not be done. */
export async function press(deed) {
  const body = JSON.stringify(deed);
  const outcome = await told("/control", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  if (!outcome.ok) toast(outcome.errors?.[0] ?? outcome.error);
  return outcome.ok ? outcome : null;
}

async function told(where, how) {
  const outcome = await answerOf(where, how);
  if (outcome.ok) shown = outcome;
  for (const draw of watchers) draw(shown);
  return outcome;
}
