// Options offered below or above a field while somebody types into it (the combobox of the ARIA practices).

import { make } from "/page/dom.js";

let lists = 0;

/** Offers options for a field in `box`: `draw(option)` gives what one shows, `choose(option)` gets the one taken. */
export class Listbox {
  constructor(field, box, { draw, choose, label }) {
    Object.assign(this, { field, draw, choose, options: [], active: -1 });
    const id = `list-${++lists}`;
    this.list = make("div", { id, className: "options", role: "listbox", "aria-label": label, hidden: true });
    box.append(this.list);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", id);
    this.close();
  }

  /** Offer these, one of them chosen beforehand or none (-1). */
  offer(options, active = 0) {
    this.options = options;
    this.list.replaceChildren(...options.map((one, i) => this.option(one, i)));
    this.list.hidden = !options.length;
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
    this.lead(options.length ? active : -1);
  }

  /** Offer nothing any more. */
  close() {
    this.offer([]);
  }

  /** Take a key before the field does; true when it was meant for the list. */
  key(event) {
    if (!this.options.length || event.isComposing || !this.follow(event)) return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  follow({ key, shiftKey }) {
    const { active, options } = this;
    if (key === "ArrowDown") this.lead((active + 1) % options.length);
    else if (key === "ArrowUp") this.lead(active <= 0 ? options.length - 1 : active - 1);
    else if (key === "Enter" && active >= 0 && !shiftKey) this.take(active);
    else if (key === "Tab" && !shiftKey) this.take(Math.max(active, 0));
    else if (key === "Escape") this.close();
    else return false;
    return true;
  }

  option(one, i) {
    const drawn = make("div", { id: `${this.list.id}-${i}`, role: "option", className: "option" }, this.draw(one));
    drawn.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // or the field would lose the focus
      this.take(i);
    });
    return drawn;
  }

  lead(to) {
    this.active = to;
    [...this.list.children].forEach((one, i) => one.setAttribute("aria-selected", String(i === to)));
    this.list.children[to]?.scrollIntoView({ block: "nearest" });
    if (to < 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", this.list.children[to].id);
  }

  take(i) {
    const taken = this.options[i];
    this.close();
    this.choose(taken);
  }
}
