// The emoji that people and apps write as :shortcodes:.

const EMOJI = {
  "+1": "👍", "-1": "👎", thumbsup: "👍", thumbsdown: "👎", wave: "👋", clap: "👏", raised_hands: "🙌", pray: "🙏",
  handshake: "🤝", muscle: "💪", point_right: "👉", point_down: "👇", point_up: "☝️", ok_hand: "👌", eyes: "👀",
  smile: "😄", slightly_smiling_face: "🙂", grinning: "😀", wink: "😉", blush: "😊", joy: "😂", sweat_smile: "😅",
  thinking_face: "🤔", sob: "😭", cry: "😢", sunglasses: "😎", tada: "🎉", sparkles: "✨", star: "⭐", fire: "🔥",
  rocket: "🚀", trophy: "🏆", medal: "🏅", heart: "❤️", bulb: "💡", zap: "⚡", dart: "🎯", mag: "🔍", bell: "🔔",
  no_bell: "🔕", calendar: "📅", spiral_calendar_pad: "🗓️", clock: "🕒", hourglass: "⌛", alarm_clock: "⏰",
  round_pushpin: "📍", pushpin: "📌", link: "🔗", paperclip: "📎", memo: "📝", book: "📖", books: "📚", file_folder: "📁",
  page_facing_up: "📄", bar_chart: "📊", chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉", moneybag: "💰",
  briefcase: "💼", office: "🏢", house: "🏠", globe_with_meridians: "🌐", lock: "🔒", key: "🔑", gear: "⚙️", wrench: "🔧",
  warning: "⚠️", no_entry: "⛔", x: "❌", white_check_mark: "✅", heavy_check_mark: "✔️", question: "❓",
  exclamation: "❗", information_source: "ℹ️", arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️",
  repeat: "🔁", leftwards_arrow_with_hook: "↩️", speech_balloon: "💬", left_speech_bubble: "🗨️", thought_balloon: "💭",
  mega: "📣", loudspeaker: "📢", microphone: "🎤", bust_in_silhouette: "👤", busts_in_silhouette: "👥",
  palm_tree: "🌴", airplane: "✈️", coffee: "☕", beers: "🍻", cake: "🍰", seedling: "🌱", sunrise: "🌅", sunny: "☀️",
  red_circle: "🔴", large_green_circle: "🟢", large_yellow_circle: "🟡", large_blue_circle: "🔵", compass: "🧭",
};

/** Give the character of a shortcode, or the shortcode itself when it is not known. */
export function emoji(name) {
  return EMOJI[name] ?? `:${name}:`;
}

/** Find shortcodes that hold a text, those that begin with it first; each with its character. */
export function emojiLike(text) {
  const found = Object.entries(EMOJI).filter(([name]) => name.includes(text));
  return found.sort(([one], [other]) => other.startsWith(text) - one.startsWith(text));
}
