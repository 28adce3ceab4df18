// Files: dropped or picked before they are sent, and as they stand in a message.

import { make, show, span } from "/page/dom.js";
import { icon, iconButton } from "/page/icons.js";
import { upload } from "/page/store.js";

const LARGEST = 10 * 1024 * 1024;
const TYPES = { xlsx: "Excel spreadsheet", docx: "Word document", txt: "Plain text", jpg: "JPEG" };

const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** Draw a file in a message: a picture as such below its name, of others name and type; a click saves it. */
export function fileLink(file) {
  const kept = { href: `/file/${file.id}`, download: file.name };
  if (PICTURES.includes(file.mimetype)) return make("div", {}, span("note", file.name), picture(file, kept));
  return make("a", { className: "file", ...kept }, description(file.name));
}

/** Draw a picture; room is kept for it until it is there, so that nothing moves then. */
function picture(file, kept) {
  const size = { width: file.original_w, height: file.original_h };
  const shown = make("img", { src: kept.href, alt: file.alt_txt ?? file.name, ...size });
  return make("a", { className: "picture", ...kept }, shown);
}

/** The files that go with the next message: shown in `chips`, refused through `refuse`. */
export class Attachments {
  constructor({ chips, refuse }) {
    Object.assign(this, { chips, refuse, held: [] });
  }

  /** Hold these too, those that are not too large. */
  add(files) {
    const large = [...files].find((one) => one.size > LARGEST);
    this.keep([...this.held, ...[...files].filter((one) => one.size <= LARGEST)]);
    this.refuse(large ? `${large.name} is too large: a file may have 10 MB here.` : "");
  }

  /** Hand them over, and give their ids; `error` says why one was refused. */
  async hand() {
    const handed = await Promise.all(this.held.map(upload));
    return { ids: handed.map(({ id }) => id), error: handed.find((one) => !one.ok)?.error };
  }

  /** Hold none. */
  clear() {
    this.keep([]);
  }

  keep(held) {
    this.held = held;
    const items = held.map(({ name }, place) => ({ key: String(place), name, place }));
    show(this.chips, items, ({ name, place }) => chip(name, () => this.drop(place)));
    this.chips.hidden = !held.length;
  }

  drop(place) {
    this.keep(this.held.toSpliced(place, 1));
    this.refuse("");
  }
}

function chip(name, remove) {
  return make(
    "div",
    { className: "file" },
    description(name),
    iconButton("close", `Remove ${name}`, { onclick: remove }),
  );
}

function description(name) {
  return [span("kind", icon("file")), make("span", {}, make("b", {}, name), span("note", typeOf(name)))];
}

/** Take what is dropped onto a part of the page. */
export function takeDrops(area, add) {
  const over = (event) => {
    if (holdsFiles(event)) area.classList.toggle("dropping", event.type === "dragover");
  };
  area.addEventListener("dragover", over);
  area.addEventListener("dragleave", over);
  area.addEventListener("drop", (event) => {
    over(event);
    if (event.dataTransfer?.files.length) add(event.dataTransfer.files);
  });
}

/** Have what is dropped beside every place for it change nothing: the browser would leave the page to show it. */
export function refuseOtherDrops() {
  for (const type of ["dragover", "drop"]) {
    addEventListener(type, (event) => {
      if (holdsFiles(event)) event.preventDefault();
    });
  }
}

function holdsFiles({ dataTransfer }) {
  return Boolean(dataTransfer?.types.includes("Files"));
}

function typeOf(name) {
  const ending = name.includes(".") ? name.split(".").pop().toLowerCase() : "";
  return TYPES[ending] ?? (ending ? ending.toUpperCase() : "File");
}
