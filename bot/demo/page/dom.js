// Making elements. Whatever people or apps wrote becomes text in the page, never markup.

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

/** Show items in a container, making anew only those that changed, so that focus and typing survive. */
export function show(container, items, draw) {
  const kept = new Map([...container.children].map((child) => [child.dataset.drawn, child]));
  const children = items.map((item) => {
    const drawn = JSON.stringify(item);
    const child = kept.get(drawn) ?? draw(item);
    child.dataset.drawn = drawn;
    return child;
  });
  if (children.length === container.children.length && children.every((child, i) => child === container.children[i])) {
    return false;
  }
  container.replaceChildren(...children);
  return true;
}
