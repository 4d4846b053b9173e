// An article as printed, with its quotations marked in place and, for the one that is looked at,
// lines from the name over the mentions and the cue to the words said.

const HUES = [255, 35, 150, 330, 95, 200, 15, 290, 60, 175]; // degrees, neighbours far apart
const SVG = "http://www.w3.org/2000/svg";

/** The article as an element. Fills in `entry.elements`: parts, source, cue and chain in the text. */
function renderArticle(article, on) {
  const hues = new Map(
    countSpeakers(article.entries)
      .filter((sum) => sum.key)
      .map((sum, rank) => [sum.key, HUES[rank % HUES.length]]),
  );
  const text = make("div", { class: "text", id: "text" });
  const marks = marksOf(article, hues);
  for (const [start, end] of paragraphs(article.text)) {
    const inside = marks
      .filter((mark) => mark.start < end && (mark.end > start || mark.start >= start))
      .map((mark) => ({
        ...mark,
        start: Math.max(mark.start, start),
        end: Math.min(mark.end, end),
      }));
    const stretch = article.text.slice(start, end);
    if (!stretch.trim()) {
      text.append(stretch); // between paragraphs, where white space does not show
      continue;
    }
    const paragraph = make("p", { dir: "auto", class: printedAs(stretch) });
    fill(paragraph, article.text, start, end, inside);
    text.append(paragraph);
  }
  const lines = document.createElementNS(SVG, "svg");
  lines.setAttribute("class", "lines");
  lines.setAttribute("aria-hidden", "true");
  const sheet = make("div", { class: "sheet" }, text, lines);
  text.addEventListener("click", (event) => {
    const entry = entryAt(article, event.target);
    if (entry && !String(getSelection())) on.select(entry);
  });
  text.addEventListener("mouseover", (event) => on.preview(entryAt(article, event.target)));
  text.addEventListener("mouseleave", () => on.preview(null));
  text.addEventListener("focusin", (event) => {
    const entry = entryAt(article, event.target);
    if (entry) on.select(entry);
  });
  return sheet;
}

function entryAt(article, target) {
  const index = target.closest?.("[data-entry]")?.dataset.entry;
  return index === undefined ? null : article.entries[Number(index)];
}

/** [start, end] of the paragraphs and of what stands between them, in order, without a gap. */
function paragraphs(text) {
  const found = [];
  let from = 0;
  for (const gap of text.matchAll(/[ \t]*\r?\n(?:[ \t]*\r?\n)+/g)) {
    found.push([from, gap.index], [gap.index, gap.index + gap[0].length]);
    from = gap.index + gap[0].length;
  }
  found.push([from, text.length]);
  return found.filter(([start, end]) => end > start);
}

/** How a paragraph is set: lines that were broken at a width, as in e-texts, may flow again. */
function printedAs(paragraph) {
  const lines = paragraph.trimEnd().split("\n").slice(0, -1);
  if (lines.length > 1 && lines.every((line) => line.length > 50 && line.length < 85))
    return "wrapped";
  return /[ \t]{2}|^[ \t]/m.test(paragraph.trimEnd()) ? "spaced" : null;
}

