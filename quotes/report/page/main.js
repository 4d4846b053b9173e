// What the page shows now, and what a click or key does to it.

const find = (id) => document.getElementById(id);
const data = JSON.parse(find("data").textContent);
const articles = openArticles(data);
const panel = find("details");

const view = {
  article: null, // the one on show; null for the index of several
  sheet: null, // its text, with the lines over it
  now: null, // the entry that was chosen
  shown: null, // the entry in the panel: that one, or what the pointer is over
  last: null, // the entry that was chosen before the panel was closed
  filter: { speaker: null, kind: "", state: "", query: "" },
  limit: null, // how many the list shows; null for its own choice
  singleKeys: readStored("settings").singleKeys ?? true,
  saved: true, // whether all work is kept by this browser or exported
};

const inPanel = { judge: judged, go: step, close, jump };

function everything() {
  return articles.flatMap((article) => article.entries);
}

function show(article) {
  close();
  view.article = article;
  view.last = null;
  view.filter = { ...view.filter, speaker: null };
  view.limit = null;
  document.documentElement.classList.toggle("reading", Boolean(article));
  lay();
  scrollTo(0, 0);
}

/** Puts the article on show anew: its quotations are others now. */
function lay() {
  const { article } = view;
  view.sheet = article && renderArticle(article, { select: choose, preview });
  if (article) find("main").replaceChildren(...articlePage(article));
  refresh();
}

function articlePage(article) {
  const around = articles.length > 1 ? [neighbours(article)] : [];
  return [
    ...around,
    make(
      "h1",
      { class: "file" },
      name(article.title ?? article.id),
      article.title ? make("small", {}, " · ", name(article.id)) : null,
    ),
    // What only the page of an archive has: check.js of `quotes.serve`.
    archive ? checking() : null,
    view.sheet,
    renderNotes(article),
  ].filter(Boolean);
}

function neighbours(article) {
  const link = (other, label) =>
    other ? make("a", { href: `#${other.number + 1}` }, label) : null;
  return make(
    "nav",
    { class: "neighbours", "aria-label": "Articles" },
    make("a", { href: "#" }, "All articles"),
    link(articles[article.number - 1], "‹ Before"),
    link(articles[article.number + 1], "Next ›"),
  );
}

/** Brings all but the open panel up to date with filter and reviews. */
function refresh() {
  const { article, filter, limit, now } = view;
  const all = everything();
  const scope = article ? article.entries : all;
  // A search goes through all articles; speakers and kinds are those of the article on show.
  const searched = filter.query ? all : scope;
  const entries = searched.filter((entry) => matches(entry, filter));
  const several = searched === all && articles.length > 1;
  renderSide({ entries, scope, filter, several, limit, now }, { open, filter: setFilter });
  if (!article) find("main").replaceChildren(renderIndex(data.title, articles));
  else document.querySelector(".notes").replaceWith(renderNotes(article));
  for (const entry of article?.entries ?? []) dress(entry, matches(entry, filter));
  find("progress").textContent =
    `${counted(all.length, "quotation")}, ${all.filter(needsLook).length} to look at, ${all.filter(isJudged).length} judged`;
}

function setFilter(change) {
  const pressed = document.activeElement?.closest("#speakers button");
  const before = pressed?.getBoundingClientRect().top;
  const row = [...document.querySelectorAll("#speakers button")].indexOf(pressed);
  Object.assign(view.filter, change);
  view.limit = null;
  refresh();
  const again = document.querySelectorAll("#speakers button")[row];
  if (!pressed || !again) return;
  again.focus({ preventScroll: true });
  // The list above has changed its length: what was pressed stays under the pointer.
  find("side").scrollTop += again.getBoundingClientRect().top - before;
}

// ---- one quotation

/** Makes an entry of the article on show the chosen one. */
function choose(entry) {
  if (view.now === entry && view.shown === entry && !panel.hidden) return;
  view.now = view.shown = entry;
  showDetails(entry);
  point(view.sheet, entry);
  markNow();
  remember(entry);
}

