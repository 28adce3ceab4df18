// The emoji that people and apps write as :shortcodes:.

const EMOJI = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", wave: "👋", clap: "👏", raised_hands: "🙌", pray: "🙏",
  handshake: "🤝", muscle: "💪", point_right: "👉", point_left: "👈", point_down: "👇", point_up: "☝️", point_up_2: "👆",
  ok_hand: "👌", v: "✌️", crossed_fingers: "🤞", raised_hand: "✋", hand: "✋", fist: "✊", facepunch: "👊",
  call_me_hand: "🤙", writing_hand: "✍️", open_hands: "👐", palms_up_together: "🤲", eyes: "👀", heart_hands: "🫶",
  saluting_face: "🫡", smile: "😄", smiley: "😃", grinning: "😀", grin: "😁", laughing: "😆", sweat_smile: "😅", joy: "😂",
  rolling_on_the_floor_laughing: "🤣", rofl: "🤣", slightly_smiling_face: "🙂", upside_down_face: "🙃", wink: "😉",
  blush: "😊", innocent: "😇", heart_eyes: "😍", "star-struck": "🤩", kissing_heart: "😘", yum: "😋",
  stuck_out_tongue: "😛", zany_face: "🤪", money_mouth_face: "🤑", hugging_face: "🤗", face_with_hand_over_mouth: "🤭",
  shushing_face: "🤫", thinking_face: "🤔", zipper_mouth_face: "🤐", face_with_raised_eyebrow: "🤨", neutral_face: "😐",
  expressionless: "😑", no_mouth: "😶", smirk: "😏", unamused: "😒", face_with_rolling_eyes: "🙄", grimacing: "😬",
  relieved: "😌", pensive: "😔", sleepy: "😪", sleeping: "😴", mask: "😷", nauseated_face: "🤢", hot_face: "🥵",
  cold_face: "🥶", dizzy_face: "😵", exploding_head: "🤯", face_with_cowboy_hat: "🤠", partying_face: "🥳",
  sunglasses: "😎", nerd_face: "🤓", face_with_monocle: "🧐", confused: "😕", worried: "😟", slightly_frowning_face: "🙁",
  open_mouth: "😮", astonished: "😲", flushed: "😳", pleading_face: "🥺", cry: "😢", sob: "😭", scream: "😱",
  disappointed: "😞", sweat: "😓", weary: "😩", tired_face: "😫", yawning_face: "🥱", triumph: "😤", rage: "😡", angry: "😠",
  melting_face: "🫠", skull: "💀", ghost: "👻", alien: "👽", robot_face: "🤖", poop: "💩", hankey: "💩", see_no_evil: "🙈",
  hear_no_evil: "🙉", speak_no_evil: "🙊", facepalm: "🤦", shrug: "🤷", bust_in_silhouette: "👤",
  busts_in_silhouette: "👥", speaking_head_in_silhouette: "🗣️", technologist: "🧑‍💻", teacher: "🧑‍🏫", student: "🧑‍🎓",
  office_worker: "🧑‍💼", detective: "🕵️", ninja: "🥷", superhero: "🦸", dancer: "💃", man_dancing: "🕺", runner: "🏃",
  walking: "🚶", heart: "❤️", orange_heart: "🧡", yellow_heart: "💛", green_heart: "💚", blue_heart: "💙",
  purple_heart: "💜", black_heart: "🖤", white_heart: "🤍", broken_heart: "💔", sparkling_heart: "💖", two_hearts: "💕",
  "100": "💯", boom: "💥", dash: "💨", zzz: "💤", speech_balloon: "💬", left_speech_bubble: "🗨️", thought_balloon: "💭",
  tada: "🎉", confetti_ball: "🎊", balloon: "🎈", gift: "🎁", trophy: "🏆", medal: "🏅", sports_medal: "🏅",
  first_place_medal: "🥇", second_place_medal: "🥈", third_place_medal: "🥉", dart: "🎯", game_die: "🎲", art: "🎨",
  performing_arts: "🎭", clapper: "🎬", microphone: "🎤", headphones: "🎧", guitar: "🎸", trumpet: "🎺",
  drum_with_drumsticks: "🥁", musical_note: "🎵", soccer: "⚽", basketball: "🏀", checkered_flag: "🏁",
  triangular_flag_on_post: "🚩", sparkles: "✨", star: "⭐", star2: "🌟", fire: "🔥", zap: "⚡", rainbow: "🌈", sunny: "☀️",
  partly_sunny: "⛅", cloud: "☁️", rain_cloud: "🌧️", thunder_cloud_and_rain: "⛈️", snowflake: "❄️", snowman: "⛄",
  umbrella: "☔", ocean: "🌊", sunrise: "🌅", full_moon: "🌕", crescent_moon: "🌙", earth_africa: "🌍",
  earth_americas: "🌎", earth_asia: "🌏", seedling: "🌱", evergreen_tree: "🌲", palm_tree: "🌴", cactus: "🌵",
  four_leaf_clover: "🍀", maple_leaf: "🍁", mushroom: "🍄", sunflower: "🌻", rose: "🌹", cherry_blossom: "🌸",
  bouquet: "💐", dog: "🐶", cat: "🐱", mouse: "🐭", fox_face: "🦊", bear: "🐻", panda_face: "🐼", unicorn_face: "🦄",
  bee: "🐝", bug: "🐛", butterfly: "🦋", turtle: "🐢", snake: "🐍", octopus: "🐙", whale: "🐳", dolphin: "🐬", penguin: "🐧",
  bird: "🐦", owl: "🦉", elephant: "🐘", sloth: "🦥", otter: "🦦", coffee: "☕", tea: "🍵", beer: "🍺", beers: "🍻",
  wine_glass: "🍷", champagne: "🍾", clinking_glasses: "🥂", pizza: "🍕", hamburger: "🍔", fries: "🍟", taco: "🌮",
  sushi: "🍣", cookie: "🍪", cake: "🍰", birthday: "🎂", doughnut: "🍩", popcorn: "🍿", apple: "🍎", banana: "🍌",
  avocado: "🥑", croissant: "🥐", cheese_wedge: "🧀", knife_fork_plate: "🍽️", rocket: "🚀", airplane: "✈️", car: "🚗",
  taxi: "🚕", bus: "🚌", train: "🚆", bike: "🚲", ship: "🚢", sailboat: "⛵", anchor: "⚓", truck: "🚚", ambulance: "🚑",
  construction: "🚧", rotating_light: "🚨", vertical_traffic_light: "🚦", house: "🏠", office: "🏢", factory: "🏭",
  hospital: "🏥", hotel: "🏨", bank: "🏦", world_map: "🗺️", compass: "🧭", mountain: "⛰️", camping: "🏕️",
  beach_with_umbrella: "🏖️", tent: "⛺", globe_with_meridians: "🌐", bulb: "💡", flashlight: "🔦", mag: "🔍",
  mag_right: "🔎", bell: "🔔", no_bell: "🔕", calendar: "📅", date: "📅", spiral_calendar_pad: "🗓️", clock: "🕒",
  clock1: "🕐", hourglass: "⌛", hourglass_flowing_sand: "⏳", alarm_clock: "⏰", stopwatch: "⏱️", watch: "⌚",
  round_pushpin: "📍", pushpin: "📌", link: "🔗", paperclip: "📎", scissors: "✂️", memo: "📝", pencil: "📝", pencil2: "✏️",
  book: "📖", books: "📚", notebook: "📓", bookmark: "🔖", newspaper: "📰", file_folder: "📁", open_file_folder: "📂",
  card_index_dividers: "🗂️", page_facing_up: "📄", page_with_curl: "📃", clipboard: "📋", bookmark_tabs: "📑",
  bar_chart: "📊", chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉", chart: "💹", moneybag: "💰",
  dollar: "💵", euro: "💶", credit_card: "💳", receipt: "🧾", briefcase: "💼", package: "📦", mailbox: "📫", email: "📧",
  envelope: "✉️", incoming_envelope: "📨", inbox_tray: "📥", outbox_tray: "📤", phone: "☎️", telephone_receiver: "📞",
  iphone: "📱", computer: "💻", desktop_computer: "🖥️", keyboard: "⌨️", printer: "🖨️", floppy_disk: "💾", cd: "💿",
  camera: "📷", movie_camera: "🎥", tv: "📺", satellite_antenna: "📡", battery: "🔋", electric_plug: "🔌", lock: "🔒",
  unlock: "🔓", key: "🔑", closed_lock_with_key: "🔐", gear: "⚙️", wrench: "🔧", hammer: "🔨", hammer_and_wrench: "🛠️",
  toolbox: "🧰", magnet: "🧲", test_tube: "🧪", microscope: "🔬", telescope: "🔭", crystal_ball: "🔮", shield: "🛡️",
  broom: "🧹", wastebasket: "🗑️", shopping_trolley: "🛒", label: "🏷️", ticket: "🎫", crown: "👑", eyeglasses: "👓",
  tophat: "🎩", mortar_board: "🎓", ring: "💍", gem: "💎", warning: "⚠️", no_entry: "⛔", no_entry_sign: "🚫",
  octagonal_sign: "🛑", x: "❌", o: "⭕", white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️",
  question: "❓", grey_question: "❔", exclamation: "❗", heavy_exclamation_mark: "❗", bangbang: "‼️",
  interrobang: "⁉️", information_source: "ℹ️", heavy_plus_sign: "➕", heavy_minus_sign: "➖",
  heavy_multiplication_x: "✖️", arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️",
  arrow_upper_right: "↗️", arrow_lower_right: "↘️", leftwards_arrow_with_hook: "↩️", arrow_right_hook: "↪️",
  arrows_counterclockwise: "🔄", arrow_forward: "▶️", fast_forward: "⏩", rewind: "⏪", double_vertical_bar: "⏸️",
  repeat: "🔁", twisted_rightwards_arrows: "🔀", recycle: "♻️", infinity: "♾️", copyright: "©️", registered: "®️",
  tm: "™️", new: "🆕", free: "🆓", up: "🆙", ok: "🆗", cool: "🆒", sos: "🆘", id: "🆔", one: "1️⃣", two: "2️⃣",
  three: "3️⃣", four: "4️⃣", five: "5️⃣", six: "6️⃣", seven: "7️⃣", eight: "8️⃣", nine: "9️⃣", zero: "0️⃣",
  keycap_ten: "🔟", hash: "#️⃣", red_circle: "🔴", large_orange_circle: "🟠", large_yellow_circle: "🟡",
  large_green_circle: "🟢", large_blue_circle: "🔵", large_purple_circle: "🟣", white_circle: "⚪", black_circle: "⚫",
  large_red_square: "🟥", large_green_square: "🟩", large_yellow_square: "🟨", white_square_button: "🔳",
  small_blue_diamond: "🔹", small_orange_diamond: "🔸", mega: "📣", loudspeaker: "📢", mute: "🔇", sound: "🔉",
  "flag-de": "🇩🇪", "flag-us": "🇺🇸", us: "🇺🇸", "flag-gb": "🇬🇧", gb: "🇬🇧", "flag-fr": "🇫🇷", fr: "🇫🇷", "flag-es": "🇪🇸",
  "flag-it": "🇮🇹", "flag-nl": "🇳🇱", "flag-pl": "🇵🇱", "flag-se": "🇸🇪", "flag-no": "🇳🇴", "flag-dk": "🇩🇰",
  "flag-at": "🇦🇹", "flag-ch": "🇨🇭", "flag-jp": "🇯🇵", "flag-br": "🇧🇷", "flag-in": "🇮🇳", "flag-eu": "🇪🇺",
};
// Slack counts the tones of skin from 2, the lightest, to 6.
const LIGHTEST = 0x1f3fb;
const TAKES_TONE = /^\p{Emoji_Modifier_Base}\ufe0f?$/u;

/** Give the character of a shortcode, in a tone of skin if one is given, or the shortcode when it is not known. */
export function emoji(name, tone) {
  const drawn = Object.hasOwn(EMOJI, name) ? EMOJI[name] : null;
  if (!drawn) return `:${name}:${tone ? `:skin-tone-${tone}:` : ""}`;
  return tone && TAKES_TONE.test(drawn) ? [...drawn][0] + String.fromCodePoint(LIGHTEST + Number(tone) - 2) : drawn;
}

/** Find shortcodes that hold a text, those that begin with it first; each with its character. */
export function emojiLike(text) {
  const found = Object.entries(EMOJI).filter(([name]) => name.includes(text));
  return found.sort(([one], [other]) => other.startsWith(text) - one.startsWith(text));
}
