// The articles and their quotations as the page works with them.
//
// An entry is one quotation: {article, number, original, review, record, look, place}.
// `record` is what the page shows and exports: the original with the review on it.

const LOW = 0.7; // less sure than this, three in ten are wrong: somebody should look
const NOT_TOLD = "not told";

const FLAGS = {
  unclosed: "its quotation mark is never closed",
  nested: "it stands inside another quotation",
  "no-source": "the text does not say who said it",
  "no-speaker": "the source leads to no name",
  "ambiguous-speaker": "more than one person may be meant",
  "outside-paragraph": "its source stands in another paragraph",
};

function openArticles(data) {
  return data.articles.map(({ id, title, key, text, records }, number) => {
    const article = { id, title, key, text, number, at: indexer(text), stored: readStored(key) };
    article.entries = records.map((record) => openEntry(article, unpacked(record)));
    const known = new Set(article.entries.map((entry) => entry.place));
    for (const [place, review] of Object.entries(article.stored))
      if (review?.added && !known.has(place))
        article.entries.push(
          openEntry(article, { original: { ...review.added, doc: id }, review, added: true }),
        );
    article.entries = article.entries.filter((entry) => entry.review || !entry.added);
    return inOrder(article);
  });
}

function openEntry(article, { original, review, added = false }) {
  const entry = { article, original, review, added, place: placeOf(original) };
  if (entry.place in article.stored) entry.review = article.stored[entry.place];
  return entry.review || !added ? refreshed(entry) : entry;
}

/** Numbers the entries in the order of the text; the file's order counts where they begin alike. */
function inOrder(article) {
  article.entries.sort((a, b) => a.original.parts[0].start - b.original.parts[0].start);
  article.entries.forEach((entry, index) => Object.assign(entry, { index, number: index + 1 }));
  return article;
}

/** A quotation that the model missed, at [start, end) code points of the article's text. */
async function addEntry(article, start, end, text, kind) {
  const part = { start, end, text };
  const original = {
    doc: article.id,
    id: await idOf(article.id, part),
    kind,
    text,
    parts: [part],
    quoted: kind === "direct" ? [part] : [],
    cue: null,
    source: null,
    speaker: null,
    chain: [],
    confidence: { quote: 1, source: 0, speaker: 0 },
    flags: [],
    why: ["added by a reviewer"],
  };
  const same = article.entries.find((entry) => entry.place === placeOf(original));
  if (same) return same;
  const entry = { article, original, added: true, place: placeOf(original) };
  article.entries.push(entry);
  inOrder(article);
  return entry;
}

