// What is offered while somebody types: commands and their verbs, people, channels, emoji.

import { make } from "/page/dom.js";
import { avatar } from "/page/faces.js";
import { emojiLike } from "/page/drawing/emoji.js";
import { peopleLike, personOption } from "/page/people.js";
import { names, scene } from "/page/store.js";

const MOST = 8;
const WORD = /(?:^|[\s(])([@#:])([^\s@#:]*)$/;

/** Give `{options, active}` for the text before the caret; an option's `text` takes the place of the last `length` letters.
 *
 * Nothing is chosen beforehand where Enter is to send what stands there.
 */
export function offersFor(before, { commands = true } = {}) {
  if (before.startsWith("/")) return commands ? commandsLike(before) : none();
  const word = before.match(WORD);
  if (!word) return none();
  const [, mark, piece] = word;
  const found = { "@": mentions, "#": channels, ":": emojis }[mark](piece.toLowerCase());
  return { options: found.slice(0, MOST).map((one) => ({ ...one, length: piece.length + 1 })), active: 0 };
}

/** Draw an option. */
export function option(one) {
  return one.draw();
}

function none() {
  return { options: [], active: -1 };
}

function commandsLike(before) {
  const [command, ...rest] = before.split(" ");
  if (rest.length > 1 || before.includes("\n")) return none();
  const typed = rest[0];
  const known = typed === undefined ? Object.keys(scene().app.commands) : Object.keys(scene().app.verbs[command] ?? {});
  const piece = typed ?? command;
  const options = known.filter((one) => one.startsWith(piece) && one !== typed).map((one) => (typed === undefined ? commandOption(one) : verbOption(command, one)));
  const whole = known.includes(piece) || typed !== undefined;
  return { options: options.map((one) => ({ ...one, length: piece.length })), active: whole ? -1 : 0 };
}

function commandOption(name) {
  const { hint, description } = scene().app.commands[name];
  return { text: `${name} `, draw: () => [appFace(), make("b", {}, name), make("span", { className: "hint" }, hint), make("span", { className: "note" }, description)] };
}

function verbOption(command, verb) {
  const note = scene().app.verbs[command][verb];
  return { text: `${verb} `, draw: () => [appFace(), make("b", {}, `${command} ${verb}`), make("span", { className: "note" }, note)] };
}

function appFace() {
  return avatar(names().people[scene().app.user], { size: 24 });
}

function mentions(piece) {
  const { app } = scene();
  const bot = app.name.startsWith(piece) ? [{ text: `@${app.name} `, draw: () => [appFace(), make("b", {}, app.name), make("span", { className: "note" }, "App")] }] : [];
  return [...bot, ...peopleLike(piece).map((one) => ({ text: `@${one.handle} `, draw: () => personOption(one) }))];
}

function channels(piece) {
  const found = scene().channels.filter(({ name }) => name.includes(piece));
  return found.map(({ name }) => ({ text: `#${name} `, draw: () => [make("span", { className: "sign" }, "#"), make("b", {}, name)] }));
}

function emojis(piece) {
  if (piece.length < 2) return [];
  return emojiLike(piece).map(([name, sign]) => ({ text: `${sign} `, draw: () => [make("span", { className: "sign" }, sign), make("b", {}, `:${name}:`)] }));
}
