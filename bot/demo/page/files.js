// Files: dropped or picked before they are sent, and as they stand in a message.

import { make, show } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { upload } from "/page/store.js";

const LARGEST = 10 * 1024 * 1024;
const TYPES = { csv: "CSV", xlsx: "Excel spreadsheet", pdf: "PDF", txt: "Plain text", png: "PNG", jpg: "JPEG", json: "JSON", docx: "Word document" };

/** Draw a file in a message: its name and type; a click saves it. */
export function fileLink(file) {
  return make(
    "a",
    { className: "file", href: `/file/${file.id}`, download: file.name },
    make("span", { className: "kind" }, icon("file")),
    make("span", {}, make("b", {}, file.name), make("span", { className: "note" }, typeOf(file.name))),
  );
}

/** Hold the files that go with the next message: shown as chips in `chips`, dropped onto `area`, refused through `refuse`. */
export function attachments({ chips, area, refuse }) {
  let held = [];

  function draw() {
    show(chips, held.map((file, i) => ({ key: String(i), name: file.name, size: file.size })), ({ key, name }) => chip(name, () => drop(Number(key))));
    chips.hidden = !held.length;
  }

  function drop(i) {
    held = held.filter((_, at) => at !== i);
    draw();
  }

  function add(files) {
    const large = [...files].find((one) => one.size > LARGEST);
    refuse(large ? `${large.name} is too large: a file may have 10 MB here.` : "");
    held = [...held, ...[...files].filter((one) => one.size <= LARGEST)];
    draw();
  }

  /** Hand them over, and give their ids; `error` says why one was refused. */
  async function hand() {
    const handed = await Promise.all(held.map(upload));
    const wrong = handed.find((one) => !one.ok);
    return { ids: handed.map(({ id }) => id), error: wrong?.error };
  }

  takeDrops(area, add);
  return { add, hand, count: () => held.length, clear: () => ((held = []), draw()) };
}

function chip(name, remove) {
  return make(
    "div",
    { className: "file" },
    make("span", { className: "kind" }, icon("file")),
    make("span", {}, make("b", {}, name), make("span", { className: "note" }, typeOf(name))),
    make("button", { type: "button", "aria-label": `Remove ${name}`, onclick: remove }, icon("close")),
  );
}

function takeDrops(area, add) {
  const over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    area.classList.toggle("dropping", event.type === "dragover");
  };
  area.addEventListener("dragover", over);
  area.addEventListener("dragleave", over);
  area.addEventListener("drop", (event) => {
    over(event);
    if (event.dataTransfer?.files.length) add(event.dataTransfer.files);
  });
}

function typeOf(name) {
  const ending = name.includes(".") ? name.split(".").pop().toLowerCase() : "";
  return TYPES[ending] ?? (ending ? ending.toUpperCase() : "File");
}
