// Light or dark: as the system says, or as the person chose.

import { $ } from "/page/dom.js";
import { openMenu } from "/page/menu.js";

const KEY = "theme";
const CHOICES = { system: "System setting", light: "Light", dark: "Dark" };

/** Put on the theme that was chosen last, and let its button change it. */
export function mountTheme() {
  wear(chosen());
  $("theme").addEventListener("click", () => {
    const items = Object.entries(CHOICES).map(([name, text]) => ({
      text,
      checked: name === chosen(),
      choose: () => wear(name),
    }));
    openMenu($("theme"), "Theme", items);
  });
}

function chosen() {
  const kept = localStorage.getItem(KEY);
  return kept in CHOICES ? kept : "system";
}

function wear(name) {
  localStorage.setItem(KEY, name);
  if (name === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
}
