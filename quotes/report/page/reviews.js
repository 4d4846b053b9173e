// What the reviewer says of each record, kept in this browser under the hash of the article's text.
//
// A review is {verdict, note} and, where corrected, `speaker` and `kind` as they should be. The
// record itself stays as the model made it; `corrected` puts the two together for page and export.
// What the model missed is a record of the reviewer's own: its review says `added`.

const STORE = "quotes-report:";
const store = openStore();

/** The browser's storage, or null where it gives none (some browsers for files, private windows). */
function openStore() {
  try {
    const probe = `${STORE}probe`;
    localStorage.setItem(probe, "");
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return null;
  }
}

// Where the page is served from an archive, that keeps the reviews: {address, key, reviews}.
const archive = JSON.parse(document.getElementById("kept")?.textContent || "null");
let sending = Promise.resolve();

/** Sends one review to the archive, after those before it; `failed` is called where it is not kept. */
function send(entry, review, failed) {
  const { place, record } = entry;
  const body = JSON.stringify({ place, review, record: review ? record : null });
  const headers = { "content-type": "application/json" };
  sending = sending
    .then(() => fetch(archive.address, { method: "PUT", headers, body }))
    .then((answer) => answer.ok || failed())
    .catch(failed);
}

function readStored(key) {
  if (archive?.key === key) return archive.reviews;
  try {
    const stored = JSON.parse(store?.getItem(STORE + key) ?? "{}");
    return stored && typeof stored === "object" ? stored : {};
  } catch {
    return {}; // somebody else's, or cut off: the work of this page starts anew
  }
}

/** Saves `value` under `key`; false where the browser cannot. */
function keep(key, value) {
  try {
    if (!store) return false;
    store.setItem(STORE + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Where a record stands in its text: the same after the file was renamed. */
function placeOf(record) {
  return record.parts.map((part) => `${part.start}-${part.end}`).join(",");
}

/** A record as exported before, taken apart into what the model said and what the reviewer said. */
function unpacked(record) {
  const { review, ...said } = record;
  if (!review) return { original: said, review: null };
  const { was = {}, verdict, note = "", added } = review;
  if (added) return { original: said, review: { verdict, note }, added };
  const changes = {};
  for (const field of ["speaker", "kind"]) if (field in was) changes[field] = said[field];
  return { original: { ...said, ...was }, review: { verdict, note, ...changes } };
}

/** The record as the reviewer has it, with `review` last; without a review, as it was. */
function corrected(original, review, added) {
  const { verdict, note } = review ?? {};
  if (added) {
    const { speaker = original.speaker, kind = original.kind } = review;
    return {
      ...original,
      kind,
      quoted: quotedAs(kind, original),
      speaker,
      review: { verdict, note, added },
    };
  }
  if (!review) return original;
  if (verdict !== "corrected") return { ...original, review: { verdict, note } };
  const changed = {};
  if ("speaker" in review) {
    changed.speaker = review.speaker;
    changed.chain = []; // it led to the other name
  }
  if ("kind" in review) {
    changed.kind = review.kind;
    changed.quoted = quotedAs(review.kind, original);
  }
  const was = {};
  for (const field of Object.keys(changed)) was[field] = original[field];
  return { ...original, ...changed, review: { verdict, note, was } };
}

/** The stretches between quotation marks, if the record were of this kind. */
function quotedAs(kind, { parts, quoted }) {
  if (kind === "direct") return parts;
  if (kind === "indirect") return [];
  if (quoted.length) return quoted;
  return parts.flatMap((part) =>
    [...part.text.matchAll(/(?<=[“"„«])[^“”"„«»]+(?=[”"»“])/g)].map(({ index, 0: text }) => {
      const start = part.start + Array.from(part.text.slice(0, index)).length;
      return { start, end: start + Array.from(text).length, text };
    }),
  );
}
