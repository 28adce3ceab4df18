// Faces of people and apps.

import { make } from "/page/dom.js";

/** Draw somebody's face: initials on a colour of their own. */
export function avatar({ name, face }) {
  const initials = name.split(/\s+/).map((word) => word[0]).join("").slice(0, 2).toUpperCase();
  const drawn = make("div", { className: `avatar ${face ?? ""}`, "aria-hidden": "true" }, face === "app" ? "🧭" : initials);
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
  drawn.style.setProperty("--hue", hue);
  return drawn;
}
