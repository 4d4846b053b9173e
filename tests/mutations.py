"""Good input spoiled, by a seed: what damage, other programs and mischief make of a file."""

from __future__ import annotations

import copy
import json
from random import Random
from typing import Any

_DEEP: Any = None
for _ in range(40):
    _DEEP = [{"start": _DEEP}]
ODD: list[Any] = [
    None, True, False, 0, -1, 1, 7, 2**31, 2**63, 10**400, -(10**30), 0.5, 1e308, float("inf"),
    float("nan"), "", " ", "x", "12", "1e999", "-1", "Infinity", "00:99:99", "9" * 5000, "\ud800",
    "\udcff.txt", "\0", "\x1b[2J\x9b", "a" * 400, "a\nb", "../../x", "direct", "rejected", "name",
    [], {}, [[]], [{}], [None], {"": None}, {"start": 1}, _DEEP,
]  # fmt: skip
TOKENS = [
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", b"\n", b"\r", b"\r\n",
    b"\x1b[2J", b"\xc2\x9b", b"9" * 30, b"9" * 5000, b"1e999", b"-->", b"00:00:01.000", b"<",
    b"</div>", b"<!--", b"]]>", b"&#x0;", b"&#55296;", b'"', b"'", b",", b";", b"\t", b"{", b"}",
    b"[" * 2000, b"NaN", b"endobj", b"stream", b"/Length 99999999", b"PK\x05\x06", b"\\ud800",
    b"null", b"E1", b"T1\t",
]  # fmt: skip


def spoiled(random: Random, value: Any) -> Any:
    """JSON with some of its values, fields or items changed."""
    value = copy.deepcopy(value)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        value = _spoiled_once(random, value)
    return value


def _spoiled_once(random: Random, value: Any) -> Any:
    holders = [(value, key) for value in _containers(value) for key in _keys(value)]
    if not holders or random.random() < 0.03:
        return copy.deepcopy(random.choice(ODD))
    holder, key = random.choice(holders)
    match random.randrange(6):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.insert(key, copy.deepcopy(random.choice(holder)))
        case 2 if isinstance(holder[key], int) and not isinstance(holder[key], bool):
            holder[key] += random.choice((-1, 1, -9, 10**6))
        case 3 if isinstance(holder[key], str) and holder[key]:
            at = random.randrange(len(holder[key]))
            holder[key] = (
                holder[key][:at] + random.choice(("", "\ud83d", "\0", "é")) + holder[key][at + 1 :]
            )
        case _:
            holder[key] = copy.deepcopy(random.choice(ODD))
    return value


def _containers(value: Any) -> list[Any]:
    found, waiting = [], [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (dict, list)):
            found.append(one)
            waiting += one.values() if isinstance(one, dict) else one
    return found


def _keys(holder: Any) -> list[Any]:
    return list(holder) if isinstance(holder, dict) else list(range(len(holder)))


def as_json(random: Random, value: Any) -> bytes:
    """The JSON as a file has it, now and then with damage to its bytes as well."""
    data = json.dumps(value).encode()
    return spoiled_bytes(random, data) if random.random() < 0.2 else data


def spoiled_bytes(random: Random, data: bytes) -> bytes:
    """Bytes with some of them changed, left out, doubled, cut off or put in."""
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        at = random.randrange(len(data) + 1)
        to = min(len(data), at + random.choice((1, 1, 4, 40, 400)))
        match random.randrange(6):
            case 0:
                data = data[:at] + data[to:]
            case 1:
                data = data[:at] + data[at:to] * 2 + data[to:]
            case 2:
                data = data[:at] + random.choice(TOKENS) + data[to:]
            case 3:
                data = data[:at] + random.choice(TOKENS) + data[at:]
            case 4 if random.random() < 0.3:
                data = data[:at]
            case _:
                data = data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]
    return data
