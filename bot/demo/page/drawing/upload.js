// Files to hand in with a form (docs.slack.dev: block-elements/file-input-element).

import { make } from "/page/dom.js";
import { key, named, value } from "/page/drawing/hands.js";
import { icon } from "/page/icons.js";
import { upload as send } from "/page/store.js";

const ADD = "Add files";
const MOST_FILES = 10;
const MOST_BYTES = 10 * 1024 * 1024;
const TOO_LARGE = "{name} is larger than 10 MB.";
const TOO_MANY = "{most} files at most.";
const FAILED = "{name} could not be uploaded. Try again?";
const names = new Map();

/** Draw a field for files: chosen or dropped, and taken out again. */
export function fileInput(object, block, hands) {
  const chosen = make("input", {
    type: "file",
    id: hands.id,
    className: "unseen",
    multiple: object.max_files !== 1,
    accept: (object.filetypes ?? []).map((one) => `.${one}`).join(","),
    ...named(hands, ADD),
  });
  const add = make("span", { className: "press", "aria-hidden": "true" }, ADD);
  const list = make("ul", { className: "files" });
  const note = make("p", { className: "note", role: "status" });
  const state = { now: () => value(object, block, hands) ?? [], most: object.max_files ?? MOST_FILES, note };
  state.set = (ids) => {
    hands.values[key(object, block)] = ids;
    list.replaceChildren(...ids.map((id) => line(id, () => state.set(ids.filter((one) => one !== id)))));
  };
  const drop = make("label", { className: "drop" }, chosen, add);
  chosen.addEventListener("change", () => take([...chosen.files], state).then(() => (chosen.value = "")));
  drop.addEventListener("dragover", (event) => event.preventDefault());
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    take([...event.dataTransfer.files], state);
  });
  state.set(state.now());
  return make("div", { className: "upload" }, drop, note, list);
}

/** Upload files one by one, as far as they may be added. */
async function take(files, state) {
  state.note.textContent = "";
  for (const file of files) {
    if (state.now().length >= state.most) return say(state, TOO_MANY.replace("{most}", state.most));
    if (file.size > MOST_BYTES) say(state, TOO_LARGE.replace("{name}", file.name));
    else await upload(file, state);
  }
}

async function upload(file, state) {
  const answer = await send(file);
  if (!answer.id) return say(state, FAILED.replace("{name}", file.name));
  names.set(answer.id, file.name);
  state.set([...state.now(), answer.id]);
}

function say({ note }, text) {
  note.textContent = text;
}

function line(id, out) {
  const name = names.get(id) ?? id;
  const cross = make("button", { type: "button", "aria-label": `Remove ${name}`, onclick: out }, icon("close"));
  return make("li", {}, `📄 ${name}`, cross);
}
