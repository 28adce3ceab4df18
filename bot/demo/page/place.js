// The head of the place one looks at: its name, who is there, and the app's tabs.

import { $, make, show } from "/page/dom.js";
import { avatar } from "/page/faces.js";
import { showMembers } from "/page/people.js";
import { called } from "/page/places.js";
import { act, at, go, me, names, scene } from "/page/store.js";

const TABS = { home: "Home", messages: "Messages", about: "About" };
const FACES = 3;

let atHome = "";

/** Give the tab one looks at; only the app has others than its messages. */
export function tab() {
  return scene().here.id === scene().app.dm && at("tab") in TABS ? at("tab") : "messages";
}

/** Draw the head, and show the part of the page that belongs to the tab. */
export function drawPlace(now) {
  const { here, app } = now;
  const withApp = here.id === app.dm;
  show($("place"), [{ key: here.id, ...title(now) }], draw);
  $("tabs").hidden = !withApp;
  show($("tabs"), Object.keys(TABS).map((name) => ({ key: name, current: name === tab() })), tabButton);
  show($("members"), withApp ? [] : [{ key: here.id, members: here.members }], members);
  openHome(now);
  for (const name of Object.keys(TABS)) $(name).hidden = name !== tab();
  $("write-here").hidden = tab() !== "messages";
  $("messages").setAttribute("aria-label", `Messages in ${called(withApp ? app : here)}`);
}

/** Let the app know once whenever somebody comes to its Home tab, by whatever way: it fills it then. */
function openHome(now) {
  const there = now.ready && tab() === "home" ? now.me : "";
  const came = there && there !== atHome;
  atHome = there;
  if (came) act({ do: "open", tab: "home" });
}

function title({ here, app }) {
  const channel = here.place === "channels";
  const others = here.members.filter((id) => id !== me().id);
  const who = here.id === app.dm ? app.user : (others[0] ?? me().id);
  return { channel, name: here.id === app.dm ? app.name : called(here), face: channel ? null : names().people[who] };
}

function draw({ channel, name, face }) {
  return make("span", {}, channel ? "# " : avatar(face, { size: 24 }), name);
}

function tabButton({ key, current }) {
  const open = async () => {
    await go({ tab: key });
    if (key === "messages") await act({ do: "open", tab: key });
  };
  const button = make(
    "button",
    { type: "button", role: "tab", id: `tab-${key}`, tabIndex: current ? 0 : -1, "aria-controls": key, onclick: open },
    TABS[key],
  );
  button.setAttribute("aria-selected", String(current));
  return button;
}

function members({ members: ids }) {
  const people = scene().people.filter(({ id }) => ids.includes(id));
  const everybody = people.length + (ids.includes(scene().app.user) ? 1 : 0);
  const button = make(
    "button",
    { type: "button", "aria-haspopup": "menu", "aria-label": `${everybody} members`, title: "Who is here" },
    make("span", { className: "faces" }, people.slice(0, FACES).map((one) => avatar(one, { size: 20 }))),
    String(everybody),
  );
  button.addEventListener("click", () => showMembers(button, ids));
  return button;
}

/** Let arrow keys move between the tabs. */
export function mountTabs() {
  $("tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...$("tabs").children];
    const next = all.at((all.indexOf(document.activeElement) + step) % all.length);
    next.focus();
    next.click();
  });
}
