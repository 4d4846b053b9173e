// The search page: what is asked stands in the address, so that it can be kept and gone back to.

const find = (id) => document.getElementById(id);
const form = find("form");
const FIELDS = [
  ..."words forms speaker since until outlet verb kind min_confidence".split(" "),
];
const HEADINGS = { speaker: "Speakers", outlet: "Outlets", verb: "Verbs", kind: "Kinds" };
let latest = 0; // an answer that was overtaken is thrown away
let shown = 0;

/** What the form says, without what is empty. */
function asked() {
  const entries = [...new FormData(form)].filter(([key, value]) => FIELDS.includes(key) && value);
  return new URLSearchParams(entries);
}

function say(text) {
  find("announce").textContent = text;
}

function warn(text) {
  find("notice").textContent = text ?? "";
  find("notice").hidden = !text;
}

/** Asks the archive; null where it has no answer, which is told. */
async function ask(address, options) {
  try {
    const answer = await fetch(address, options);
    const told = await answer.json();
    warn(told?.problem);
    return told?.problem ? null : told;
  } catch {
    warn("No answer. Is `quotes serve` still running?");
    return null;
  }
}

/** Asks anew; `remember` puts it into the address. */
async function search(remember = true) {
  const query = asked();
  if (remember) history.pushState(null, "", query.size ? `/?${query}` : "/");
  const number = ++latest;
  const answer = await ask(`/search?${query}`);
  if (!answer || number !== latest) return;
  shown = answer.hits.length;
  find("found").replaceChildren(...answer.hits.map(item));
  find("more").hidden = shown >= answer.total;
  const heading = query.size ? counted(answer.total, "quotation") : "The newest quotations";
  find("heading").textContent = heading;
  find("progress").textContent = `${counted(answer.total, "quotation")}`;
  renderCounts(answer.counts ?? {}, query);
  renderMonths(answer.counts?.month ?? [], query);
  say(`${counted(answer.total, "quotation")} found.`);
}

async function more() {
  const query = asked();
  query.set("from", shown);
  const number = latest;
  const answer = await ask(`/search?${query}`);
  if (!answer || number !== latest) return;
  const items = answer.hits.map(item);
  find("found").append(...items);
  shown += items.length;
  find("more").hidden = shown >= answer.total;
  items[0]?.querySelector("a, button")?.focus();
}

/** Sets fields of the form and searches; a value that is there already is taken away. */
function set(changes) {
  for (const [field, value] of Object.entries(changes)) find(field).value = value;
  search();
}

// ---- what was found

function item(hit) {
  return make(
    "li",
    { "data-record": hit.id },
    who(hit),
    make("q", { dir: "auto" }, ...marked(hit)),
    where(hit),
  );
}

function who(hit) {
  const label = hit.speaker ?? "speaker not told";
  const named = hit.person
    ? make(
        "button",
        {
          type: "button",
          title: `Everything of ${hit.name}`,
          onclick: () => set({ speaker: hit.person, words: "" }),
        },
        name(label),
      )
    : name(label);
  const about = [hit.role, hit.cue].filter(Boolean).join(" · ");
  return make("p", { class: "who" }, named, about ? make("small", {}, " ", name(about)) : null);
}

/** The words with those that were searched for marked; places count code points. */
function marked(hit) {
  const at = indexer(hit.text);
  const pieces = [];
  let last = 0;
  for (const [start, end] of hit.marks) {
    pieces.push(hit.text.slice(last, at(start)), make("mark", {}, hit.text.slice(at(start), at(end))));
    last = at(end);
  }
  return [...pieces, hit.text.slice(last)];
}

function where(hit) {
  const told = [hit.date, hit.outlet, hit.kind].filter(Boolean).join(" · ");
  const elsewhere = make(
    "button",
    { type: "button", "aria-expanded": "false", onclick: (event) => toggle(event.currentTarget, hit) },
    "Said elsewhere",
  );
  return make(
    "div",
    { class: "where" },
    name(told),
    " · ",
    articleOf(hit),
    " ",
    elsewhere,
  );
}

/** The way to where it stands in its article. */
function articleOf(hit) {
  const address = `/documents/${hit.document}#1.${hit.number + 1}`;
  return make("a", { href: address }, name(hit.title ?? hit.doc));
}