/** Shows what the pointer is over, unless the reviewer is at work in the panel. */
function preview(entry) {
  const shown = entry ?? view.now;
  if (shown === view.shown) return;
  if (panel.contains(document.activeElement) || panel.querySelector(".correction:not([hidden])"))
    return;
  if (matchMedia("(min-width: 70.01rem)").matches) showDetails(shown);
  view.shown = shown;
  point(view.sheet, shown);
}

function showDetails(entry) {
  if (entry) renderDetails(panel, entry, inPanel);
  panel.hidden = !entry;
  document.documentElement.classList.toggle("with-details", Boolean(entry));
}

function open(entry) {
  if (view.article !== entry.article) {
    const { filter } = view;
    show(entry.article);
    view.filter = filter;
    refresh();
  }
  choose(entry);
  entry.pin.focus({ preventScroll: true });
  entry.pin.scrollIntoView({ block: "center" });
  point(view.sheet, entry);
}

function close() {
  const hadFocus = panel.contains(document.activeElement);
  const { now } = view;
  if (now) view.last = now;
  view.now = view.shown = null;
  showDetails(null);
  if (view.sheet) point(view.sheet, null);
  if (hadFocus) now?.pin.focus({ preventScroll: true });
  if (hadFocus && now) close(); // the focus had chosen it again
  markNow();
}