/** The id that `quotes` gives a record of one part. It derives ids itself when it reads records. */
async function idOf(doc, { start, end, text }) {
  const place = `${start}-${end}`;
  if (!globalThis.crypto?.subtle) return `q-${place}`;
  const bytes = new TextEncoder().encode(`${doc}\0${place}\0${text}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `q-${[...digest.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * Sets the review of an entry (null takes it back) and keeps it; false where it is not kept.
 * An added entry without a verdict, or rejected, is gone.
 */
function judge(entry, review) {
  const { article, added } = entry;
  const gone = added && !["accepted", "corrected"].includes(review?.verdict);
  if (gone) {
    article.entries = article.entries.filter((one) => one !== entry);
    inOrder(article);
  }
  entry.review = gone ? null : review;
  if (!gone) refreshed(entry);
  // Read anew: the same article may be open in another tab, or stand in this report twice.
  const stored = readStored(article.key);
  stored[entry.place] = added && !gone ? { ...review, added: entry.original } : entry.review;
  if (archive?.key === article.key) {
    send(entry, stored[entry.place], () => saved(false));
    return true;
  }
  return keep(article.key, stored);
}

function refreshed(entry) {
  entry.record = corrected(entry.original, entry.review, entry.added);
  entry.searched = null;
  return entry;
}

/** Three states: "open", "judged" (a verdict was given), and of the open ones "look". */
function isJudged(entry) {
  return Boolean(entry.review?.verdict);
}

function needsLook(entry) {
  return !isJudged(entry) && (entry.original.flags.length > 0 || sureness(entry.original) < LOW);
}

function isRejected(entry) {
  return entry.review?.verdict === "rejected";
}

/** The lowest of the confidences, of the steps that were taken at all. */
function sureness({ confidence, source, speaker }) {
  const taken = [confidence.quote];
  if (source) taken.push(confidence.source);
  if (speaker) taken.push(confidence.speaker);
  return Math.min(...taken);
}

function speakerOf(record) {
  return record.speaker?.name ?? null;
}

/** One key for one speaker: as in `quotes speakers`, names that agree but for case are one. */
function speakerKey(record) {
  const speaker = speakerOf(record);
  return speaker === null
    ? ""
    : speaker.normalize("NFKC").toLowerCase().split(/\s+/).join(" ").trim();
}

function initials(record) {
  const speaker = speakerOf(record);
  if (speaker === null) return "?";
  const words = speaker.match(/[\p{L}\p{N}][\p{M}\p{L}\p{N}]*/gu) ?? [];
  const capitals = words.filter((word) => /^[^\p{Ll}]/u.test(word));
  const taken = capitals.length ? capitals : words.filter((word) => !/^(the|an?)$/.test(word));
  const ends = taken.length > 1 ? [taken[0], taken.at(-1)] : taken.slice(0, 1);
  return (
    ends
      .map((word) => Array.from(word)[0])
      .join("")
      .toUpperCase() || "?"
  );
}

/** How many words stand between quotation marks: an indirect quotation has none. */
function quotedWords(record) {
  const stretches = record.quoted.length || record.kind !== "direct" ? record.quoted : record.parts;
  return stretches.reduce((sum, stretch) => sum + countWords(stretch.text), 0);
}

/** Speakers of these entries, most quoted first, those without a name last; rejected ones left out. */
function countSpeakers(entries) {
  const sums = new Map();
  for (const entry of entries) {
    if (isRejected(entry) || entry.record.kind === "not-speech") continue;
    const key = speakerKey(entry.record);
    const sum = sums.get(key) ?? {
      key,
      name: speakerOf(entry.record),
      role: null,
      quotations: 0,
      words: 0,
    };
    sum.role ??= entry.record.speaker?.role ?? null;
    sum.quotations += 1;
    sum.words += quotedWords(entry.record);
    sums.set(key, sum);
  }
  const all = [...sums.values()].reduce((total, sum) => total + sum.words, 0);
  for (const sum of sums.values()) sum.share = all ? sum.words / all : 0;
  return [...sums.values()].sort(
    (a, b) => (a.key === "") - (b.key === "") || b.quotations - a.quotations || b.words - a.words,
  );
}

/** A filter: {speaker, kind, state, query}, each empty for all (speaker: null for all). */
function matches(entry, filter) {
  const { record } = entry;
  if (filter.speaker !== null && speakerKey(record) !== filter.speaker) return false;
  if (filter.kind && record.kind !== filter.kind) return false;
  if (filter.state === "look" && !needsLook(entry)) return false;
  if (filter.state === "open" && isJudged(entry)) return false;
  if (filter.state === "judged" && !isJudged(entry)) return false;
  if (!filter.query) return true;
  entry.searched ??= folded(
    [
      record.text,
      speakerOf(record),
      record.speaker?.role,
      record.cue?.text,
      record.source?.text,
      entry.review?.note,
      entry.article.title,
      record.doc,
    ]
      .filter(Boolean)
      .join("\n"),
  );
  return folded(filter.query)
    .trim()
    .split(" ")
    .every((word) => entry.searched.includes(word));
}

/** What a person reads of one quotation at a glance, for labels. */
function summary(entry) {
  const { record } = entry;
  const said = [
    `Quotation ${entry.number} of ${entry.article.entries.length}`,
    speakerOf(record) ?? "speaker not told",
    record.kind,
    `${percent(sureness(record))} sure`,
  ];
  if (entry.review?.verdict) said.push(entry.review.verdict);
  else if (needsLook(entry)) said.push("to look at");
  return said.join(", ");
}
