// The page: who you are, where you look, and what you do there.

import { blocks } from "/page/drawing/blocks.js";
import { make, show } from "/page/dom.js";
import { inOrder, message } from "/page/messages.js";
import { showModal } from "/page/drawing/modal.js";
import { act, at, go, refresh, watch } from "/page/store.js";

const $ = (id) => document.getElementById(id);
let scene = null;
let tab = "messages";

function draw(now) {
  scene = now;
  tab = at("tab") || "messages";
  const names = { people: scene.names, channels: scene.channelNames };
  drawSidebar();
  drawPlace();
  const list = $("messages");
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const fresh = show(list, inOrder(scene.messages).map((one) => ({ ...one, here: scene.here.id })), (one) =>
    message(one, { names, shortcuts: scene.app.shortcuts, act }),
  );
  if (fresh && (atEnd || list.dataset.of !== scene.here.id)) list.scrollTop = list.scrollHeight;
  list.dataset.of = scene.here.id;
  drawHints();
  drawHome(names);
  showModal(scene.modals.at(-1) ?? null, names, act);
}

function drawSidebar() {
  document.title = `${scene.team} – sko to try`;
  $("team").textContent = scene.team;
  show($("me"), scene.people, (one) =>
    make("option", { value: one.handle }, one.kind === "employee" ? one.name : `${one.name} (${kind(one)})`),
  );
  $("me").value = scene.me;
  $("title").textContent = scene.people.find((one) => one.handle === scene.me).title;
  const here = scene.here.id;
  const places = scene.channels.map((one) => ({ id: one.id, label: `# ${one.name}`, current: one.id === here }));
  const app = [{ id: scene.app.dm, label: `🧭 ${scene.app.name}`, current: scene.app.dm === here }];
  show($("channels"), places, place);
  show($("apps"), app, place);
}

function kind(person) {
  return person.kind === "guest" ? "guest" : "from another company";
}

function place(one) {
  const open = () => (closeMenu(), go({ in: one.id, tab: "" }));
  const button = make("button", { type: "button", onclick: open, "aria-current": one.current ? "page" : null }, one.label);
  return make("li", {}, button);
}

function drawPlace() {
  const withApp = scene.here.id === scene.app.dm;
  if (!withApp) tab = "messages";
  $("place").textContent = withApp ? scene.app.name : `# ${scene.here.name}`;
  $("tabs").hidden = !withApp;
  show($("tabs"), ["home", "messages"].map((name) => ({ name, current: name === tab })), ({ name, current }) =>
    make(
      "button",
      { type: "button", role: "tab", "aria-selected": String(current), onclick: () => open(name) },
      name === "home" ? "Home" : "Messages",
    ),
  );
  $("home").hidden = tab !== "home";
  $("messages").hidden = $("composer").hidden = tab === "home";
  $("typed").placeholder = withApp
    ? `Ask ${scene.app.name}, or type /sko who …`
    : `Message #${scene.here.name}, or /sko who …`;
}

async function open(name) {
  await go({ tab: name });
  await act({ do: "open", tab: name });
}

function drawHome(names) {
  const view = scene.home;
  const press = (pressed) => act({ do: "click", view: view.id, ...pressed });
  show($("home"), [{ view, me: scene.me }], () =>
    make(
      "div",
      { className: "sheet" },
      view ? blocks(view.blocks, { names, press, values: {} }) : make("p", { className: "empty" }, "Nothing here yet."),
    ),
  );
}

/** Offer something to type where this person has said nothing yet. */
function drawHints() {
  const me = scene.people.find((one) => one.handle === scene.me).id;
  const silent = !scene.messages.some((one) => one.ephemeral || one.user === me);
  const hints = silent && tab === "messages" ? scene.hints : [];
  show($("hints"), hints, (text) => make("button", { type: "button", onclick: () => send(text) }, text));
  $("hints").hidden = !hints.length;
}

async function send(text) {
  if (!text) return;
  $("typed").value = "";
  grow();
  await act({ do: "say", text });
  $("messages").scrollTop = $("messages").scrollHeight;
}

function grow() {
  $("typed").style.height = "auto";
  $("typed").style.height = `${Math.min($("typed").scrollHeight, 160)}px`;
}

function closeMenu() {
  document.body.classList.remove("menu");
  $("menu").setAttribute("aria-expanded", "false");
}

watch(draw);
$("me").addEventListener("change", () => (closeMenu(), go({ as: $("me").value })));
$("menu").addEventListener("click", () => {
  const opened = document.body.classList.toggle("menu");
  $("menu").setAttribute("aria-expanded", String(opened));
});
$("typed").addEventListener("input", grow);
$("typed").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send($("typed").value.trim());
  }
});
$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  send($("typed").value.trim());
});
new EventSource("/changes").addEventListener("message", refresh);