/** What to put around the text: {start, end, make, elements}, in string indices, outer ones first. */
function marksOf(article, hues) {
  const { at } = article;
  const marks = [];
  const mentions = new Map(); // one element for all the quotations that a mention serves
  const add = (stretch, wrap) => {
    const mark = { start: at(stretch.start), end: at(stretch.end), wrap, elements: [] };
    if (mark.end > mark.start) marks.push(mark);
    return mark.elements;
  };
  const mention = (stretch) => {
    if (!stretch) return [];
    const key = `${stretch.start}-${stretch.end}`;
    if (!mentions.has(key))
      mentions.set(
        key,
        add(stretch, () => make("span", { class: "mention" })),
      );
    return mentions.get(key);
  };
  for (const entry of article.entries) {
    const { original } = entry;
    entry.hue = hues.get(speakerKey(entry.record)) ?? null;
    entry.pin = pinOf(entry);
    const start = at(original.parts[0].start);
    const before = start - (/[“"‘'«„‹「]/.test(article.text.charAt(start - 1)) ? 1 : 0);
    marks.push({
      start: before,
      end: before,
      wrap: () => make("span", { class: "hold" }, entry.pin),
      elements: [],
    });
    entry.elements = {
      parts: original.parts.map((part) =>
        add(part, () => make("mark", { "data-entry": String(entry.index) })),
      ),
      quoted:
        original.kind === "mixed"
          ? original.quoted.map((part) => add(part, () => make("span", { class: "quoted" })))
          : [],
      cue: mention(original.cue),
      source: mention(original.source),
      chain: original.chain.map(mention),
    };
  }
  return marks.sort(outerFirst);
}

function outerFirst(a, b) {
  return a.start - b.start || b.end - a.end;
}

/** Appends text[start:end] to `parent` with elements for the marks; those that overlap are split. */
function fill(parent, text, start, end, marks) {
  const queue = [...marks].sort(outerFirst);
  let from = start;
  while (queue.length) {
    const mark = queue.shift();
    const inside = [];
    const rest = [];
    while (queue.length && queue[0].start < mark.end) {
      const next = queue.shift();
      inside.push({ ...next, end: Math.min(next.end, mark.end) });
      if (next.end > mark.end) rest.push({ ...next, start: mark.end });
    }
    queue.push(...rest);
    if (rest.length) queue.sort(outerFirst);
    if (mark.start > from) parent.append(text.slice(from, mark.start));
    const element = mark.wrap();
    mark.elements.push(element);
    fill(element, text, mark.start, mark.end, inside);
    parent.append(element);
    from = mark.end;
  }
  if (end > from) parent.append(text.slice(from, end));
}

/** The button before a quotation: what the keyboard reaches. It adds no text, so copies are clean. */
function pinOf(entry) {
  return make("button", {
    type: "button",
    class: "pin",
    "data-entry": String(entry.index),
    "data-number": entry.number,
  });
}

/** Brings the marks of an entry up to date: speaker, kind, verdict, and whether the filter has it. */
function dress(entry, shown) {
  entry.pin.dataset.initials = initials(entry.record);
  entry.pin.setAttribute("aria-label", summary(entry));
  const classes = [
    entry.record.kind,
    shown ? "" : "off",
    needsLook(entry) ? "look" : "",
    entry.review?.verdict ?? "",
    entry.hue === null ? "nobody" : "",
  ];
  for (const element of [...entry.elements.parts.flat(), entry.pin]) {
    const kept = ["pin", "now"].filter((name) => element.classList.contains(name));
    element.className = [...kept, ...classes].join(" ").trim();
    if (entry.hue !== null) element.style.setProperty("--hue", entry.hue);
  }
}

/** Shows one entry's cue, source and chain in the text; null takes all that away. */
function point(sheet, entry) {
  for (const element of sheet.querySelectorAll(".now, .is-cue, .is-source, .is-chain, .is-name"))
    element.classList.remove("now", "is-cue", "is-source", "is-chain", "is-name");
  if (entry) {
    const { parts, cue, source, chain } = entry.elements;
    const mark = (elements, name) => elements.forEach((element) => element.classList.add(name));
    mark([...parts.flat(), entry.pin], "now");
    chain.forEach((elements, index) => mark(elements, index ? "is-chain" : "is-name"));
    mark(source, "is-source");
    mark(cue, "is-cue");
    sheet.style.setProperty("--hue-now", entry.hue ?? 0);
    sheet.classList.toggle("nobody", entry.hue === null);
  }
  drawLines(sheet, entry);
}

/** One line from station to station: the name, later mentions, the source, the cue, the words. */
function drawLines(sheet, entry) {
  const lines = sheet.querySelector(".lines");
  lines.replaceChildren();
  if (!entry) return;
  const { parts, cue, source, chain } = entry.elements;
  const stations = [...chain, source, cue].map((elements) => elements[0]).filter(Boolean);
  // A name that is part of the source (“Gov. Ada Obi”) needs no line to it.
  const distinct = stations.filter((element, index) => {
    const before = stations[index - 1];
    return !before || !(before.contains(element) || element.contains(before));
  });
  const home = sheet.getBoundingClientRect();
  lines.setAttribute("width", home.width);
  lines.setAttribute("height", home.height);
  const within = ({ left, right, top, bottom }) => ({
    left: left - home.left,
    right: right - home.left,
    x: (left + right) / 2 - home.left,
    top: top - home.top,
    bottom: bottom - home.top,
  });
  const boxes = distinct.map((element) =>
    within(element.getClientRects()[0] ?? element.getBoundingClientRect()),
  );
  const words = parts.flat().flatMap((element) => [...element.getClientRects()].map(within));
  if (boxes.length && words.length) boxes.push(nearest(boxes.at(-1), words));
  for (let i = 1; i < boxes.length; i += 1) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", curve(boxes[i - 1], boxes[i]));
    lines.append(path);
  }
}

/** Of the lines of a quotation the one next to `from`, with the point on it where to arrive. */
function nearest(from, boxes) {
  const inside = (box) => Math.max(box.left + 6, Math.min(from.x, box.right - 6));
  const distance = (box) => Math.abs(box.top - from.top) * 4 + Math.abs(inside(box) - from.x);
  const best = boxes.reduce((one, other) => (distance(other) < distance(one) ? other : one));
  return { ...best, x: inside(best) };
}

function curve(a, b) {
  if (Math.abs(a.top - b.top) < 10) {
    const height = Math.min(16, 6 + Math.abs(a.x - b.x) / 10);
    return `M${a.x},${a.top} C${a.x},${a.top - height} ${b.x},${b.top - height} ${b.x},${b.top}`;
  }
  const [y1, y2] = a.top < b.top ? [a.bottom, b.top] : [a.top, b.bottom];
  const bend = (y1 + y2) / 2;
  return `M${a.x},${y1} C${a.x},${bend} ${b.x},${bend} ${b.x},${y2}`;
}

/** The quotations as notes under the article: on paper there are no details to open. */
function renderNotes(article) {
  const notes = article.entries.map((entry) => {
    const { record, review } = entry;
    const about = [
      speakerOf(record) ?? NOT_TOLD,
      record.kind,
      `${percent(sureness(record))} sure`,
      ...record.flags.map((flag) => FLAGS[flag] ?? flag),
      review?.verdict,
      review?.note,
    ];
    return make("li", { value: entry.number }, name(about.filter(Boolean).join(" · ")));
  });
  return make(
    "section",
    { class: "notes" },
    make("h2", {}, "Quotations"),
    make("ol", {}, ...notes),
  );
}
