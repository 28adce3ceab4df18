// The modals in front of the person, one on top of the other; the topmost is seen (docs.slack.dev: surfaces/modals).

import { make } from "/page/dom.js";
import { blocks } from "/page/drawing/blocks.js";
import { once } from "/page/drawing/buttons.js";
import { forget, hands } from "/page/drawing/hands.js";
import { plain } from "/page/drawing/mrkdwn.js";
import { avatar } from "/page/faces.js";
import { icon } from "/page/icons.js";
import { act, scene } from "/page/store.js";

const TROUBLE = "We had some trouble connecting. Try again?";
const CANCEL = "Cancel";
const CLOSE = "Close";
const BACK = "Back";
const BODY = { className: "body", tabIndex: 0, role: "group", "aria-labelledby": "modal-title" };
const FIELDS = "input, textarea, button, [tabindex]";

const dialog = document.getElementById("modal");
let standing = null;
let drawn = "";

/** Show a view, or none; what was typed stays while the app points out errors or changes it. */
export function showModal(view, names) {
  const now = view ? JSON.stringify([view.id, view.hash, view.errors]) : "";
  if (now === drawn) return;
  const same = view && view.id === standing?.id;
  const focused = same ? inFocus() : null;
  const scrolled = same ? dialog.querySelector(".body").scrollTop : 0;
  drawn = now;
  standing = view;
  forget([...scene().modals, scene().home].map((one) => one?.id));
  if (!view) return leave();
  dialog.replaceChildren(frame(view, hands({ view: view.id }, { names, errors: view.errors, list: view.blocks })));
  if (!dialog.open) dialog.showModal();
  dialog.querySelector(".body").scrollTop = scrolled;
  (wrong() ?? again(focused) ?? first(view)).focus();
}

/** Close the dialog; the focus goes back to what opened it, or to the composer when that is gone. */
function leave() {
  dialog.close();
  dialog.replaceChildren();
  if (document.activeElement === document.body) document.getElementById("typed")?.focus();
}

function frame(view, holding) {
  const submit = view.submit && make("button", { type: "submit", className: "press primary" }, plain(view.submit.text));
  const leaving = plain(view.close?.text ?? (submit ? CANCEL : CLOSE));
  const form = make(
    "form",
    { noValidate: true, className: "modal" },
    head(view),
    make("div", { ...BODY }, blocks(view.blocks, holding)),
    make(
      "div",
      { className: "foot" },
      view.errors[""] ? make("p", { className: "error trouble", role: "alert" }, TROUBLE) : null,
      make("button", { type: "button", className: "press", onclick: () => close(view) }, leaving),
      submit,
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (submit) once(submit, () => act({ do: "submit", view: view.id, values: holding.values }));
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) form.requestSubmit();
  });
  return form;
}

function head(view) {
  const { app, names } = scene();
  const round = (label, name, onclick) =>
    make("button", { type: "button", className: "round", "aria-label": label, onclick }, icon(name));
  return make(
    "header",
    {},
    view.previous_view_id ? round(BACK, "back", () => close(view)) : avatar(names[app.user], { size: 32 }),
    make("h2", { id: "modal-title" }, plain(view.title.text)),
    round(CLOSE, "close", () => close(view, true)),
  );
}

/** Close a view, or with it all those below. */
function close(view, everything = false) {
  act({ do: "close", view: view.id, everything });
}

/** Say where the focus is, so that it can be found again once all is drawn anew. */
function inFocus() {
  const element = document.activeElement?.closest("#modal [data-element]");
  if (!element) return null;
  const { selectionStart: start = null } = document.activeElement;
  const rank = [...element.parentNode.querySelectorAll(FIELDS)].indexOf(document.activeElement);
  return { name: element.dataset.element, rank, start };
}

function again(focused) {
  if (!focused) return null;
  const { start } = focused;
  const element = dialog.querySelector(`[data-element="${CSS.escape(focused.name)}"]`);
  const field = element && [...element.parentNode.querySelectorAll(FIELDS)][focused.rank];
  if (field?.value && start !== null && field.type !== "email") field.setSelectionRange(start, start);
  return field;
}

function wrong() {
  return dialog.querySelector(".input.wrong :is(input, textarea, button)");
}

function first(view) {
  const wanted = view.blocks.find((one) => one.element?.focus_on_load);
  const name = wanted && CSS.escape(`${wanted.block_id}/${wanted.element.action_id}`);
  const inside = wanted ? `[data-element="${name}"]` : ".input";
  const field = `${inside}:is(input, textarea, button), ${inside} :is(input, textarea, button)`;
  return dialog.querySelector(field) ?? dialog.querySelector(".body");
}

dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  if (standing) close(standing);
});
