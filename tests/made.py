"""Long transcripts that are made up by rule, with what is right: printed as pages, HTML or PDF.

Their words mean nothing; their layout is that of volumes of depositions, of the Congressional
Record and of hearings. The PDF is written with pypdf.
"""

from __future__ import annotations

import html
import random
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

Turn = tuple[str, str]  # who speaks, as the records have it, and the words

THINGS = (
    "boat lamp rope door gate wheel kettle ladder letter wall engine basket clock table".split()
)
PLACES = "harbour yard kitchen square mill station orchard attic chapel field bridge pier".split()
NAMES = (
    "Abara Boone Castell Dahl Ekberg Fonseca Grell Halloran Ivers Jansson Kell Lindqvist".split()
)
NAMES += "Morrow Nakata Oduya Pruitt Quist Ravn Stavros Tremain Ullman Vance Weiss Yardley".split()
NAMES += "Arden Bellow Crane Dunn Ellery Frayne Gott Hollis Ingram Jarrow Kowal Larbi".split()
NAMES += "Marsh Noone Ostrow Pell Ridley Sewell Teal Usher Voss Whitlow Zeller Brandt".split()


@dataclass
class Made:
    """``lines``: as printed, pages parted by a form feed at the start of a line."""

    lines: list[str] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)

    def text(self) -> str:
        return "\n".join(self.lines).replace("\f", "") + "\n"

    def write(self, path: Path) -> Path:
        """In the format of the ending; ``.pre.html`` is what libraries print in one block."""
        if path.name.endswith(".pre.html"):
            path.write_text(f"<html><head><title>A volume</title></head><body><pre>\n"
                            f"{html.escape(self.text())}</pre></body></html>", "utf-8")  # fmt: skip
        elif path.suffix == ".html":
            blocks = "\n".join(f"<p>{html.escape(block)}</p>" for block in self.blocks())
            path.write_text(f"<html><head><title>A volume</title></head><body><article>\n{blocks}\n"
                            "</article></body></html>", "utf-8")  # fmt: skip
        elif path.suffix == ".pdf":
            write_pdf(path, "\n".join(self.lines).split("\f"))
        else:
            path.write_text(self.text(), "utf-8")
        return path

    def blocks(self) -> Iterator[str]:
        raise NotImplementedError


def sentence(rng: random.Random) -> str:
    thing, place = rng.choice(THINGS), rng.choice(PLACES)
    return rng.choice(
        [
            f"I left the {thing} in the {place}.",
            f"We had no {thing} then, and nobody came to the {place}.",
            f"You could see the {thing} from the {place}.",
            f"I do not know who moved the {thing} to the {place}, but it was not me.",
            f"That is the {thing} that I told them about when they came to the {place} in March.",
            f"My sister sold the {thing}.",
        ]
    )


def said(rng: random.Random, longest: int = 4) -> str:
    return " ".join(sentence(rng) for _ in range(rng.randint(1, longest)))


def question(rng: random.Random) -> str:
    thing, place = rng.choice(THINGS), rng.choice(PLACES)
    return rng.choice(
        [
            f"Did you see the {thing} that night?",
            f"And who was in the {place} when you came back with the {thing}?",
            f"You told the officer about the {thing}. Is that right?",
            f"Where was the {thing}, if you remember, before it came to the {place}?",
        ]
    )


# -- a deposition ---------------------------------------------------------------------------------


