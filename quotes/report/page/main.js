// What the page shows now, and what a click or key does to it.

const find = (id) => document.getElementById(id);
// The articles, as JSON that the browser never runs.
const data = JSON.parse(find("data").textContent);
const articles = openArticles(data);
const everything = articles.flatMap((article) => article.entries);
const panel = find("details");

const view = {
  article: null, // the one on show; null for the index of several
  sheet: null,
  now: null, // the entry that was chosen
  shown: null, // the entry in the panel: that one, or what the pointer is over
  filter: { speaker: null, kind: "", state: "", query: "" },
  limit: STEP,
  singleKeys: readStored("settings").singleKeys ?? true,
  saved: true, // whether all work is kept by this browser or exported
};

const inPanel = { judge: judged, go: step, close, jump };

function show(article) {
  close();
  view.article = article;
  view.filter = { ...view.filter, speaker: null };
  view.limit = STEP;
  view.sheet = article && renderArticle(article, { select: (entry) => choose(entry), preview });
  if (article) find("main").replaceChildren(...articlePage(article));
  document.body.classList.toggle("reading", Boolean(article));
  refresh();
  scrollTo(0, 0);
}

function articlePage(article) {
  const around = articles.length > 1 ? [neighbours(article)] : [];
  return [...around, make("h1", { class: "file" }, name(article.id)), view.sheet, renderNotes(article)];
}

function neighbours(article) {
  const link = (other, label) => (other ? make("a", { href: `#${other.number + 1}` }, label) : null);
  return make("nav", { class: "neighbours", "aria-label": "Articles" },
    make("a", { href: "#" }, "All articles"),
    link(articles[article.number - 1], "‹ Before"),
    link(articles[article.number + 1], "Next ›"));
}

/** Brings all but the open panel up to date with filter and reviews. */
function refresh() {
  const scope = view.article ? view.article.entries : everything;
  // A search goes through all articles; speakers and kinds are those of the article on show.
  const searched = view.filter.query ? everything : scope;
  const entries = searched.filter((entry) => matches(entry, view.filter));
  renderSide({ entries, scope, filter: view.filter, several: searched === everything && articles.length > 1, limit: view.limit, now: view.now },
    { open, filter: setFilter });
  for (const entry of view.article?.entries ?? []) dress(entry, matches(entry, view.filter));
  if (!view.article) find("main").replaceChildren(renderIndex(data.title, articles));
  const judgedNow = everything.filter(isJudged).length;
  const left = everything.filter(needsLook).length;
  find("progress").textContent = `${counted(everything.length, "quotation")}, ${left} to look at, ${judgedNow} judged`;
}

function setFilter(change) {
  Object.assign(view.filter, change);
  view.limit = STEP;
  const focused = document.activeElement?.closest("#speakers button") ? view.filter.speaker : undefined;
  refresh();
  if (focused !== undefined)
    (document.querySelector("#speakers [aria-pressed=true]") ?? document.querySelector("#speakers button"))?.focus();
}

// ---- one quotation

/** Makes an entry the chosen one; its article must be on show. */
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
  if (panel.contains(document.activeElement) || panel.querySelector(".correction:not([hidden])")) return;
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
  find("announce").textContent = "";
}

function close() {
  const { now } = view;
  const hadFocus = panel.contains(document.activeElement);
  view.now = view.shown = null;
  showDetails(null);
  if (view.sheet) point(view.sheet, null);
  if (hadFocus) now?.pin.focus();
  markNow();
}

function markNow() {
  for (const item of document.querySelectorAll("#list ol button"))
    if (item.entry === view.now) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
}

function jump(element) {
  element?.scrollIntoView({ block: "center" });
  point(view.sheet, view.now);
}

/** To the quotation that is `by` places further among those that `wanted` takes, over all articles. */
function step(by, wanted = (entry) => matches(entry, view.filter)) {
  const entries = by > 0 ? everything : [...everything].reverse();
  const home = entries.findIndex((entry) => entry.article === view.article);
  const from = view.now ? entries.indexOf(view.now) + 1 : Math.max(home, 0);
  const next = entries.slice(from).find(wanted);
  if (next) open(next);
  else find("announce").textContent = by > 0 ? "No further quotation." : "No quotation before this one.";
}

function judged(entry, review, typing = false) {
  const kept = judge(entry, review);
  if (!kept) {
    view.saved = false;
    notice("This browser keeps no work for this page. Export before you close it.");
  }
  refresh();
  if (typing) return;
  renderDetails(panel, entry, inPanel);
  panel.querySelector(`[data-verdict="${review?.verdict ?? "accepted"}"]`)?.focus();
  point(view.sheet, entry);
  find("announce").textContent = review?.verdict ? `Quotation ${entry.number} ${review.verdict}.` : "Judgement taken back.";
}

function notice(text) {
  find("notice").textContent = text;
  find("notice").hidden = false;
}

// ---- the address: #2 is the second article, #2.5 its fifth quotation

function remember(entry) {
  try {
    history.replaceState(null, "", `#${entry.article.number + 1}.${entry.number}`);
  } catch {
    // some browsers forbid it for files; the page works without
  }
}

function follow() {
  const [article, entry] = location.hash.slice(1).split(".").map((part) => Number(part) - 1);
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
  "/": () => find("search").focus(),
  "?": () => find("keys").showModal(),
};

function press(verdict) {
  panel.querySelector(`[data-verdict="${verdict}"]`)?.click();
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || find("keys").open) return;
  const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select");
  const onPin = event.target.closest?.(".pin");
  if (event.key === "Escape") {
    if (typing && panel.contains(typing)) view.now?.pin.focus();
    else if (typing) typing.blur();
    else close();
  } else if (typing) return;
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
  view.limit += STEP;
  refresh();
});
find("help").addEventListener("click", () => find("keys").showModal());
find("single-keys").checked = view.singleKeys;
find("single-keys").addEventListener("change", (event) => {
  view.singleKeys = event.target.checked;
  keep("settings", { singleKeys: view.singleKeys });
});
find("home").addEventListener("click", () => articles.length === 1 && scrollTo(0, 0));
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address belongs to the articles
  find("main").focus();
});
find("export").addEventListener("click", () => {
  const url = URL.createObjectURL(new Blob([exported(articles)], { type: "application/jsonl" }));
  make("a", { href: url, download: "corrected.jsonl" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  view.saved = true;
  find("announce").textContent = `${counted(everything.length, "record")} exported.`;
});

addEventListener("hashchange", follow);
addEventListener("resize", () => view.sheet && drawLines(view.sheet, view.now));
addEventListener("beforeunload", (event) => {
  if (!view.saved) event.preventDefault();
});

if (matchMedia("(max-width: 50rem)").matches) find("tools").open = false;
follow();
