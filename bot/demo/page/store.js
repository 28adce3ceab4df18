// What the page knows: the scene this person sees, where they look, and how to do something there.

import { toast } from "/page/toasts.js";

const LATE = {
  operation_timeout: "did not answer within 3 seconds",
  dispatch_failed: "could not be reached",
};
const GONE = "That did not arrive: the demo was not running.";

let address = new URLSearchParams(location.search);
const watchers = [];
let shown = null;
let asked = 0;
let settled = Promise.resolve();

/** Give the last scene; null before the first. */
export function scene() {
  return shown;
}

/** Give the person one is. */
export function me() {
  return shown.people.find((one) => one.handle === shown.me);
}

/** Give what texts need to name people and channels, and to tell the time where one is. */
export function names() {
  return { people: shown.names, channels: shown.channelNames, me: me().id, tz: me().tz, now: shown.clock.now };
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
  history.pushState(null, "", `?${address}`);
  return refresh();
}

/** Fetch what this person sees now, and draw it. */
export function refresh() {
  settled = fetchScene();
  return settled;
}

/** An answer that a later question overtook is dropped for that one's; without a server the last scene stays. */
async function fetchScene() {
  const mine = ++asked;
  const query = new URLSearchParams({ as: at("as"), in: at("in") });
  const answer = await fetch(`/scene?${query}`).then((one) => one.json()).catch(() => null);
  if (mine !== asked) return settled;
  if (!answer) return;
  shown = answer;
  redraw();
}

/** Draw the last scene anew, because a part of the page changed by itself. */
export function redraw() {
  for (const draw of watchers) draw(shown);
}

/** Do something as this person; what Slack would say in passing when the app fails becomes a toast, unless `quiet`. */
export async function act(deed, { quiet = false } = {}) {
  await settled; // or it would be done as who one was before, in the place one has just left
  const outcome = await sent("/act", JSON.stringify({ as: shown.me, in: shown.here.id, ...deed }), "application/json");
  if (!outcome.ok) outcome.said = explained(outcome);
  if (!outcome.ok && !quiet) toast(outcome.said);
  await refresh();
  return outcome;
}

/** Hand over a file that goes with what is said next; gives its id, or why it was refused. */
export function upload(file) {
  const query = new URLSearchParams({ as: shown.me, name: file.name });
  return sent(`/upload?${query}`, file, file.type || "application/octet-stream");
}

function sent(where, body, type) {
  return answerOf(where, { method: "POST", headers: { "Content-Type": type }, body });
}

/** Ask the stand-in for something; that it is not there is an answer too. */
export function answerOf(where, how) {
  return fetch(where, how).then((answer) => answer.json()).catch(() => ({ ok: false, error: GONE }));
}

function explained({ error, errors }) {
  const late = LATE[error];
  return late ? `${shown.app.name} ${late}. Please try again. (${error})` : (errors?.[0] ?? error);
}

addEventListener("popstate", () => {
  address = new URLSearchParams(location.search);
  refresh();
});