class Deposition(Made):
    """A volume of grand jury or deposition: 25 numbered lines a page, Q and A with one space."""

    def __init__(self, questions: int = 600, numbered: bool = True) -> None:
        super().__init__()
        rng = random.Random(questions)
        self.paragraphs: list[str] = []
        counsel = ("MS. HARROW", "MR. OSGOOD")
        witnesses = ("ROSALIND DEMAR", "TOBIAS GRELL", "HANNA LUND")
        for number in range(questions):
            asks = counsel[(number // 50) % 2]
            if number % (questions // len(witnesses)) == 0:
                witness = witnesses[number * len(witnesses) // questions]
                self.paragraphs += [f"{witness},", "of lawful age, having been first duly sworn, "
                                    "testified as follows:"]  # fmt: skip
            if number % 50 == 0:
                self.paragraphs += ["EXAMINATION", f"BY {asks}:"]
            self._says("Q", asks, question(rng))
            if rng.random() < 0.05:
                other = counsel[(number // 50 + 1) % 2]
                self._says(f"{other}:", other, "Objection. I do not think that he can know that.")
                self._says(f"{asks}:", asks, "You can answer that.")
            self._says("A", witness, said(rng))
            if rng.random() < 0.03:
                self.paragraphs.append("(Whereupon, a recess was taken.)")
        self._print(numbered)

    def _says(self, label: str, name: str, words: str) -> None:
        self.turns.append((name, words))
        self.paragraphs.append(f"{label} {words}")

    def _print(self, numbered: bool) -> None:
        printed = [line for one in self.paragraphs for line in textwrap.wrap(one, 56)]
        for page, start in enumerate(range(0, len(printed), 25), 7):
            self.lines += [f"\fPage {page}", "  Matter of the Mill Fire - Volume II   June 3, 2009"]
            for number, line in enumerate(printed[start : start + 25], 1):
                self.lines.append(f"{number:2}   {line}" if numbered else line)
            self.lines += ["Lund Reporting Company     www.lund.example", ""]

    def blocks(self) -> Iterator[str]:
        yield from self.paragraphs


# -- the Congressional Record ---------------------------------------------------------------------


class Record(Made):
    """A day of the House: forty members, an officer who presides, votes and headings between."""

    def __init__(self, members: int = 40) -> None:
        super().__init__()
        rng = random.Random(members)
        titles = ("Mr.", "Ms.", "Mrs.")
        names = [f"{titles[i % 3]} {name.upper()}" for i, name in enumerate(NAMES[:members])]
        names[4] = "Mr. McGREGOR"
        self.paragraphs: list[str] = []
        for number in range(3 * members):
            name = names[number % members]
            label = f"{name} of New York" if number % members == 9 else name
            if number % 12 == 0:
                self.paragraphs += [
                    f"@{rng.choice(THINGS).upper()} AND {rng.choice(PLACES).upper()}"
                ]
            self._says(f"{label}.", name, "Madam Speaker, " + lower(said(rng)))
            if number % 9 == 4:
                self.paragraphs[-1] += "\n" + (more := said(rng))
                self.turns[-1] = (name, f"{self.turns[-1][1]} {more}")
            if number % 7 == 3:
                self._says("The SPEAKER pro tempore.", "The SPEAKER pro tempore",
                           "The gentleman from Ohio is recognized for 2 minutes.")  # fmt: skip
            if number % 20 == 15:
                self.paragraphs += [
                    "The question was taken; and the Speaker pro tempore announced that the ayes "
                    "appeared to have it.",
                    "The vote was taken by electronic device, and there were--yeas 210, nays 190, "
                    "not voting 8, as follows:",
                    "@[Roll No. 88]",
                    "@YEAS--210",
                    *(f"#{one}" for one in rng.sample(NAMES, 12)),
                    "@NAYS--190",
                    *(f"#{one}" for one in rng.sample(NAMES, 12)),
                    "So the bill was passed.",
                    "The result of the vote was announced as above recorded.",
                    "A motion to reconsider was laid on the table.",
                ]
            if number % 20 == 7:
                self.paragraphs.append("There was no objection.")
        self.lines += [
            "[Congressional Record Volume 140, Number 9 (Monday, May 3, 1994)]",
            "[House]",
        ]
        for at, paragraph in enumerate(self.paragraphs, 1):
            self.lines += list(self._printed(paragraph))
            if at % 15 == 0:
                self.lines += ["", f"\f[[Page H{at // 15 + 701}]]", ""]

    def _says(self, label: str, name: str, words: str) -> None:
        self.turns.append((name, words))
        self.paragraphs.append(f"{label} {words}")

    def _printed(self, paragraph: str) -> Iterator[str]:
        if paragraph[0] == "@":
            yield from ("", paragraph[1:].center(71).rstrip(), "")
        elif paragraph[0] == "#":
            yield f"     {paragraph[1:]}"
        else:
            for one in paragraph.split("\n"):
                yield from textwrap.wrap(one, 71, initial_indent="  ")

    def blocks(self) -> Iterator[str]:
        for paragraph in self.paragraphs:
            yield from paragraph.lstrip("@#").split("\n")


# -- a hearing ------------------------------------------------------------------------------------


class Hearing(Made):
    """A hearing of a committee, statements handed in between what is spoken."""

    def __init__(self, rounds: int = 30) -> None:
        super().__init__()
        rng = random.Random(rounds)
        self.paragraphs = ["@THE LIGHTS OF THE LANTERN COAST", "@TUESDAY, MAY 6, 1997"]
        self.paragraphs.append(
            "The committee met, pursuant to notice, at 10 a.m., in room 212, Hon. Lucinda Abara, "
            "chairman of the committee, presiding."
        )
        members = ["Senator BOONE", "Senator VAN DER MEER", "Senator LaFONTAINE", "Mr. TEAL"]
        experts = ["Ivor Stroud", "Hanna Holm", "Emil Quist"]
        self._says("The CHAIRMAN.", "Lucinda Abara", "Good morning. I want to thank you all.")
        self._handed_in(rng, "Senator Abara")
        for number in range(rounds):
            expert = experts[number * 3 // rounds]
            label = f"{'Ms.' if expert.startswith('Hanna') else 'Mr.'} {expert.split()[1].upper()}"
            if number % (rounds // 3) == 0:
                self._says("The CHAIRMAN.", "Lucinda Abara", "We will hear you now. You may begin.")
                self.paragraphs.append(f"@STATEMENT OF {expert.upper()}, KEEPER OF LIGHTS")
                self._says(f"{label}.", expert, "Thank you, Madam Chairman. " + said(rng))
                self._handed_in(rng, label.title())
            member = members[number % 4]
            self._says(f"{member}.", member.removeprefix("Senator "), question(rng))
            self._says(f"{label}.", expert, said(rng))
        self._says("The CHAIRMAN.", "Lucinda Abara", "I thank you. We are adjourned.")
        self.paragraphs.append("[Whereupon, at 12:40 p.m., the committee was adjourned.]")
        for number, paragraph in enumerate(self.paragraphs):
            if number % 25 == 24:
                self.lines += ["", f"\f{(number // 25 + 3):>35}", ""]
            if paragraph[0] == "@":
                self.lines += ["", paragraph[1:].center(71).rstrip(), ""]
            else:
                self.lines += textwrap.wrap(paragraph, 71, initial_indent="    ")

    def _says(self, label: str, name: str, words: str) -> None:
        self.turns.append((name, words))
        self.paragraphs.append(f"{label} {words}")

    def _handed_in(self, rng: random.Random, name: str) -> None:
        self.paragraphs += [
            f"[The prepared statement of {name} follows:]",
            f"@Prepared Statement of {name}",
            "I thank the committee. " + said(rng),
            "We ask you to look at the lights. " + said(rng),
        ]

    def blocks(self) -> Iterator[str]:
        for paragraph in self.paragraphs:
            yield paragraph.lstrip("@")


def lower(words: str) -> str:
    return words if words.startswith("I ") else words[0].lower() + words[1:]


# -- on paper -------------------------------------------------------------------------------------


def write_pdf(path: Path, pages: Sequence[str]) -> None:
    """Each page's lines in a typewriter's letters, what stands apart in a line set by itself."""
    writer = PdfWriter()
    name = NameObject
    font = DictionaryObject({
        name("/Type"): name("/Font"), name("/Subtype"): name("/Type1"),
        name("/BaseFont"): name("/Courier"), name("/Encoding"): name("/WinAnsiEncoding"),
    })  # fmt: skip
    fonts = DictionaryObject({name("/F1"): writer._add_object(font)})
    for page in filter(str.strip, pages):
        shown = []
        for row, line in enumerate(page.strip("\n").split("\n")):
            at = 0
            for piece in line.split("   "):
                if piece.strip():
                    x = 50 + 6 * (at + len(piece) - len(piece.lstrip()))
                    words = piece.strip().replace("\\", r"\\")
                    words = words.replace("(", r"\(").replace(")", r"\)")
                    shown.append(f"1 0 0 1 {x} {770 - 13 * row} Tm ({words}) Tj")
                at += len(piece) + 3
        paper = writer.add_blank_page(612, 792)
        content = StreamObject()
        content.set_data(f"BT /F1 10 Tf {' '.join(shown)} ET".encode("cp1252"))
        paper[name("/Contents")] = writer._add_object(content)
        paper[name("/Resources")] = DictionaryObject({name("/Font"): fonts})
    with path.open("wb") as file:
        writer.write(file)
