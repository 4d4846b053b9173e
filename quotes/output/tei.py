"""TEI P5: a ``teiCorpus`` with a ``TEI`` for each document.

The text stands in one ``ab``, complete and in its order, so that offsets into that element's text
are the records' offsets. A part of a quotation is a ``said`` (``direct`` true or false, ``who`` a
speaker of the document's ``listPerson`` or ``listOrg``), the quoted words in a mixed one a
``quote``, what is nobody's speech a ``q``. Cue, source and the mentions that lead to the name are
``seg`` and ``rs``; they point to their quotation (``corresp``) and speaker (``ref``). Parts, and
the pieces of what other elements cut, are linked by ``next`` and ``prev``. XML has no control
characters; U+FFFD stands for each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from quotes.output import Named, Results
from quotes.output.nesting import Close, Element, Open, nested
from quotes.records import Quote, Speaker

NAMESPACE = "http://www.tei-c.org/ns/1.0"

# All that XML 1.0 has no way to write, not even as a reference.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What a parser would make a line feed, were it not written as a reference.
_RETURN = {"\r": "&#13;"}


def write(results: Results, stream: TextIO, *, why: bool = False) -> None:
    """With ``why`` a note below the text tells how each was decided."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(f'<teiCorpus xmlns="{NAMESPACE}">\n')
    stream.write(_header("Quotations and their speakers", "Found by the program quotes."))
    for number, (document, quotes) in enumerate(results, 1):
        stream.write(_text(f"d{number}", document, quotes, why))
        stream.flush()
    stream.write("</teiCorpus>\n")


def _header(title: str, source: str, profile: str = "") -> str:
    return (
        "<teiHeader><fileDesc>\n"
        f"<titleStmt><title>{_escaped(title)}</title></titleStmt>\n"
        "<publicationStmt><p>Not published.</p></publicationStmt>\n"
        f"<sourceDesc><p>{_escaped(source)}</p></sourceDesc>\n"
        f"</fileDesc>{profile}</teiHeader>\n"
    )


def _text(prefix: str, document: Named, quotes: Sequence[Quote], why: bool) -> str:
    header = _header(document.id, document.id, _speakers(prefix, quotes))
    notes = _notes(prefix, quotes) if why else ""
    return (
        f"<TEI>\n{header}<text><body>\n"
        f'<ab xml:space="preserve">{_marked_up(prefix, document.text, quotes)}</ab>\n'
        f"{notes}</body></text>\n</TEI>\n"
    )


def _speakers(prefix: str, quotes: Sequence[Quote]) -> str:
    """``profileDesc`` with everybody who is quoted, persons and others apart."""
    speakers = {quote.speaker.id: quote.speaker for quote in quotes if quote.speaker}
    bodies = [one for one in speakers.values() if one.type == "organisation"]
    others = [one for one in speakers.values() if one.type != "organisation"]
    lists = ""
    if others:
        lists += f"<listPerson>\n{''.join(_person(prefix, one) for one in others)}</listPerson>\n"
    if bodies:
        lists += f"<listOrg>\n{''.join(_org(prefix, one) for one in bodies)}</listOrg>\n"
    return f"\n<profileDesc><particDesc>\n{lists}</particDesc></profileDesc>\n" if lists else ""


def _person(prefix: str, speaker: Speaker) -> str:
    names = _element("persName", speaker.name)
    names += "".join(_element("persName", alias, type="alias") for alias in speaker.aliases)
    role = _element("occupation", speaker.role) if speaker.role else ""
    tag = "personGrp" if speaker.type == "group" else "person"
    attributes = {"xml:id": f"{prefix}.{_name(speaker.id)}"}
    if speaker.type != "person":
        attributes["role"] = speaker.type
    return f"{_start(tag, attributes)}{names}{role}</{tag}>\n"


def _org(prefix: str, speaker: Speaker) -> str:
    names = _element("orgName", speaker.name)
    names += "".join(_element("orgName", alias, type="alias") for alias in speaker.aliases)
    return f"{_start('org', {'xml:id': f'{prefix}.{_name(speaker.id)}'})}{names}</org>\n"


def _notes(prefix: str, quotes: Sequence[Quote]) -> str:
    return "".join(
        f"{_element('note', '; '.join(quote.why), target=f'#{prefix}.q{number}')}\n"
        for number, quote in enumerate(quotes, 1)
        if quote.why
    )


def _marked_up(prefix: str, text: str, quotes: Sequence[Quote]) -> str:
    elements = [
        element
        for number, quote in enumerate(quotes, 1)
        for element in _elements(prefix, number, quote)
    ]
    elements += _mentions(prefix, quotes)
    written = []
    for step in nested(len(text), elements):
        match step:
            case Open(element, name, before, after):
                attributes = {"xml:id": name, **element.attributes}
                if before:
                    attributes["prev"] = f"#{before}"
                if after:
                    attributes["next"] = f"#{after}"
                written.append(_start(element.tag, attributes))
            case Close(element):
                written.append(f"</{element.tag}>")
            case (start, end):
                written.append(_escaped(text[start:end]))
    return "".join(written)


def _elements(prefix: str, number: int, quote: Quote) -> Iterator[Element]:
    """The elements of a quotation; those with the same name are one thing in several pieces."""
    name = f"{prefix}.q{number}"
    who = f"#{prefix}.{_name(quote.speaker.id)}" if quote.speaker else None
    said = {"who": who} if who else {}
    if quote.kind == "not-speech":
        tag = "q"
    else:
        tag = "said"
        said["direct"] = "true" if quote.kind == "direct" else "false"
    said["cert"] = f"{quote.confidence.quote:.2f}"
    for part in quote.parts:
        yield Element(part.start, part.end, tag, name, said)
    if quote.kind == "mixed":
        for place, part in enumerate(quote.quoted, 1):
            yield Element(part.start, part.end, "quote", f"{name}.quote{place}", {})
    pointing = {"corresp": f"#{name}"}
    if quote.cue:
        cue = quote.cue
        yield Element(cue.start, cue.end, "seg", f"{name}.cue", {"type": "cue", **pointing})
    if quote.source:
        source = quote.source
        attributes = {"type": "source", "subtype": source.kind, **pointing}
        if who:
            attributes["ref"] = who
        yield Element(source.start, source.end, "rs", f"{name}.source", attributes)


def _mentions(prefix: str, quotes: Sequence[Quote]) -> Iterator[Element]:
    """The mentions that lead to the names, each once; those that are sources are there already."""
    sources = {(one.source.start, one.source.end) for one in quotes if one.source}
    leading: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for number, quote in enumerate(quotes, 1):
        who = _name(quote.speaker.id) if quote.speaker else ""
        for part in quote.chain if who else ():
            if (part.start, part.end) not in sources:
                leading[part.start, part.end, who].append(f"#{prefix}.q{number}")
    for number, ((start, end, who), pointers) in enumerate(leading.items(), 1):
        attributes = {"type": "mention", "ref": f"#{prefix}.{who}", "corresp": " ".join(pointers)}
        yield Element(start, end, "rs", f"{prefix}.m{number}", attributes)


def _element(tag: str, text: str, **attributes: str) -> str:
    return f"{_start(tag, attributes)}{_escaped(text)}</{tag}>"


def _start(tag: str, attributes: dict[str, str]) -> str:
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{tag}{written}>"


def _escaped(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text), _RETURN)


def _name(text: str) -> str:
    """A speaker's id as it can stand in an XML name."""
    return re.sub(r"[^A-Za-z0-9_.-]", "_", text)
