// The modal in front of the person: the topmost of those that are open.

import { blocks } from "/page/drawing/blocks.js";
import { make } from "/page/dom.js";
import { plain } from "/page/drawing/mrkdwn.js";

const dialog = document.getElementById("modal");
let drawn = "";
let standing = null;
let values = {};

/** Show a view, or nothing; what was typed stays while the app points out errors. */
export function showModal(view, names, act) {
  const now = view ? JSON.stringify([view.id, view.hash, view.errors]) : "";
  if (now === drawn) return;
  drawn = now;
  if (view?.id !== standing?.id || view?.hash !== standing?.hash) values = {};
  standing = view;
  if (!view) return dialog.close();
  const hands = {
    names,
    errors: view.errors,
    values,
    press: (pressed) => act({ do: "click", view: view.id, values, ...pressed }),
  };
  dialog.replaceChildren(frame(view, hands, act));
  if (!dialog.open) dialog.showModal();
}

function frame(view, hands, act) {
  const submit = view.submit && make("button", { type: "submit", className: "press primary" }, plain(view.submit.text));
  const form = make(
    "form",
    { noValidate: true },
    make("h2", { id: "modal-title" }, plain(view.title.text)),
    make("div", { className: "body" }, blocks(view.blocks, hands)),
    view.errors[""] ? make("p", { className: "error", role: "alert" }, `We had some trouble connecting. (${view.errors[""]})`) : null,
    make(
      "div",
      { className: "foot" },
      make("button", { type: "button", className: "press", onclick: () => close(act) }, plain(view.close?.text ?? "Close")),
      submit,
    ),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!submit) return;
    submit.disabled = true;
    await act({ do: "submit", view: view.id, values: hands.values });
    submit.disabled = false;
  });
  return form;
}

function close(act) {
  if (standing) act({ do: "close", view: standing.id });
}

dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  dialog.querySelector(".foot button").click();
});
