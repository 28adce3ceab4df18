// Writing: a field that grows, what it offers while one types, files, emoji; Enter sends, Shift+Enter breaks the line.

import { make } from "/page/dom.js";
import { attachments } from "/page/files.js";
import { icon } from "/page/icons.js";
import { listbox } from "/page/listbox.js";
import { offersFor, option } from "/page/offers.js";
import { pickEmoji } from "/page/picker.js";
import { act, scene } from "/page/store.js";

const HIGHEST = 220; // pixels

/** Fill a form with all that is needed to write.
 *
 * `area` is where files may be dropped, `label()` what stands in the empty field, `thread()` which thread is answered.
 */
export function composer(form, { area, label, thread = () => null, id = null }) {
  const parts = build(form, id);
  const { field, send, error, chips, picked } = parts;
  const files = attachments({ chips, area, refuse });
  const offered = listbox(field, parts.offers, { label: "Suggestions", draw: option, choose: take });
  const drafts = new Map();
  let place = "";

  function refuse(text) {
    error.textContent = text;
    error.hidden = !text;
    ready();
  }

  function ready() {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, HIGHEST)}px`;
    send.disabled = !field.value.trim() && !files.count();
  }

  function typed() {
    const before = field.value.slice(0, field.selectionStart);
    const { options, active } = offersFor(before, { commands: !thread() });
    offered.offer(options, active);
    refuse("");
  }

  function insert(text, length = 0) {
    field.setRangeText(text, field.selectionStart - length, field.selectionEnd, "end");
    field.focus();
    typed();
  }

  function take(one) {
    insert(one.text, one.length);
  }

  /** Send; what did not arrive stays in the field. */
  async function say(text) {
    if (!text && !files.count()) return;
    offered.close();
    send.disabled = true;
    const handed = files.count() ? await files.hand() : { ids: [] };
    if (handed.error) return refuse(handed.error);
    field.value = "";
    ready();
    const outcome = await act({ do: "say", text, thread: thread(), files: handed.ids }, { quiet: true });
    if (outcome.ok) return files.clear(), refuse("");
    field.value ||= text;
    refuse(outcome.said);
  }

  /** Show the place's own draft; what was typed elsewhere waits there. */
  function draw() {
    field.placeholder = label();
    field.setAttribute("aria-label", label());
    const now = `${scene().me} ${scene().here.id} ${thread() ?? ""}`;
    if (now === place) return;
    drafts.set(place, field.value);
    field.value = drafts.get(now) ?? "";
    place = now;
    offered.close();
    files.clear();
    refuse("");
  }

  field.addEventListener("input", typed);
  field.addEventListener("blur", offered.close);
  field.addEventListener("keydown", (event) => {
    if (offered.key(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    say(field.value.trim());
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say(field.value.trim());
  });
  picked.addEventListener("change", () => {
    files.add(picked.files);
    picked.value = "";
    field.focus();
  });
  parts.attach.addEventListener("click", () => picked.click());
  parts.emoji.addEventListener("click", () => pickEmoji(parts.emoji, (sign) => insert(sign)));
  parts.mention.addEventListener("click", () => insert(field.value && !/\s$/.test(field.value) ? " @" : "@"));
  return { draw, say, focus: () => field.focus() };
}

function build(form, id) {
  const field = make("textarea", { rows: 1, autocomplete: "off", spellcheck: true });
  if (id) field.id = id;
  const tool = (name, label, text) => make("button", { type: "button", className: "tool", "aria-label": label, title: label }, name ? icon(name) : text);
  const parts = {
    field,
    offers: make("div", { className: "offers" }),
    chips: make("div", { className: "chips", hidden: true }),
    error: make("p", { className: "error", role: "alert", hidden: true }),
    picked: make("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files to send" }),
    attach: tool("plus", "Attach a file"),
    emoji: tool("smile", "Emoji"),
    mention: tool(null, "Mention somebody", "@"),
    send: make("button", { type: "submit", className: "send", "aria-label": "Send", disabled: true }, icon("send")),
  };
  const { offers, chips, error, picked, attach, emoji, mention, send } = parts;
  form.append(offers, make("div", { className: "writing" }, field, chips, make("div", { className: "tools" }, attach, picked, emoji, mention, send)), error);
  return parts;
}
