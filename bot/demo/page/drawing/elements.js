// What can be pressed, chosen or filled in (docs.slack.dev: reference/block-kit/block-elements).

import { checkboxes, radioButtons } from "/page/drawing/boxes.js";
import { button, overflow } from "/page/drawing/buttons.js";
import { multiSelect, select } from "/page/drawing/choices.js";
import { picture } from "/page/drawing/images.js";
import { emailInput, numberInput, textInput, urlInput } from "/page/drawing/inputs.js";
import { datePicker, dateTimePicker, timePicker } from "/page/drawing/pickers.js";
import { unknown } from "/page/drawing/unknown.js";
import { fileInput } from "/page/drawing/upload.js";

const SOURCES = ["static", "external", "users", "conversations", "channels"];
const DRAWN = {
  button,
  overflow,
  checkboxes,
  radio_buttons: radioButtons,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
  plain_text_input: textInput,
  email_text_input: emailInput,
  url_text_input: urlInput,
  number_input: numberInput,
  file_input: fileInput,
  image: (object) => picture(object, "small"),
  ...Object.fromEntries(SOURCES.map((one) => [`${one}_select`, select])),
  ...Object.fromEntries(SOURCES.map((one) => [`multi_${one}_select`, multiSelect])),
};

/** Draw one element of a block; a click goes to `hands.press`, what is filled in to `hands.values`. */
export function element(object, block, hands) {
  const draw = DRAWN[object.type];
  if (!draw) return unknown("element", object.type);
  const drawn = draw(object, block, hands);
  drawn.dataset.element = `${block.block_id}/${object.action_id}`;
  return drawn;
}
