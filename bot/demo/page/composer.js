// Writing: a field that grows, what it offers while one types, files, emoji; Enter sends, Shift+Enter breaks the line.

import { make } from "/page/dom.js";
import { Attachments, takeDrops } from "/page/files.js";
import { icon } from "/page/icons.js";
import { Listbox } from "/page/listbox.js";
import { offersFor } from "/page/offers.js";
import { pickEmoji } from "/page/picker.js";
import { act, scene } from "/page/store.js";

const HIGHEST = 220; // pixels

/** A place to write, built into a form.
 *
 * `area` is where files may be dropped, `label()` what stands in the empty field, `thread()` which thread is answered,
 * and `said()` is called when something is sent.
 */
export class Composer {
  constructor(form, { area, label, said, thread = () => null, id = "" }) {
    Object.assign(this, build(form, id), { label, said, thread, drafts: new Map(), place: "" });
    this.files = new Attachments({ chips: this.chips, refuse: (text) => this.refuse(text) });
    takeDrops(area, (files) => this.hold(files));
    this.offered = new Listbox(this.field, this.offers, {
      label: "Suggestions",
      draw: (one) => one.draw(),
      choose: (one) => this.insert(one.text, one.length),
    });
    this.listen(form);
  }

  /** Send a text and the files held; what did not arrive stays in the field. */
  async say(text) {
    if (!text && !this.files.held.length) return;
    this.offered.close();
    this.send.disabled = true;
    const { ids, error } = await this.files.hand();
    if (error) return this.refuse(error);
    this.field.value = "";
    this.fit();
    this.said();
    const outcome = await act({ do: "say", text, thread: this.thread(), files: ids }, { quiet: true });
    if (outcome.ok) this.files.clear();
    else this.field.value ||= text;
    this.refuse(outcome.ok ? "" : outcome.said);
  }

  /** Show the place's own draft; what was typed elsewhere waits there. */
  draw() {
    const { field, drafts } = this;
    field.placeholder = this.label();
    field.setAttribute("aria-label", this.label());
    const place = `${scene().me} ${scene().here.id} ${this.thread() ?? ""}`;
    if (place === this.place) return;
    drafts.set(this.place, field.value);
    field.value = drafts.get(place) ?? "";
    this.place = place;
    this.offered.close();
    this.files.clear();
    this.refuse("");
  }

  /** Let the person type. */
  focus() {
    this.field.focus();
  }

  listen(form) {
    const { field, picked, offered } = this;
    field.addEventListener("input", () => this.typed());
    field.addEventListener("blur", () => offered.close());
    field.addEventListener("keydown", (event) => {
      if (!offered.key(event) && event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
    });
    form.addEventListener("submit", (event) => this.submit(event));
    field.addEventListener("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      this.hold(event.clipboardData.files);
    });
    picked.addEventListener("change", () => {
      this.hold(picked.files);
      picked.value = "";
    });
    this.attach.addEventListener("click", () => picked.click());
    this.emoji.addEventListener("click", () => pickEmoji(this.emoji, (sign) => this.insert(sign)));
    this.mention.addEventListener("click", () => this.insert(/\S$/.test(field.value) ? " @" : "@"));
  }

  /** Send what stands there, once. */
  submit(event) {
    event.preventDefault();
    if (!this.send.disabled) this.say(this.field.value.trim());
  }

  hold(files) {
    this.files.add(files);
    this.focus();
  }

  typed() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    const { options, active } = offersFor(before, { commands: !this.thread() });
    this.offered.offer(options, active);
    this.refuse("");
  }

  insert(text, length = 0) {
    const { field } = this;
    field.setRangeText(text, field.selectionStart - length, field.selectionEnd, "end");
    this.focus();
    this.typed();
  }

  /** Say below the field why something was not sent; nothing when all is well. */
  refuse(text) {
    this.error.textContent = text;
    this.error.hidden = !text;
    this.fit();
  }

  fit() {
    const { field } = this;
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, HIGHEST)}px`;
    this.send.disabled = !field.value.trim() && !this.files.held.length;
  }
}

function build(form, id) {
  const parts = {
    field: make("textarea", { id, rows: 1, autocomplete: "off", spellcheck: true }),
    offers: make("div", { className: "offers" }),
    chips: make("div", { className: "chips", hidden: true }),
    error: make("p", { className: "error", role: "alert", hidden: true }),
    picked: make("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files to send" }),
    attach: tool("Attach a file", icon("plus")),
    emoji: tool("Emoji", icon("smile")),
    mention: tool("Mention somebody", "@"),
    send: make("button", { type: "submit", className: "send", "aria-label": "Send", disabled: true }, icon("send")),
  };
  const { field, offers, chips, error, picked, attach, emoji, mention, send } = parts;
  const tools = make("div", { className: "tools" }, attach, picked, emoji, mention, send);
  form.append(offers, make("div", { className: "writing" }, field, chips, tools), error);
  return parts;
}

function tool(label, sign) {
  return make("button", { type: "button", className: "tool", "aria-label": label, title: label }, sign);
}
