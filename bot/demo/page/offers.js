// What is offered while somebody types: commands and their verbs, people, channels, emoji.

import { make, span } from "/page/dom.js";
import { avatar } from "/page/faces.js";
import { emojiLike } from "/page/drawing/emoji.js";
import { peopleLike, personOption } from "/page/people.js";
import { names, scene } from "/page/store.js";

const MOST = 8;
const WORD = /(?:^|[\s(])([@#:])([^\s@#:]*)$/;
const NOTHING = { options: [], active: -1 };

/** Give `{options, active}` for the text before the caret.
 *
 * The `text` of an option takes the place of the last `length` letters, and its `draw()` gives what it shows. Nothing
 * is chosen beforehand where Enter is to send what stands there.
 */
export function offersFor(before, { commands = true } = {}) {
  const found = commands && before.startsWith("/") ? commandsLike(before) : NOTHING;
  return found.options.length ? found : wordsLike(before);
}

function wordsLike(before) {
  const word = before.match(WORD);
  if (!word) return NOTHING;
  const [, mark, piece] = word;
  const found = { "@": mentions, "#": channels, ":": emojis }[mark](piece.toLowerCase());
  return { options: found.slice(0, MOST).map((one) => ({ ...one, length: piece.length + 1 })), active: 0 };
}

function commandsLike(before) {
  const [command, ...rest] = before.split(" ");
  if (rest.length > 1 || before.includes("\n")) return NOTHING;
  return rest.length ? verbsLike(command, rest[0]) : commandNames(command);
}

function commandNames(piece) {
  const known = Object.entries(scene().app.commands).filter(([name]) => name.startsWith(piece));
  const options = known.map(([name, { hint, description }]) => ({
    text: `${name} `,
    length: piece.length,
    draw: () => [appFace(), make("b", {}, name), span("hint", hint), span("note", description)],
  }));
  return { options, active: known.some(([name]) => name === piece) ? -1 : 0 };
}

function verbsLike(command, piece) {
  const known = Object.entries(scene().app.verbs[command] ?? {});
  const begun = known.filter(([verb]) => verb.startsWith(piece) && verb !== piece);
  const options = begun.map(([verb, does]) => ({
    text: `${verb} `,
    length: piece.length,
    draw: () => [appFace(), make("b", {}, `${command} ${verb}`), span("note", does)],
  }));
  return { options, active: -1 };
}

function appFace() {
  return avatar(names().people[scene().app.user], { size: 24 });
}

function mentions(piece) {
  const { name } = scene().app;
  const app = { text: `@${name} `, draw: () => [appFace(), make("b", {}, name), span("note", "App")] };
  const people = peopleLike(piece).map((one) => ({ text: `@${one.handle} `, draw: () => personOption(one) }));
  return name.startsWith(piece) ? [app, ...people] : people;
}

function channels(piece) {
  const found = scene().channels.filter(({ name }) => name.includes(piece));
  return found.map(({ name }) => ({ text: `#${name} `, draw: () => [span("sign", "#"), make("b", {}, name)] }));
}

function emojis(piece) {
  const found = piece.length < 2 ? [] : emojiLike(piece);
  const draw = ([name, sign]) => [span("sign", sign), make("b", {}, `:${name}:`)];
  return found.map((one) => ({ text: `${one[1]} `, draw: () => draw(one) }));
}