/** Shows or hides where the same words stand as well. */
async function toggle(button, hit) {
  const open = button.getAttribute("aria-expanded") === "true";
  const row = button.closest("li");
  row.querySelector(".elsewhere")?.remove();
  button.setAttribute("aria-expanded", String(!open));
  if (open) return;
  const answer = await ask(`/search?${new URLSearchParams({ like: hit.id })}`);
  if (!answer) return;
  const items = answer.hits.map((one) =>
    make(
      "li",
      {},
      make("q", { dir: "auto" }, one.text),
      one.changes.length
        ? make("p", { class: "changes" }, name(one.changes.join("; ")))
        : make("p", { class: "about" }, "the same words"),
      make(
        "p",
        { class: "where" },
        name([one.speaker ?? "speaker not told", one.date, one.outlet].filter(Boolean).join(" · ")),
        " · ",
        articleOf(one),
      ),
    ),
  );
  row.append(
    items.length
      ? make("ul", { class: "elsewhere" }, ...items)
      : make("p", { class: "elsewhere about" }, "Nowhere else in this archive."),
  );
  say(`${counted(items.length, "place")} with the same or nearly the same words.`);
}

// ---- counts

function renderCounts(counts, query) {
  const groups = Object.entries(HEADINGS)
    .filter(([field]) => counts[field]?.length)
    .map(([field, heading]) =>
      make(
        "section",
        { "aria-label": heading },
        make("h2", {}, heading),
        make("ul", {}, ...counts[field].map(([value, number]) => choice(field, value, number, query))),
      ),
    );
  find("counts").replaceChildren(...groups);
}

function choice(field, value, number, query) {
  // A speaker comes as “p-12 Jane Smith”.
  const [chosen, label] =
    field === "speaker" ? [value.split(" ", 1)[0], value.slice(value.indexOf(" ") + 1)] : [value, value];
  const on = query.get(field) === chosen;
  return make(
    "li",
    {},
    make(
      "button",
      { type: "button", "aria-pressed": String(on), onclick: () => set({ [field]: on ? "" : chosen }) },
      name(label),
      make("span", { class: "number" }, number.toLocaleString("en")),
    ),
  );
}

/** A bar a month, for one who looks; a button with its number, for one who listens. */
function renderMonths(months, query) {
  find("months").hidden = months.length < 2;
  const most = Math.max(...months.map(([, number]) => number));
  const bars = months.map(([month, number], index) => {
    const on = query.get("since") === month && query.get("until") === month;
    const column = make("span", { class: "column", "aria-hidden": "true" });
    column.style.setProperty("--share", number / most);
    const year = index === 0 || months[index - 1][0].slice(0, 4) !== month.slice(0, 4);
    return make(
      "li",
      {},
      make(
        "button",
        {
          type: "button",
          "aria-pressed": String(on),
          "aria-label": `${month}: ${counted(number, "quotation")}`,
          title: `${month}: ${number}`,
          onclick: () => set(on ? { since: "", until: "" } : { since: month, until: month }),
        },
        column,
        make("span", { "aria-hidden": "true" }, year ? month.slice(0, 4) : month.slice(5)),
      ),
    );
  });
  find("months").querySelector("ol").replaceChildren(...bars);
}

// ---- adding

async function add(fileName, body) {
  find("added").textContent = `Reading ${fileName} …`;
  const headers = { "x-name": encodeURIComponent(fileName) };
  const answer = await ask("/documents", { method: "POST", headers, body });
  if (!answer) {
    find("added").textContent = "";
    return;
  }
  const told = answer.problems.map((problem) => make("p", {}, name(problem)));
  for (const number of answer.documents)
    told.push(
      make(
        "p",
        {},
        make("a", { href: `/documents/${number}` }, name(fileName)),
        `: ${counted(answer.quotations, "new quotation")} · `,
        make("a", { href: `/documents/${number}#check` }, "check it against transcripts"),
      ),
    );
  find("added").replaceChildren(...told);
  await search(false);
}

async function addFiles(files) {
  for (const file of files) await add(file.name, file);
}

find("file").addEventListener("change", (event) => addFiles(event.target.files));
find("paste").addEventListener("click", () => {
  const text = find("pasted").value;
  if (text.trim()) add(`${find("pasted-name").value.trim() || "pasted"}.txt`, text);
});
onDrop(addFiles);

// ---- the form, the keys, the address

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
form.addEventListener("change", (event) => {
  if (event.target.closest("select, [type=checkbox]")) search();
});
find("clear").addEventListener("click", () => {
  fill(new URLSearchParams());
  search();
});
find("more").addEventListener("click", more);
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key !== "/") return;
  event.preventDefault();
  find("words").focus();
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  find("main").focus();
});

function fill(query) {
  for (const field of FIELDS)
    if (field === "forms") find(field).checked = query.get(field) === "1";
    else find(field).value = query.get(field) ?? "";
}

addEventListener("popstate", () => {
  fill(new URLSearchParams(location.search));
  search(false);
});
if (matchMedia("(max-width: 50rem)").matches) find("tools").open = false;
fill(new URLSearchParams(location.search));
search(false);
