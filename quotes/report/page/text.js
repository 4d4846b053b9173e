// Strings and elements. Everything from the articles becomes a text node: nothing is ever parsed.

/** A function from a record's offset, in Unicode code points, to an index into the string. */
function indexer(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (offset) => offset;
  const indices = [];
  let index = 0;
  for (const character of text) {
    indices.push(index);
    index += character.length;
  }
  indices.push(index);
  return (offset) => indices[offset];
}

/** The stretch of a selection in `element`, in code points, without white space at its edges. */
function selectedIn(element) {
  const selection = getSelection();
  if (!element || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
  const chosen = range.toString();
  if (!chosen.trim()) return null;
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(range.startContainer, range.startOffset);
  const lead = before.toString() + chosen.slice(0, chosen.length - chosen.trimStart().length);
  const start = Array.from(lead).length;
  const text = chosen.trim();
  return { start, end: start + Array.from(text).length, text, range };
}

/** How many words a text has, counted as `quotes speakers` counts them. */
function countWords(text) {
  return (text.match(/[\p{L}\p{N}_]+(?:[-'’.,][\p{L}\p{N}_]+)*/gu) ?? []).length;
}

/** For comparing: upper and lower case, accents, kinds of quotation marks and spaces do not count. */
function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/\s+/g, " ")
    .toLowerCase();
}

/** An element with attributes (class, data-…, on… as listeners) and children; strings are text. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Text of unknown direction (Arabic, Hebrew, …) that must not turn its surroundings around. */
function name(text, attributes = {}) {
  return make("bdi", attributes, text);
}

function counted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function percent(share) {
  return `${Math.round(share * 100)}%`;
}

/** The beginning of a long text, cut between words where it has some. */
function shortened(text, length = 90) {
  const flat = text.replace(/\s+/g, " ").trim();
  const characters = Array.from(flat);
  if (characters.length <= length) return flat;
  const cut = characters.slice(0, length - 1).join("");
  return `${cut.replace(/(?<=\S.{40,})\s\S*$/u, "").trim()}…`;
}
