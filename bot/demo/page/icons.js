// The small drawings on buttons: lines on a square of 20, in the colour of the text around them.

import { make } from "/page/dom.js";

const LINES = {
  back: "M12.5 4.5 7 10l5.5 5.5",
  calendar: "M4 5h12v11.5H4ZM4 8.5h12M7 3v3.5M13 3v3.5",
  clock: "M10 3a7 7 0 1 0 .01 0M10 6v4.3l3 2",
  close: "M5 5l10 10M15 5 5 15",
  dots: "M4.2 10h.1M10 10h.1M15.8 10h.1",
  down: "M10 4v11.5M5 11l5 5 5-5",
  eye: "M2 10s3-5.5 8-5.5 8 5.5 8 5.5-3 5.5-8 5.5S2 10 2 10ZM10 7.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8Z",
  file: "M5 2.5h6.5L15.5 6.5v11H5ZM11.5 2.5v4h4",
  guide: "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4ZM13.4 6.6l-2 4.8-4.8 2 2-4.8Z",
  more: "M10 4.2v.1M10 10v.1M10 15.8v.1",
  on: "M7.5 4.5 13 10l-5.5 5.5",
  open: "M5.5 8 10 12.5 14.5 8",
  plus: "M10 4v12M4 10h12",
  reply: "M17 9.5c0 3.4-3.1 6-7 6-1 0-2-.2-2.9-.5L3.5 16.5l.9-3.2A5.6 5.6 0 0 1 3 9.5c0-3.4 3.1-6 7-6s7 2.6 7 6Z",
  send: "M3.5 10 2.8 3.2 17.5 10 2.8 16.8ZM3.5 10h7",
  shared: "M8.6 6.4a3.6 3.6 0 1 0 0 7.2M11.4 13.6a3.6 3.6 0 1 0 0-7.2M4 10h.1M16 10h-.1M10 4v12",
  smile: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM7.4 8v.1M12.6 8v.1M6.8 11.6c.7 1.4 1.8 2 3.2 2s2.5-.6 3.2-2",
  theme: "M10 3a7 7 0 1 0 0 14ZM10 3a7 7 0 0 1 0 14",
  write: "M11 4H4v12h12V9M8 12l.6-2.6L15 3l2 2-6.4 6.4Z",
};
const SVG = "http://www.w3.org/2000/svg";

/** Draw one of the small drawings; what it means is said by the label of its button. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  drawing.setAttribute("viewBox", "0 0 20 20");
  drawing.setAttribute("class", `icon icon-${name}`);
  drawing.setAttribute("aria-hidden", "true");
  line.setAttribute("d", LINES[name]);
  drawing.append(line);
  return drawing;
}

/** Make a button that shows only a drawing. */
export function iconButton(name, label, more = {}) {
  return make("button", { type: "button", "aria-label": label, title: label, ...more }, icon(name));
}