function markNow() {
  for (const item of document.querySelectorAll("#list ol button")) {
    if (item.entry === view.now) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
}

function jump(element) {
  element?.scrollIntoView({ block: "center" });
  point(view.sheet, view.now);
}

/** To the next entry that `wanted` takes, forward or back (by 1 or -1), over all articles. */
function step(by, wanted = (entry) => matches(entry, view.filter)) {
  const entries = by > 0 ? everything() : everything().reverse();
  const here = entries.indexOf(view.now ?? view.last);
  const home = entries.findIndex((entry) => entry.article === view.article);
  const next = entries.slice(here >= 0 ? here + 1 : Math.max(home, 0)).find(wanted);
  if (next) open(next);
  else announce(by > 0 ? "No further quotation." : "No quotation before this one.");
}

function judged(entry, review, typing = false) {
  const atWork = panel.contains(document.activeElement);
  saved(judge(entry, review));
  if (entry.added && !entry.review) {
    close();
    lay();
    announce("The quotation is removed.");
    return;
  }
  refresh();
  if (typing) return;
  renderDetails(panel, entry, inPanel);
  point(view.sheet, entry);
  if (atWork) panel.querySelector(`[data-verdict="${review?.verdict ?? "corrected"}"]`)?.focus();
  announce(
    review?.verdict ? `Quotation ${entry.number} ${review.verdict}.` : "Judgement taken back.",
  );
}

function saved(kept) {
  if (kept) return;
  view.saved = false;
  find("notice").textContent =
    archive
      ? "The archive has not taken this. Is `quotes serve` still running? Export before you close it."
      : "This browser keeps no work for this page. Export before you close it.";
  find("notice").hidden = false;
}

function announce(text) {
  find("announce").textContent = text;
}

// ---- what the model missed

const adding = find("add");

/** Offers to add what is selected in the text. */
document.addEventListener("selectionchange", () => {
  const selected = view.article && selectedIn(find("text"));
  adding.hidden = !selected;
  if (!selected) return;
  const box = [...selected.range.getClientRects()].at(-1);
  const { width } = document.documentElement.getBoundingClientRect();
  adding.style.top = `${box.bottom + scrollY + 6}px`;
  adding.style.left = `${Math.max(8, Math.min(box.right, width - 180))}px`;
});

async function addSelected() {
  const { article } = view;
  const selected = article && selectedIn(find("text"));
  if (!selected) return;
  const { start, end, text, kind } = withoutMarks(article, selected);
  const entry = await addEntry(article, start, end, text, kind);
  if (!entry.record) saved(judge(entry, { verdict: "corrected", note: "" }));
  getSelection().removeAllRanges();
  lay();
  open(entry);
  press("corrected");
}

/** Marks around the selection, inside it or outside, make it direct; they are no part of it. */
function withoutMarks(article, { start, end, text }) {
  const marked = /^[“"„«‘']\s*([^]+?)\s*[”"“»’']$/u.exec(text);
  if (marked) {
    const lead = Array.from(text.slice(0, text.indexOf(marked[1], 1))).length;
    const length = Array.from(marked[1]).length;
    return { start: start + lead, end: start + lead + length, text: marked[1], kind: "direct" };
  }
  const around = article.text.charAt(article.at(start) - 1) + article.text.charAt(article.at(end));
  return { start, end, text, kind: /^[“"„«‘'].?[”"“»’']$/u.test(around) ? "direct" : "indirect" };
}

adding.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
adding.addEventListener("click", addSelected);

// ---- the address: #2 is the second article, #2.5 its fifth quotation

function remember(entry) {
  try {
    history.replaceState(null, "", `#${entry.article.number + 1}.${entry.number}`);
  } catch {
    // some browsers forbid it for files; the page works without
  }
}

function follow() {
  const [article, entry] = location.hash
    .slice(1)
    .split(".")
    .map((part) => Number(part) - 1);
  const wanted = articles[article] ?? (articles.length === 1 ? articles[0] : null);
  if (wanted !== view.article || !wanted) show(wanted);
  if (wanted?.entries[entry]) open(wanted.entries[entry]);
}

// ---- keys

const SINGLE = {
  j: () => step(1),
  k: () => step(-1),
  n: () => step(1, needsLook),
  a: () => press("accepted"),
  c: () => press("corrected"),
  x: () => press("rejected"),
  m: addSelected,
  "/": () => find("search").focus(),
  "?": () => find("keys").showModal(),
};

function press(verdict) {
  panel.querySelector(`[data-verdict="${verdict}"]`)?.click();
}

function escape(typing) {
  if (typing && !panel.contains(typing)) typing.blur();
  else if (panel.contains(document.activeElement)) view.now?.pin.focus();
  else close();
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || find("keys").open) return;
  const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select");
  const onPin = event.target.closest?.(".pin");
  if (event.key === "Escape") escape(typing);
  else if (typing) return;
  else if (event.key === "ArrowRight" || (onPin && event.key === "ArrowDown")) step(1);
  else if (event.key === "ArrowLeft" || (onPin && event.key === "ArrowUp")) step(-1);
  else if (onPin && event.key === "Enter") find("details-title")?.focus();
  else if (view.singleKeys && Object.hasOwn(SINGLE, event.key)) SINGLE[event.key]();
  else return;
  event.preventDefault();
});

// ---- the controls

find("search").addEventListener("input", (event) => setFilter({ query: event.target.value }));
find("kind").addEventListener("change", (event) => setFilter({ kind: event.target.value }));
find("state").addEventListener("change", (event) => setFilter({ state: event.target.value }));
find("more").addEventListener("click", () => {
  const shown = document.querySelectorAll("#list ol button").length;
  view.limit = shown + STEP;
  refresh();
  document.querySelectorAll("#list ol button")[shown]?.focus();
});
find("help").addEventListener("click", () => find("keys").showModal());
find("single-keys").checked = view.singleKeys;
find("single-keys").addEventListener("change", (event) => {
  view.singleKeys = event.target.checked;
  keep("settings", { singleKeys: view.singleKeys });
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address belongs to the articles
  find("main").focus();
});
find("export").addEventListener("click", () => {
  const [which, format] = find("what").value.split(" ");
  const records = chosen(articles, which === "judged");
  const { type, write } = FORMATS[format];
  const url = URL.createObjectURL(new Blob([write(records)], { type }));
  make("a", { href: url, download: `corrected.${format}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  if (format === "jsonl") view.saved = true; // a table cannot be read again
  announce(`${counted(records.length, "record")} exported.`);
});

addEventListener("hashchange", follow);
addEventListener("resize", () => view.sheet && drawLines(view.sheet, view.shown));
addEventListener("beforeunload", (event) => {
  if (!view.saved) event.preventDefault();
});

if (matchMedia("(max-width: 50rem)").matches) find("tools").open = false;
follow();
