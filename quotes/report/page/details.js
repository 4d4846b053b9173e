// The panel beside the text: how a quotation was decided, and what the reviewer makes of it.

const KINDS = ["direct", "mixed", "indirect"];
const SPEAKER_KINDS = {
  person: "person",
  organisation: "organisation",
  group: "group",
  document: "document",
  unnamed: "not named",
};

/** Fills the panel with an entry. `on`: judge(entry, review), go(step), close(), jump(element). */
function renderDetails(panel, entry, on) {
  const contents = [
    make(
      "div",
      { class: "bar-of-panel" },
      make("p", { class: "count" }, `${entry.number} of ${entry.article.entries.length}`),
      make(
        "button",
        {
          type: "button",
          class: "plain",
          "aria-label": "Quotation before",
          onclick: () => on.go(-1),
        },
        "‹",
      ),
      make(
        "button",
        { type: "button", class: "plain", "aria-label": "Next quotation", onclick: () => on.go(1) },
        "›",
      ),
      make(
        "button",
        { type: "button", class: "plain", "aria-label": "Close the details", onclick: on.close },
        "×",
      ),
    ),
    heading(entry),
    make("blockquote", { dir: "auto" }, shortened(entry.record.text, 280)),
    warnings(entry),
    judging(entry, on),
    decided(entry, on),
  ];
  panel.replaceChildren(...contents.filter(Boolean));
  panel.classList.toggle("nobody", entry.hue === null);
  panel.style.setProperty("--hue", entry.hue ?? 0);
}

function heading(entry) {
  const { speaker, kind } = entry.record;
  const about = [
    speaker?.role,
    speaker && speaker.type !== "person" ? SPEAKER_KINDS[speaker.type] : null,
  ];
  return make(
    "div",
    { class: "heading" },
    make("h2", { tabindex: "-1", id: "details-title" }, name(speaker?.name ?? "Speaker not told")),
    make(
      "p",
      {},
      make("span", { class: `chip ${kind}` }, kind),
      ...about.filter(Boolean).map((text) => name(` ${text}`)),
    ),
  );
}

function warnings(entry) {
  const { flags } = entry.original;
  const said = flags.map((flag) => FLAGS[flag] ?? flag.replaceAll("-", " "));
  if (!flags.length && sureness(entry.original) < LOW)
    said.push(`only ${percent(sureness(entry.original))} sure`);
  if (!said.length) return null;
  return make(
    "ul",
    { class: "warnings", "aria-label": "What to look at" },
    ...said.map((text) => make("li", {}, text)),
  );
}

function decided(entry, on) {
  const { original } = entry;
  const { cue, source, chain, confidence, why } = original;
  const { elements } = entry;
  const place = (text, target, style) =>
    make(
      "button",
      { type: "button", class: `place ${style}`, onclick: () => on.jump(target[0]) },
      name(text),
    );
  const rows = [];
  const row = (term, ...content) =>
    rows.push(make("div", {}, make("dt", {}, term), make("dd", {}, ...content)));
  row("Cue", cue ? place(cue.text, elements.cue, "is-cue") : "none");
  row(
    "Source",
    source ? place(source.text, elements.source, "is-source") : "none",
    source ? ` ${source.kind}` : null,
  );
  if (speakerOf(entry.record) !== speakerOf(original))
    row("Before", name(speakerOf(original) ?? "speaker not told"));
  if (entry.record.kind !== original.kind) row("Before", original.kind);
  if (chain.length) {
    const steps = chain.map((mention, index) =>
      place(mention.text, elements.chain[index], index ? "is-chain" : "is-name"),
    );
    row("Mentions", ...steps.reverse().flatMap((step, index) => (index ? [" → ", step] : [step])));
  }
  const sure = [
    ["Quotation", confidence.quote, true],
    ["Source", confidence.source, source],
    ["Speaker", confidence.speaker, original.speaker],
  ];
  const meters = sure
    .filter(([, , taken]) => taken)
    .map(([term, value]) => {
      const bar = make("span", { class: value < LOW ? "bar low" : "bar", "aria-hidden": "true" });
      bar.style.setProperty("--share", value);
      return make("div", {}, make("dt", {}, term), make("dd", {}, `${percent(value)} sure`, bar));
    });
  return make(
    "div",
    { class: "decided" },
    make("h3", {}, "How it was decided"),
    make("dl", {}, ...rows),
    make("dl", { class: "meters" }, ...meters),
    why.length
      ? make("ul", { class: "why" }, ...why.map((reason) => make("li", {}, name(reason))))
      : null,
  );
}

