"""The speakers of a report as its records name them: equal ones get equal ids."""

from __future__ import annotations

import re

from quotes.languages import english
from quotes.languages.words import any_of
from quotes.pipeline.news.mentions import type_of
from quotes.pipeline.news.people import PERSON, Entity, on_one_line
from quotes.pipeline.roles import (
    ARTICLE,
    head_end,
    role_after,
    role_before,
    role_leading,
    role_predicated,
)
from quotes.records import Speaker, SpeakerType

_OF_KIN = re.compile(rf"['’]s? (?:\w+ )?(?:{any_of(english.KIN)})\b")
_SMALL = {*english.COUNTS, *english.POSSESSIVES, *english.MINE}  # unless a sentence begins with it
_KIN_NOUN = re.compile(rf"\b(?:{any_of(english.KIN)})$", re.IGNORECASE)


class Identities:
    """Of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ids: dict[tuple[str, object], str] = {}
        self._known: dict[int, Speaker] = {}  # by the number of the entity

    def of(self, entity: Entity) -> Speaker:
        """Somebody who is named, with role and aliases."""
        if entity.number not in self._known:
            self._known[entity.number] = self._named(entity)
        return self._known[entity.number]

    def document(self, title: str) -> Speaker:
        return Speaker(title, "document", self._id("document", title.casefold()))

    def labelled(self, label: str, kind: SpeakerType | None = None) -> Speaker:
        """Somebody who goes by this name alone; ``kind``: where it is known otherwise."""
        return Speaker(label, kind or type_of(label), self._id("label", label.casefold()))

    def unnamed(self, description: str) -> Speaker:
        """Somebody who has no name."""
        first = description.split()[0]
        if ARTICLE.match(description) or first.casefold() in _SMALL:
            description = first.lower() + description[len(first) :]  # it may begin a sentence
        key = ARTICLE.sub("", description, count=1).casefold()
        return Speaker(description, type_of(description), self._id("unnamed", key))

    def _named(self, entity: Entity) -> Speaker:
        kind: SpeakerType = "person" if entity.label == PERSON else "organisation"
        name = on_one_line(entity.fullest.text)
        if kind == "organisation" and name.split()[-1].casefold() in english.DOCUMENT_NOUNS:
            kind = "document"
        return Speaker(
            name=name,
            type=kind,
            id=self._id("entity", entity.number),
            role=self._role(entity) if kind == "person" else None,
            aliases=entity.aliases,
        )

    def _role(self, entity: Entity) -> str | None:
        """The first job title beside the names; or what else somebody is said to be, beside a name
        (“her brother Max Lund”) or of it (“Lund is a nurse”)."""
        kin = None
        for mention in entity.mentions:
            if _OF_KIN.match(self._text, mention.end):
                continue  # “President Lund's wife”: the name of another of the family
            for role in (
                role_before(self._text, mention.start),
                role_after(self._text, mention.end),
                role_leading(self._text, mention.start),
            ):
                if role and not _KIN_NOUN.search(role[: head_end(role)]):
                    return role
                # “She leaves Solveig, a son, and a sister”: who is listed is nobody's role.
                kin = kin or (role if role and " " in role else None)
        said = (role_predicated(self._text, mention.end) for mention in entity.mentions)
        return kin or next(filter(None, said), None)

    def _id(self, space: str, key: object) -> str:
        return self._ids.setdefault((space, key), f"s-{len(self._ids) + 1}")
