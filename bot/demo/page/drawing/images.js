// Pictures: those of the workspace are shown, those from elsewhere only named, for nothing is fetched from outside.

import { make } from "/page/dom.js";

const ELSEWHERE = "A picture from {host}, which this page does not fetch";
const INSIDE = /^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/;
const FILE = /\bF[A-Z0-9]{6,}\b/;

/** Draw a picture, small in an element and large in a block of its own. */
export function picture(object, className = "") {
  const address = source(object);
  const alt = object.alt_text ?? "";
  return address ? make("img", { src: address, alt, className }) : placeholder(object, alt, className);
}

/** Give where a picture lies if the page may show it: in the workspace, or in the message itself. */
function source({ image_url: url = "", slack_file: file }) {
  const id = file?.id ?? file?.url?.match(FILE)?.[0];
  if (id) return `/file/${id}`;
  return url.startsWith(`${location.origin}/`) || INSIDE.test(url) ? url : null;
}

function placeholder({ image_url: url = "" }, alt, className) {
  const host = URL.canParse(url) ? new URL(url).host : "elsewhere";
  const title = ELSEWHERE.replace("{host}", host);
  const words = className ? null : [` ${alt}`, make("small", {}, title)];
  return make("span", { className: `elsewhere ${className}`, role: "img", "aria-label": alt, title }, "🖼", words);
}