/** Verdict, correction and note. The note is kept as it is typed. */
function judging(entry, on) {
  const verdict = entry.review?.verdict;
  const note = () => form.elements.note.value.trim();
  const give = (given) =>
    on.judge(entry, verdict === given ? withoutVerdict(note()) : { verdict: given, note: note() });
  const button = (given, label, key, action) =>
    make(
      "button",
      {
        type: "button",
        "data-verdict": given,
        "aria-pressed": String(verdict === given),
        onclick: action,
      },
      label,
      make("span", { class: "key", "aria-hidden": "true" }, key),
    );
  const correction = correctionOf(entry);
  const opener = button("corrected", "Correct…", "c", () => {
    correction.hidden = !correction.hidden;
    opener.setAttribute("aria-expanded", String(!correction.hidden));
    if (!correction.hidden) form.elements.speaker.focus();
  });
  opener.setAttribute("aria-expanded", "false");
  const form = make(
    "form",
    {
      class: "judging",
      "aria-label": "Your judgement",
      onsubmit: (event) => {
        event.preventDefault();
        on.judge(entry, { ...readCorrection(entry, form), note: note() });
      },
    },
    make(
      "div",
      { class: "verdicts" },
      entry.added ? null : button("accepted", "Accept", "a", () => give("accepted")),
      opener,
      button("rejected", entry.added ? "Remove" : "Not a quotation", "x", () => give("rejected")),
    ),
    correction,
    make("label", { for: "note" }, "Note"),
    make("textarea", {
      id: "note",
      name: "note",
      rows: "2",
      oninput: () =>
        on.judge(
          entry,
          entry.review?.verdict ? { ...entry.review, note: note() } : withoutVerdict(note()),
          true,
        ),
    }),
  );
  form.elements.note.value = entry.review?.note ?? "";
  return form;
}

function withoutVerdict(note) {
  return note ? { verdict: null, note } : null;
}

function correctionOf(entry) {
  const { record, article } = entry;
  const names = [
    ...new Set(article.entries.map((one) => speakerOf(one.record)).filter(Boolean)),
  ].sort();
  const speaker = make("input", {
    id: "speaker",
    name: "speaker",
    list: "names",
    autocomplete: "off",
    dir: "auto",
    placeholder: "not told",
  });
  speaker.value = speakerOf(record) ?? "";
  const kind = make(
    "select",
    { id: "new-kind", name: "kind" },
    ...KINDS.map((one) => make("option", {}, one)),
  );
  kind.value = KINDS.includes(record.kind) ? record.kind : "direct";
  return make(
    "div",
    { class: "correction", hidden: true },
    make("label", { for: "speaker" }, "Speaker"),
    speaker,
    make("datalist", { id: "names" }, ...names.map((one) => make("option", { value: one }))),
    make("p", { class: "about" }, "Leave it empty where the text does not tell."),
    make("label", { for: "new-kind" }, "Kind"),
    kind,
    make("button", { class: "strong" }, "Save the correction"),
  );
}

/** The review that the form makes: what is as the model said needs no correction. */
function readCorrection(entry, form) {
  const { original } = entry;
  const wanted = form.elements.speaker.value.trim();
  const changes = {};
  if (wanted !== (speakerOf(original) ?? ""))
    changes.speaker = wanted ? speakerCalled(wanted, entry.article) : null;
  if (KINDS.includes(form.elements.kind.value) && form.elements.kind.value !== original.kind)
    changes.kind = form.elements.kind.value;
  return {
    verdict: entry.added || Object.keys(changes).length ? "corrected" : "accepted",
    ...changes,
  };
}

/** The article's own speaker of that name, or a new one with an id that is still free. */
function speakerCalled(wanted, article) {
  const records = article.entries.flatMap((entry) => [entry.original, entry.record]);
  const known = records.find((record) => speakerOf(record) === wanted)?.speaker;
  if (known) return known;
  const taken = new Set(records.map((record) => record.speaker?.id));
  let number = 1;
  while (taken.has(`s-${number}`)) number += 1;
  return { name: wanted, type: "person", role: null, aliases: [], id: `s-${number}` };
}
