// Fields to type in (docs.slack.dev: block-elements/plain-text-input-element, email-, url- and number-input-element).

import { make } from "/page/dom.js";
import { choose, heard, key, named, tell, value } from "/page/drawing/hands.js";
import { plain } from "/page/drawing/mrkdwn.js";

const MOST = 3000;
const PAUSE_MS = 300;

/** Draw a field for text, of one line or several. */
export function textInput(object, block, hands) {
  const tag = object.multiline ? "textarea" : "input";
  const typed = field(tag, object, block, hands, { maxLength: object.max_length ?? MOST });
  if (!object.max_length) return typed;
  const left = make("span", { className: "left", "aria-hidden": "true" });
  const count = () => (left.textContent = object.max_length - typed.value.length);
  typed.addEventListener("input", count);
  count();
  return make("div", { className: "counted" }, typed, left);
}

/** Draw a field for an e-mail address. */
export function emailInput(object, block, hands) {
  return field("input", object, block, hands, { type: "email", autocomplete: "off" });
}

/** Draw a field for an address of the web. */
export function urlInput(object, block, hands) {
  return field("input", object, block, hands, { type: "url" });
}

/** Draw a field for a number; it takes any text, for what is no number is to be said, not swallowed. */
export function numberInput(object, block, hands) {
  return field("input", object, block, hands, { inputMode: object.is_decimal_allowed ? "decimal" : "numeric" });
}

function field(tag, object, block, hands, more) {
  const words = plain(object.placeholder?.text ?? "");
  const typed = make(tag, {
    id: hands.id,
    className: "field",
    placeholder: words,
    value: value(object, block, hands) ?? "",
    ...named(hands, words),
    ...more,
  });
  typed.addEventListener("input", () => (hands.values[key(object, block)] = typed.value));
  if (heard(block)) dispatch(typed, object, block, hands);
  return typed;
}

/** Tell the app at Enter, or while one types, as it asked for. */
function dispatch(typed, object, block, hands) {
  const when = object.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  let timer;
  if (when.includes("on_character_entered")) {
    typed.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => typed.isConnected && tell(object, block, hands, typed.value), PAUSE_MS);
    });
  }
  typed.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey || !when.includes("on_enter_pressed")) return;
    event.preventDefault();
    choose(object, block, hands, typed.value);
  });
}
