// Options offered below or above a field while somebody types into it (the combobox of the ARIA practices).

import { make } from "/page/dom.js";

let lists = 0;

/** Offer options for a field. `choose(option)` is called with what was taken; `draw(option)` gives what it shows.
 *
 * The list stands in `box`; what comes back says what to do with a key before the field itself sees it.
 */
export function listbox(field, box, { draw, choose, label }) {
  const list = make("div", { id: `list-${++lists}`, className: "options", role: "listbox", "aria-label": label, hidden: true });
  const state = { options: [], active: -1 };
  box.append(list);

  function offer(options, active = 0) {
    state.options = options;
    list.replaceChildren(...options.map((one, i) => option(one, i)));
    list.hidden = !options.length;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.setAttribute("aria-controls", list.id);
    lead(options.length ? active : -1);
  }

  function option(one, i) {
    const drawn = make("div", { id: `${list.id}-${i}`, role: "option", className: "option" }, draw(one));
    drawn.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // or the field would lose the focus
      take(i);
    });
    return drawn;
  }

  function lead(to) {
    state.active = to;
    [...list.children].forEach((one, i) => one.setAttribute("aria-selected", String(i === to)));
    list.children[to]?.scrollIntoView({ block: "nearest" });
    if (to < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", list.children[to].id);
  }

  function take(i) {
    const taken = state.options[i];
    offer([]);
    choose(taken);
  }

  /** Take a key; true when it was meant for the list. */
  function key(event) {
    const { options, active } = state;
    if (!options.length || event.isComposing) return false;
    if (event.key === "ArrowDown") lead((active + 1) % options.length);
    else if (event.key === "ArrowUp") lead(active <= 0 ? options.length - 1 : active - 1);
    else if (event.key === "Enter" && active >= 0 && !event.shiftKey) take(active);
    else if (event.key === "Tab" && !event.shiftKey) take(Math.max(active, 0));
    else if (event.key === "Escape") offer([]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { offer, key, close: () => offer([]) };
}
