// Where the choices of a menu come from: the app's message, the app itself, or the workspace.

import { plain } from "/page/drawing/mrkdwn.js";
import { avatar } from "/page/faces.js";
import { scene } from "/page/store.js";

const NOT_LOADED = "The choices could not be loaded. Try again?";
const TYPE_MORE = "Keep typing to search";
const MIN_QUERY_LENGTH = 3;

/** Name a choice: an option by its value, people and conversations by their id. */
export function idOf(choice) {
  return choice?.value ?? choice;
}

/** Give how a menu's choices are found, and how one of them is shown; `slow` ones come from the app. */
export function source(object, block, hands) {
  const kind = object.type.replace("multi_", "").replace("_select", "");
  const ask = (typed) => asked(object, block, hands, typed);
  if (kind === "external") return { entry: fromOption, find: ask, slow: true };
  if (kind === "static") return { entry: fromOption, find: (typed) => matching(listed(object), typed) };
  const known = kind === "users" ? people() : conversations(kind, object.filter);
  const entry = (id) => known.find((one) => one.id === id) ?? { id, choice: id, text: id };
  return { entry, find: (typed) => matching([{ entries: known }], typed) };
}

function listed({ options = [], option_groups: groups }) {
  return groups ? groups.map(group) : [{ entries: options.map(fromOption) }];
}

function group({ label, options }) {
  return { label: plain(label.text), entries: options.map(fromOption) };
}

function fromOption(option) {
  const more = option.description && plain(option.description.text);
  return { id: option.value, choice: option, text: plain(option.text.text), more };
}

function people() {
  return scene().people.map((one) => ({
    id: one.id,
    choice: one.id,
    text: one.name,
    more: one.title,
    mark: () => avatar(one, { size: 20 }),
  }));
}

/** Give the conversations this person is in; a menu of channels, or one that asks for these alone, has no other. */
function conversations(kind, { include = ["im", "mpim", "private", "public"] } = {}) {
  const { channels, dms = [], app } = scene();
  const direct = [{ id: app.dm, name: app.name }, ...dms].map(({ id, name }) => ({ id, choice: id, text: name }));
  const open = channels.map(({ id, name }) => ({ id, choice: id, text: `# ${name}` }));
  const withPeople = kind === "conversations" && include.some((one) => one.endsWith("im"));
  return include.some((one) => !one.endsWith("im")) ? [...open, ...(withPeople ? direct : [])] : direct;
}

function matching(groups, typed) {
  const wanted = typed.toLocaleLowerCase();
  const fits = ({ text, more = "" }) => `${text} ${more}`.toLocaleLowerCase().includes(wanted);
  return groups.map(({ label, entries }) => ({ label, entries: entries.filter(fits) }));
}

async function asked(object, block, hands, typed) {
  if (typed.length < (object.min_query_length ?? MIN_QUERY_LENGTH)) return noted(TYPE_MORE);
  const answer = await hands.ask({ block: block.block_id, what: object.action_id, typed });
  return answer.ok ? listed(answer) : noted(NOT_LOADED);
}

function noted(note) {
  return Object.assign([], { note });
}
