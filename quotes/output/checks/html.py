"""One HTML page, complete in itself: quotation and source side by side, changed words marked.

No script, nothing loaded from anywhere, and every text from article or source is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from html import escape
from typing import TextIO

from quotes.checking.failing import DEFAULT, fails, summary
from quotes.checking.result import Check
from quotes.checking.verdicts import Verdict
from quotes.output.checks.marking import Piece, agreement, article_side, place, shown, source_side
from quotes.output.reading import NOT_TOLD

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --good: #197a3e; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --good: #6fce92; --bad: #ff8a80; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; }
ul.counts { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; list-style: none; }
ul.counts li { border: 1px solid var(--line); border-radius: 1rem; padding: .1rem .8rem; }
article { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; overflow: hidden; }
header { background: var(--soft); padding: .5rem 1rem; }
.verdict { font-weight: 700; color: var(--good); }
.grave .verdict { color: var(--bad); }
.look .verdict { color: inherit; }
.around { opacity: .6; font-size: .9rem; }
.correction { margin: 0; padding: .5rem 1rem; border-top: 1px solid var(--line); }
.sides { display: grid; grid-template-columns: 1fr 1fr; }
.sides > div { padding: .7rem 1rem; overflow-wrap: anywhere; }
.sides > div + div { border-left: 1px solid var(--line); }
@media (max-width: 45rem) { .sides { grid-template-columns: 1fr; }
  .sides > div + div { border-left: 0; border-top: 1px solid var(--line); } }
blockquote { margin: 0 0 .4rem; white-space: pre-line; }
.about { font-size: .85rem; opacity: .75; margin: 0; }
mark { background: #ffd54f; color: #000; border-radius: .2rem; padding: 0 .15rem; }
dl.changes { display: grid; grid-template-columns: auto 1fr; gap: 0 1rem; margin: 0;
  padding: .5rem 1rem; border-top: 1px solid var(--line); font-size: .9rem; }
dt { opacity: .75; } dd { margin: 0; }
"""


def write(checks: Iterable[Check], stream: TextIO, fail_on: Collection[str] = DEFAULT) -> None:
    found = list(checks)
    stream.write(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>Quotations checked</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )
    stream.writelines(_summary(found, fail_on))
    for check in found:
        stream.writelines(_article(check, fails(check, fail_on)))
    stream.write("</body>\n</html>\n")


def _summary(checks: Sequence[Check], fail_on: Collection[str]) -> Iterator[str]:
    counts = Counter(check.verdict for check in checks)
    yield f"<h1>{escape(summary(checks, fail_on).partition(';')[0])}</h1>\n"
    yield '<ul class="counts">\n'
    for verdict in reversed(Verdict):
        if counts[verdict]:
            title = escape(f"The words in the article {verdict.meaning}")
            yield f'<li title="{title}">{verdict} {counts[verdict]}</li>\n'
    yield "</ul>\n"


def _article(check: Check, stops: bool) -> Iterator[str]:
    quote = check.quote
    state = "grave" if stops else "fine" if check.holds else "look"
    yield f'<article class="{state}" id="{escape(quote.id)}">\n'
    flags = "".join(f" · {escape(flag)}" for flag in check.flags)
    severity = f" · {check.severity}" if check.severity else ""
    yield (
        f'<header><span class="verdict">{check.verdict}{severity}</span>{flags}'
        f" · {check.confidence:.0%} sure</header>\n"
    )
    yield '<div class="sides">\n<div>\n'
    yield f"<blockquote>{_marked(article_side(check))}</blockquote>\n"
    who = quote.speaker.name if quote.speaker else NOT_TOLD
    yield f'<p class="about">{escape(who)} · {escape(quote.doc)}, {quote.start}-{quote.end}</p>\n'
    yield "</div>\n<div>\n"
    for passage in shown(check):
        words = _marked(source_side(check, passage))
        if passage == check.passage:
            words = f"{_aside(check.before)} {words} {_aside(check.after)}".strip()
        yield f"<blockquote>{words}</blockquote>\n"
        label = passage.speaker or NOT_TOLD
        yield f'<p class="about">{escape(label)} · {escape(place(passage))}</p>\n'
    if sources := agreement(check):
        yield f'<p class="about">{escape(sources)}</p>\n'
    if check.passage is None:
        yield "".join(f"<p>{escape(reason)}</p>\n" for reason in check.why)
    yield "</div>\n</div>\n"
    if check.correction:
        yield f'<p class="correction">As said: “{escape(check.correction)}”</p>\n'
    if check.passage and (check.changes or check.why):
        yield '<dl class="changes">\n'
        for change in check.changes:
            ours, theirs = change.article or "(nothing)", change.source or "(nothing)"
            yield f"<dt>{change.kind}</dt><dd>{escape(ours)} → {escape(theirs)}</dd>\n"
        for reason in check.why:
            yield f"<dt>why</dt><dd>{escape(reason)}</dd>\n"
        yield "</dl>\n"
    yield "</article>\n"


def _aside(words: str) -> str:
    """What stands around the passage, in small."""
    return f'<span class="around">{escape(words)}</span>' if words else ""


def _marked(pieces: Iterator[Piece]) -> str:
    return "".join(
        f"<mark>{escape(words)}</mark>" if changed else escape(words) for words, changed in pieces
    )
