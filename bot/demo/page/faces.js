// Faces of people and apps: what the stand-in draws of them, and initials of those it does not know.

import { make } from "/page/dom.js";

/** Draw the face of somebody, `{name, face}`; `size` is in pixels. The name always stands beside it. */
export function avatar({ name, face }, { size = 36 } = {}) {
  const drawn = face ? picture(face) : initials(name);
  drawn.style.setProperty("--size", `${size}px`);
  return drawn;
}

function picture(src) {
  return make("img", { className: "avatar", src, alt: "", decoding: "async", draggable: false });
}

/** A colour of their own, so that two unknown people are told apart. */
function initials(name) {
  const letters = name.split(/\s+/, 2).map((word) => [...word][0] ?? "").join("").toUpperCase();
  const drawn = make("span", { className: "avatar", "aria-hidden": "true" }, letters);
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
  drawn.style.setProperty("--hue", hue);
  return drawn;
}
