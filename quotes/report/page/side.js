// The side list: what to look at first, what the search and filters find, and who speaks how much.

const FIRST = 6; // how many quotations the list shows when nothing is searched for
const STEP = 40; // how many when something is, and how many “Show more” adds

/** Shows `entries` (found by `filter`) and the speakers of `scope`. `on`: open, filter. */
function renderSide({ entries, scope, filter, several, limit, now }, on) {
  const filtered = isFiltered(filter);
  const listed = filtered ? entries : entries.filter(needsLook).sort(leastSureFirst);
  const heading = filtered ? "Found" : "Look at these first";
  document.getElementById("fold").textContent =
    `Search, speakers, and ${listed.length.toLocaleString("en")} ${filtered ? "found" : "to look at first"}`;
  document.getElementById("list-title").textContent =
    `${heading} (${listed.length.toLocaleString("en")})`;
  document.getElementById("list-about").textContent = filtered
    ? "In the order of the text."
    : "Flagged, or less than 70% sure; the least sure first.";
  const most = limit ?? (filtered ? STEP : FIRST);
  const items = listed
    .slice(0, most)
    .map((entry) => make("li", {}, itemOf(entry, several, entry === now, on)));
  if (!items.length)
    items.push(
      make(
        "li",
        { class: "none" },
        filtered ? "No quotation matches." : "Nothing left to look at.",
      ),
    );
  document.querySelector("#list ol").replaceChildren(...items);
  const more = document.getElementById("more");
  more.hidden = listed.length <= most;
  renderSpeakers(scope, filter, several, on);
}

function isFiltered(filter) {
  return Boolean(filter.speaker !== null || filter.kind || filter.state || filter.query);
}

function leastSureFirst(a, b) {
  return sureness(a.original) - sureness(b.original);
}

function itemOf(entry, several, isNow, on) {
  const { record } = entry;
  const speaker = speakerOf(record);
  const reasons = isJudged(entry)
    ? [entry.review.verdict]
    : [
        `${percent(sureness(record))} sure`,
        ...record.flags.map((flag) => flag.replaceAll("-", " ")),
      ];
  if (several) reasons.push(entry.article.title ?? entry.article.id);
  const item = make(
    "button",
    { type: "button", "aria-current": isNow ? "true" : null, onclick: () => on.open(entry) },
    name(speaker ?? NOT_TOLD, { class: "who" }),
    make("q", { dir: "auto" }, shortened(record.text)),
    name(reasons.join(" · "), { class: "reasons" }),
  );
  item.entry = entry;
  return item;
}

function renderSpeakers(scope, filter, oneHue, on) {
  const sums = countSpeakers(scope);
  const rows = sums.map((sum, rank) => {
    const chosen = filter.speaker === sum.key;
    const bar = make("span", { class: "bar", "aria-hidden": "true" });
    bar.style.setProperty("--share", sum.share);
    const button = make(
      "button",
      {
        type: "button",
        "aria-pressed": String(chosen),
        onclick: () => on.filter({ speaker: chosen ? null : sum.key }),
      },
      make(
        "span",
        { class: "who" },
        name(sum.name ?? NOT_TOLD),
        sum.role ? make("small", {}, " ", name(sum.role)) : null,
      ),
      make(
        "span",
        { class: "numbers" },
        counted(sum.quotations, "quotation"),
        ` · ${percent(sum.share)}`,
      ),
      bar,
    );
    if (sum.key && !oneHue) button.style.setProperty("--hue", HUES[rank % HUES.length]);
    else button.classList.add("nobody");
    return make("li", {}, button);
  });
  document.querySelector("#speakers ul").replaceChildren(...rows);
}

/** How an article begins under its headline, its first line told apart from what follows. */
function beginning({ text, title }) {
  const begun = text.slice(0, 2000).trim();
  const under = title && begun.startsWith(title) ? begun.slice(title.length).trim() : begun;
  const [first, ...rest] = under.split(/\s*\n\s*/);
  return shortened(rest.length ? `${first} · ${rest.join(" ")}` : first, 160);
}

/** The index of several articles. */
function renderIndex(title, articles) {
  const items = articles.map((article) => {
    const { entries } = article;
    const numbers = [
      counted(entries.length, "quotation"),
      `${entries.filter(needsLook).length} to look at`,
      `${entries.filter(isJudged).length} judged`,
    ];
    return make(
      "li",
      {},
      make("a", { href: `#${article.number + 1}` }, name(article.title ?? article.id)),
      article.title ? make("p", { class: "about" }, name(article.id)) : null,
      make("p", { class: "beginning", dir: "auto" }, beginning(article)),
      make("p", { class: "about" }, numbers.join(" · ")),
    );
  });
  return make("section", { class: "index" }, make("h1", {}, title), make("ol", {}, ...items));
}
