// The markdown block: standard markdown, line by line (docs.slack.dev: blocks/markdown-block).

import { make } from "/page/dom.js";
import { inline } from "/page/drawing/spans.js";

const FENCE = /^\s{0,3}(```+|~~~+)\s*(\S*)\s*$/;
const HEADING = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const RULE = /^\s{0,3}([-*_])(\s*\1){2,}\s*$/;
const QUOTE = /^\s{0,3}>\s?/;
const ITEM = /^(\s*)(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/;
const TASK = /^\[([ xX])\]\s+/;
const STARTS = [FENCE, HEADING, RULE, QUOTE, ITEM];
const CELLS = /^\s*\|?(\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*$/;

/** Draw a text of standard markdown. */
export function markdown(text, names) {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const drawn = [];
  while (lines.length) drawn.push(next(lines, names));
  return drawn.filter(Boolean);
}

/** Take the lines of the next part away and draw it. */
function next(lines, names) {
  const line = lines[0];
  if (!line.trim()) return void lines.shift();
  if (FENCE.test(line)) return code(lines);
  if (HEADING.test(line)) return heading(lines.shift(), names);
  if (RULE.test(line)) return lines.shift() && make("hr");
  if (QUOTE.test(line)) return quote(run(lines, QUOTE), names);
  if (ITEM.test(line)) return list(lines, names);
  if (line.includes("|") && CELLS.test(lines[1] ?? "") && lines[1].includes("-")) return table(lines, names);
  return paragraph(lines, names);
}

function quote(lines, names) {
  return make("blockquote", {}, markdown(lines.map((one) => one.replace(QUOTE, "")).join("\n"), names));
}

function code(lines) {
  const [, fence] = lines.shift().match(FENCE);
  const end = lines.findIndex((one) => one.trim().startsWith(fence));
  const inside = lines.splice(0, end < 0 ? lines.length : end);
  lines.shift();
  return make("pre", {}, inside.join("\n"));
}

function heading(line, names) {
  const [, marks, text] = line.match(HEADING);
  return make(`h${Math.min(marks.length + 2, 6)}`, { className: `heading-${marks.length}` }, inline(text, names));
}

/** Take the lines from here on that fit a pattern. */
function run(lines, pattern) {
  const end = lines.findIndex((one) => !pattern.test(one));
  return lines.splice(0, end < 0 ? lines.length : end);
}

/** A list: what is indented below an item belongs to it, further lists among it. */
function list(lines, names) {
  const [, indent, bullet, number] = lines[0].match(ITEM);
  const items = [];
  while (lines.length) {
    const found = lines[0].match(ITEM);
    if (!found || found[1].length !== indent.length || Boolean(found[2]) !== Boolean(bullet)) break;
    lines.shift();
    const inside = run(lines, new RegExp(`^(\\s{${indent.length + 2},}\\S|\\s*$)`));
    items.push(item(found[4], inside, names));
  }
  const drawn = make(bullet ? "ul" : "ol", {}, items);
  if (number) drawn.start = Number(number);
  return drawn;
}

function item(text, inside, names) {
  const task = text.match(TASK);
  const least = Math.min(...inside.filter((one) => one.trim()).map((one) => one.search(/\S/)));
  const below = markdown(inside.map((one) => one.slice(least)).join("\n"), names);
  if (!task) return make("li", {}, inline(text, names), below);
  const done = task[1] !== " ";
  const box = make("input", { type: "checkbox", checked: done, disabled: true, "aria-label": done ? "done" : "to do" });
  return make("li", { className: "task" }, box, " ", inline(text.replace(TASK, ""), names), below);
}

function table(lines, names) {
  const [head, shape] = lines.splice(0, 2).map(cells);
  const rows = run(lines, /\|/).map(cells);
  const sides = shape.map((one) => (/^:.*:$/.test(one) ? "center" : one.endsWith(":") ? "right" : "left"));
  const cell = (tag, text = "", side = "left") => make(tag, { className: side }, inline(text, names));
  const row = (tag, texts) => make("tr", {}, head.map((_, i) => cell(tag, texts[i], sides[i])));
  const body = make("tbody", {}, rows.map((one) => row("td", one)));
  const drawn = make("table", {}, make("thead", {}, row("th", head)), body);
  return make("div", { className: "wide", tabIndex: 0, role: "group", "aria-label": "Table" }, drawn);
}

function cells(line) {
  return line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((one) => one.trim().replaceAll("\\|", "|"));
}

function paragraph(lines, names) {
  const text = [lines.shift()];
  while (lines[0]?.trim() && !STARTS.some((one) => one.test(lines[0]))) text.push(lines.shift());
  const drawn = (line) => inline(line.trim().replace(/\\$/, ""), names);
  return make("p", {}, text.flatMap((line, i) => [i ? make("br") : null, ...drawn(line)]));
}
