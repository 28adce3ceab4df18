// What an element needs to do something: where it stands, what is chosen there so far, and how to tell the app.

import { confirmed } from "/page/drawing/confirm.js";
import { act, scene } from "/page/store.js";

const kept = new Map();
let made = 0;

/** Give the hands of what stands in a message (`{ts}`) or a view (`{view}`): what is chosen there outlives a redraw. */
export function hands(place, { names, errors = {}, list = [] }) {
  const values = remembered(`${scene().me} ${place.view ?? place.ts}`, list);
  return {
    names,
    errors,
    values,
    inView: "view" in place,
    press: (pressed) => act({ do: "click", ...place, values, ...pressed }),
    ask: (asked) => act({ do: "options", ...place, ...asked }, { quiet: true }),
  };
}

/** Forget what this person typed in views that are gone; `standing` are the ids of those that are not. */
export function forget(standing) {
  for (const name of kept.keys()) {
    const [who, id] = name.split(" ");
    if (who === scene().me && id.startsWith("V") && !standing.includes(id)) kept.delete(name);
  }
}

/** What was chosen stays where a block and an element keep their ids, as in Slack; the rest is dropped. */
function remembered(where, list) {
  const parts = list.flatMap((block) =>
    [block.element, block.accessory, ...(block.elements ?? [])].map((one) => `${block.block_id}/${one?.action_id}`),
  );
  const values = kept.get(where) ?? {};
  for (const name of Object.keys(values)) if (!parts.includes(name)) delete values[name];
  kept.set(where, values);
  return values;
}

/** Name an element where it stands. */
export function key(object, block) {
  return `${block.block_id}/${object.action_id}`;
}

/** Give what is chosen in an element now: by the person, or by the app to begin with. */
export function value(object, block, { values }) {
  const name = key(object, block);
  if (name in values) return values[name];
  const initial = Object.keys(object).find((one) => one.startsWith("initial_"));
  return initial ? object[initial] : null;
}

/** Note what is chosen, and tell the app where it wants to hear; false when the person thought better of it. */
export async function choose(object, block, holding, chosen) {
  const name = key(object, block);
  const before = value(object, block, holding);
  holding.values[name] = chosen;
  if (!heard(block) || (await tell(object, block, holding, chosen))) return true;
  holding.values[name] = before;
  return false;
}

/** Tell the app, once the person said yes to the question that the app wants asked first. */
export async function tell(object, block, holding, chosen) {
  if (object.confirm && !(await confirmed(object.confirm, holding.names))) return false;
  await holding.press({ block: block.block_id, what: object.action_id, choice: chosen });
  return true;
}

/** Whether the app hears of each choice: in an input block only if it asks for it. */
export function heard(block) {
  return block.type !== "input" || block.dispatch_action === true;
}

/** Give the attributes that name a field for those who cannot see it: by its label, or else by these words. */
export function named(holding, words, id) {
  return {
    "aria-labelledby": holding.label ? [holding.label, id].filter(Boolean).join(" ") : null,
    "aria-label": holding.label ? null : words,
    "aria-describedby": holding.described || null,
    "aria-invalid": holding.wrong ? "true" : null,
  };
}

/** Give an id that nothing else in the page has. */
export function fresh() {
  made += 1;
  return `drawn-${made}`;
}
