// The red box: what the page cannot draw is named, so that nothing is lost silently.

import { make } from "/page/dom.js";

/** Draw a box that names what stands here. */
export function unknown(what, type) {
  return make("span", { className: "unknown" }, `This ${what} cannot be shown: ${type}`);
}
