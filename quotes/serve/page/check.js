// On an article's page of an archive: its quotations checked against transcripts that are dropped.

const against = []; // the files
let section = null; // made once: the article is laid anew when a quotation is added
let asked = 0; // an answer that was overtaken is thrown away

/** The section in which it is checked. */
function checking() {
  section ??= make(
    "details",
    { class: "checking", open: location.hash === "#check" },
    make("summary", {}, "Check against transcripts"),
    make(
      "p",
      { class: "about" },
      "Drop transcripts, captions or statements anywhere on this page, or choose them. They are read and forgotten.",
    ),
    make(
      "div",
      { class: "field" },
      make("label", { for: "transcripts" }, "Transcripts"),
      make("input", {
        type: "file",
        id: "transcripts",
        multiple: true,
        onchange: (event) => take(event.target.files),
      }),
    ),
    make("ul", { id: "against", "aria-label": "To check against" }),
    make(
      "p",
      { class: "buttons" },
      make(
        "button",
        { type: "button", class: "strong", id: "check-these", hidden: true, onclick: checkThese },
        "Check against these",
      ),
    ),
    make("div", { id: "checked", role: "status" }),
    make("ol", { id: "checks" }),
  );
  return section;
}

function take(files) {
  against.push(...files);
  section.open = true;
  renderAgainst();
  find("check-these").focus();
}

function renderAgainst() {
  const items = against.map((file, index) =>
    make(
      "li",
      {},
      name(file.name),
      " ",
      make(
        "button",
        {
          type: "button",
          class: "plain",
          "aria-label": `Leave out ${file.name}`,
          onclick: () => {
            against.splice(index, 1);
            renderAgainst();
            find(against.length ? "check-these" : "transcripts").focus();
          },
        },
        "×",
      ),
    ),
  );
  find("against").replaceChildren(...items);
  find("check-these").hidden = !against.length;
}

async function checkThese() {
  const number = ++asked;
  find("checked").textContent = "Checking …";
  find("checks").replaceChildren();
  const answer = await sendFiles();
  if (number !== asked) return;
  const problems = answer.problem ? [answer.problem] : answer.problems;
  find("checked").replaceChildren(
    ...problems.map((problem) => make("p", { class: "warn" }, name(problem))),
    ...(answer.summary ? [make("p", { class: "summary" }, answer.summary)] : []),
  );
  find("checks").replaceChildren(...(answer.checks ?? []).map(checkItem));
}

/** What the archive says; a problem where it says nothing. */
async function sendFiles() {
  try {
    const files = await Promise.all(
      against.map(async (file) => ({ name: file.name, data: await inBase64(file) })),
    );
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ files });
    return await (await fetch(archive.checks, { method: "POST", headers, body })).json();
  } catch {
    return { problem: "No answer. Is `quotes serve` still running, and are the files still there?" };
  }
}

/** The bytes of a file in base 64. */
function inBase64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = failed;
    reader.readAsDataURL(file);
  });
}

function checkItem(check) {
  const entry = view.article.entries.find((one) => one.place === check.place);
  const verdict = [check.verdict, check.severity, ...check.flags].filter(Boolean).join(" · ");
  const where = entry
    ? make("button", { type: "button", onclick: () => open(entry) }, `Quotation ${entry.number}`)
    : null;
  return make(
    "li",
    { class: check.state },
    make(
      "p",
      { class: "verdict" },
      name(verdict),
      make("small", {}, ` ${percent(check.confidence)} sure `),
      where,
    ),
    side("In the article", check.speaker, pieces(check.words)),
    ...check.passages.map((passage) =>
      side(
        passage.place,
        passage.speaker,
        [aside(passage.before), " ", ...pieces(passage.words), " ", aside(passage.after)],
      ),
    ),
    check.agreement ? make("p", { class: "about" }, name(check.agreement)) : null,
    check.correction ? make("p", {}, "As said: ", make("q", { dir: "auto" }, check.correction)) : null,
    check.why.length
      ? make("ul", { class: "why" }, ...check.why.map((reason) => make("li", {}, name(reason))))
      : null,
  );
}

/** Who says the words, and where. */
function side(place, speaker, words) {
  return make(
    "div",
    { class: "side" },
    make("p", { class: "about" }, name(speaker ?? "speaker not told"), " · ", name(place)),
    make("p", { class: "words", dir: "auto" }, ...words),
  );
}

function pieces(words) {
  return words.map(([text, changed]) => (changed ? make("strong", {}, text) : text));
}

/** What stands around the passage, in small. */
function aside(words) {
  return words ? make("small", {}, words) : "";
}

onDrop(take);
