// A list to search and choose from, opened below a field: arrow keys walk, Enter chooses, Escape leaves.

import { make } from "/page/dom.js";
import { fresh } from "/page/drawing/hands.js";
import { popUp } from "/page/menu.js";

const SEARCH = "Search";
const NOTHING = "No results";
const LOADING = "Loading…";
const PAUSE_MS = 250;

/** Open a list at a field. `find(typed)` gives groups of `{label, entries: [{id, text, more}]}`; `pick` gets one. */
export function listing(anchor, { find, pick, chosen, several = false, label, slow = false, closed }) {
  const { box, ...parts } = frame(label, several);
  const state = { ...parts, chosen, entries: [], at: 0, asked: 0 };
  state.pick = (entry) => {
    pick(entry);
    if (several) mark(state);
    else box.hidePopover();
  };
  let timer;
  state.search.addEventListener("input", () => {
    clearTimeout(timer);
    if (!slow) return fill(state, find);
    forget(state); // or Enter would choose from what was found for another text
    timer = setTimeout(() => fill(state, find), PAUSE_MS);
  });
  state.search.addEventListener("keydown", (event) => steer(event, state));
  if (closed) box.addEventListener("toggle", ({ newState }) => newState === "closed" && closed());
  box.style.setProperty("min-width", `${anchor.getBoundingClientRect().width}px`);
  fill(state, find);
  popUp(box, anchor);
  state.search.focus();
  mark(state);
}

function frame(label, several) {
  const id = fresh();
  const list = make("div", {
    id,
    role: "listbox",
    className: "list",
    "aria-label": label,
    "aria-multiselectable": String(several),
  });
  const search = make("input", {
    type: "text",
    className: "search",
    placeholder: SEARCH,
    autocomplete: "off",
    role: "combobox",
    "aria-label": `${SEARCH} ${label}`,
    "aria-expanded": "true",
    "aria-controls": id,
    "aria-autocomplete": "list",
  });
  const note = make("p", { className: "note", role: "status" });
  return { list, search, note, box: make("div", { className: "listing", popover: "auto" }, search, note, list) };
}

/** Fill the list with what matches; an answer that a later one overtook is dropped. */
async function fill(state, find) {
  const pending = find(state.search.value.trim());
  if (pending instanceof Promise) forget(state);
  const mine = ++state.asked;
  const groups = pending instanceof Promise ? await pending : pending;
  if (mine !== state.asked) return;
  state.entries = [];
  state.list.replaceChildren(...groups.filter((one) => one.entries.length).map((group) => heading(group, state)));
  state.note.textContent = state.entries.length ? "" : (groups.note ?? NOTHING);
  const first = state.entries.findIndex(({ entry }) => state.chosen(entry));
  mark(state, Math.max(first, 0));
}

function forget(state) {
  state.asked += 1;
  state.entries = [];
  state.list.replaceChildren();
  state.note.textContent = LOADING;
}

function heading(group, state) {
  const title = fresh();
  const options = group.entries.map((entry) => option(entry, state));
  if (!group.label) return make("div", { role: "presentation" }, options);
  const words = make("div", { className: "heading", id: title }, group.label);
  return make("div", { role: "group", "aria-labelledby": title }, words, options);
}

function option(entry, state) {
  const drawn = make(
    "div",
    { id: fresh(), role: "option", className: "entry", "aria-selected": "false" },
    entry.mark?.(),
    make("span", { className: "words" }, entry.text, entry.more ? make("small", {}, entry.more) : null),
  );
  drawn.addEventListener("pointerdown", (event) => event.preventDefault()); // the search field keeps the focus
  drawn.addEventListener("click", () => state.pick(entry));
  state.entries.push({ entry, drawn });
  return drawn;
}

/** Show which entries are chosen, and which one the keys stand on. */
function mark(state, at = state.at) {
  state.at = at;
  for (const [i, { entry, drawn }] of state.entries.entries()) {
    drawn.setAttribute("aria-selected", String(state.chosen(entry)));
    drawn.classList.toggle("here", i === at);
    if (i === at) drawn.scrollIntoView({ block: "nearest" });
  }
  const here = state.entries[at]?.drawn.id;
  if (here) state.search.setAttribute("aria-activedescendant", here);
  else state.search.removeAttribute("aria-activedescendant");
}

function steer(event, state) {
  const last = state.entries.length - 1;
  const [down, up] = [Math.min(state.at + 1, last), Math.max(state.at - 1, 0)];
  const there = { ArrowDown: down, ArrowUp: up, Home: 0, End: last }[event.key];
  if (event.key === "Enter") {
    event.preventDefault();
    if (state.entries[state.at]) state.pick(state.entries[state.at].entry);
  } else if (there !== undefined && !(state.search.value && /Home|End/.test(event.key))) {
    event.preventDefault();
    mark(state, there);
  } else if (event.key === "Tab") state.search.parentNode.hidePopover();
}
