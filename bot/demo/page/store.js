// What the page knows: the scene this person sees, where they look, and how to do something there.

import { toast } from "/page/toasts.js";

const LATE = {
  operation_timeout: "did not answer within 3 seconds",
  dispatch_failed: "could not be reached",
};

const address = new URLSearchParams(location.search);
const watchers = [];
let shown = null;
let asked = 0;
let settled = Promise.resolve();

/** Give the last scene; null before the first. */
export function scene() {
  return shown;
}

/** Give what the address says about one of `as`, `in`, `tab` and `thread`. */
export function at(name) {
  return address.get(name) ?? "";
}

/** Have a function called with every new scene. */
export function watch(draw) {
  watchers.push(draw);
}

/** Look at something else: who one is (`as`), the place (`in`), its tab or a thread; an empty value leaves it out. */
export function go(changes) {
  for (const [name, value] of Object.entries(changes)) {
    if (value) address.set(name, value);
    else address.delete(name);
  }
  history.replaceState(null, "", `?${address}`);
  return refresh();
}

/** Fetch what this person sees now, and draw it. */
export function refresh() {
  settled = fetchScene();
  return settled;
}

/** An answer that was overtaken by a later one is dropped. */
async function fetchScene() {
  const mine = ++asked;
  const query = new URLSearchParams({ as: at("as"), in: at("in") });
  const answer = await (await fetch(`/scene?${query}`)).json();
  if (mine !== asked) return;
  shown = answer;
  for (const draw of watchers) draw(shown);
}

/** Do something as this person; what Slack would say in passing when the app fails becomes a toast. */
export async function act(deed) {
  await settled; // or it would be done as who one was before, in the place one has just left
  const body = JSON.stringify({ as: shown.me, in: shown.here.id, ...deed });
  const answer = await fetch("/act", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  const outcome = await answer.json();
  if (!outcome.ok) toast(explained(outcome));
  await refresh();
  return outcome;
}

function explained({ error, errors }) {
  const late = LATE[error];
  return late ? `${shown.app.name} ${late}. Please try again. (${error})` : (errors?.[0] ?? error);
}
