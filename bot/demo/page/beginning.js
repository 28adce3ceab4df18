// What stands above the first message of a conversation.

import { make } from "/page/dom.js";
import { avatar } from "/page/faces.js";
import { called } from "/page/places.js";
import { me, names } from "/page/store.js";

const OLDER = "older messages are not shown here.";

/** Collect what is said of a place before anything was said in it. */
export function beginningOf({ here, app, older }) {
  const others = here.members.filter((id) => id !== me().id);
  const withApp = here.id === app.dm;
  return {
    key: "beginning",
    older,
    channel: here.place === "channels",
    name: withApp ? app.name : called(here),
    about: withApp ? app.about : "",
    alone: !others.length,
    faces: (others.length ? others : [me().id]).slice(0, 3).map((id) => names().people[id]),
  };
}

/** Draw it. */
export function beginning({ older, channel, name, about, alone, faces }) {
  if (older) return make("div", { className: "beginning" }, make("p", {}, `${older} ${OLDER}`));
  const title = channel ? `# ${name}` : name;
  const text = channel
    ? `This is the very beginning of the #${name} channel.`
    : alone
      ? "This is your space. Write down what you want to remember: only you can see it."
      : `This is the very beginning of your direct messages with ${name}.`;
  return make(
    "div",
    { className: "beginning" },
    channel ? null : make("div", { className: "faces" }, faces.map((one) => avatar(one, { size: 64 }))),
    make("h3", {}, title),
    make("p", {}, about ? `${about} ` : "", text),
  );
}
