// Making elements. Whatever people or apps wrote becomes text in the page, never markup.

const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex]";

/** Give the element with this id. */
export function $(id) {
  return document.getElementById(id);
}

/** Make an element; strings among the children become text. Properties whose names hold a dash are attributes. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.includes("-") || name === "role") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Make a piece of a line. */
export function span(className, ...children) {
  return make("span", { className }, ...children);
}

/** Count things: "1 reply", "2 replies". */
export function counted(count, one, many) {
  return `${count} ${count === 1 ? one : many}`;
}

/** Show items in a container, making anew only those that changed, so that focus, typing and scrolling survive.
 *
 * An item with a `key` that changed hands its focus on to what took its place.
 */
export function show(container, items, draw) {
  const kept = new Map([...container.children].map((child) => [child.dataset.drawn, child]));
  const children = items.map((item) => {
    const drawn = JSON.stringify(item);
    const child = kept.get(drawn) ?? draw(item);
    child.dataset.drawn = drawn;
    if (item.key) child.dataset.key = item.key;
    return child;
  });
  if (children.length === container.children.length && children.every((child, i) => child === container.children[i])) {
    return false;
  }
  const focused = document.activeElement;
  const left = [...container.children].find((child) => child.contains(focused) && !children.includes(child));
  const heir = left?.dataset.key && children.find((child) => child.dataset.key === left.dataset.key);
  const rank = left ? [...left.querySelectorAll(FOCUSABLE)].indexOf(focused) : -1;
  for (const child of [...container.children]) if (!children.includes(child)) child.remove();
  children.forEach((child, i) => {
    if (container.children[i] !== child) container.insertBefore(child, container.children[i] ?? null);
  });
  if (heir) (counterpart(focused, heir, rank) ?? heir).focus();
  return true;
}

/** Find what is called the same, or else stands in the same place, or else the first. */
function counterpart(focused, heir, rank) {
  const all = [...heir.querySelectorAll(FOCUSABLE)];
  const named = (one) => one.getAttribute("aria-label") ?? one.textContent;
  return all.find((one) => named(one) === named(focused)) ?? all[rank] ?? all[0];
}
