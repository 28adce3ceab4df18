// The dialog that asks before something is done (docs.slack.dev: composition-objects/confirmation-dialog-object).

import { make } from "/page/dom.js";
import { plain, textObject } from "/page/drawing/mrkdwn.js";

/** Ask; true once the person said yes. */
export function confirmed(object, names) {
  const dialog = document.getElementById("confirm");
  return new Promise((resolve) => {
    dialog.returnValue = "";
    dialog.replaceChildren(
      make(
        "form",
        { method: "dialog" },
        make("h2", { id: "confirm-title" }, plain(object.title.text)),
        make("div", { className: "said" }, textObject(object.text, names)),
        make(
          "div",
          { className: "foot" },
          make("button", { className: "press", value: "" }, plain(object.deny.text)),
          make("button", { className: `press ${object.style ?? "primary"}`, value: "yes" }, plain(object.confirm.text)),
        ),
      ),
    );
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });
}
