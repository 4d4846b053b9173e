// What Export saves: records as JSON Lines, which `--records` reads again, or a table for a
// spreadsheet, with the columns and the care of quotes/output/csv.py and xlsx.py.

const FORMATS = {
  jsonl: { type: "application/jsonl", write: exported },
  csv: { type: "text/csv", write: tabulated },
  xlsx: {
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write: (records) => workbook(...table(records.map(withGaps))),
  },
};

/** The records of all articles, or only those that somebody judged or made a note about. */
function chosen(articles, onlyJudged) {
  const entries = articles.flatMap((article) => article.entries);
  return (onlyJudged ? entries.filter((entry) => entry.record.review) : entries).map(
    (entry) => entry.record,
  );
}

/** JSON Lines, those that nobody judged as they were. */
function exported(records) {
  return records.map(line).join("");
}

/** One line, also for readers that take more characters than \n for the end of one. */
function line(record) {
  const escape = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(record).replace(/[\x7f-\x9f\u2028\u2029]/g, escape)}\n`;
}

/** The record for a person's eyes: “ … ” between its parts. */
function withGaps(record) {
  return { ...record, text: record.parts.map((part) => part.text).join(" … ") };
}

/** The columns' names, and of each record its row. */
function table(records) {
  return [Object.keys(cellsOf(null)), records.map((record) => Object.values(cellsOf(record)))];
}

/** CSV, one row a record. */
function tabulated(records) {
  const [names, rows] = table(records);
  return [names, ...rows].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

function cellsOf(record) {
  const { speaker, cue, source, confidence, document, review, parts } = record ?? {};
  return {
    doc: record?.doc,
    id: record?.id,
    kind: record?.kind,
    text: record?.text,
    speaker: speaker?.name,
    speaker_type: speaker?.type,
    role: speaker?.role,
    cue: cue?.text,
    cue_lemma: cue?.lemma,
    source: source?.text,
    source_kind: source?.kind,
    start: parts?.[0].start,
    end: parts?.at(-1).end,
    confidence_quote: confidence?.quote,
    confidence_source: confidence?.source,
    confidence_speaker: confidence?.speaker,
    flags: record?.flags.join(";"),
    title: document?.title,
    author: document?.author,
    date: document?.date,
    outlet: document?.outlet,
    url: document?.url,
    verdict: review?.verdict,
    note: review?.note,
  };
}

/** The cell, text that a spreadsheet would run as a formula made plain text. */
function cell(value) {
  let text = String(value ?? "");
  if (typeof value === "string") {
    text = text.replace(/([\t\r\n,;]"*)('*[=+\-@＝＋－＠])/g, "$1'$2");
    if (/^'*\s*(?:[=+\-@＝＋－＠]|[\t\r\n])/.test(text)) text = `'${text}`;
  }
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
