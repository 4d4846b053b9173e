"""The requests that there are, each answered by one function of `answers`."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import cache
from pathlib import Path
from string import Template
from threading import Lock
from typing import Any
from urllib.parse import unquote

from quotes.errors import QuotesError
from quotes.extras import require
from quotes.report.rendering import asset, hash_of
from quotes.serve import answers, checking
from quotes.serve.guard import App, Guard
from quotes.serve.names import page_files

_PURPOSE = "a page of an archive"
_LARGEST = 70_000_000  # bytes of what is dropped, as it is sent


def application(path: Path, port: int) -> App:
    """An ASGI application for the archive, answering only this machine's own page at that port."""
    applications = require("starlette.applications", "serve", _PURPOSE)
    from starlette.concurrency import run_in_threadpool
    from starlette.requests import Request
    from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
    from starlette.routing import Route

    one_at_a_time = Lock()  # an article is read by one thread, the machine's others stay free

    async def answered(what: Callable[..., Any], *given: Any) -> Response:
        """In a thread, so that a long search keeps nobody waiting; problems told in one line."""
        try:
            found = await run_in_threadpool(what, path, *given)
        except QuotesError as error:
            problem = str(error).removeprefix(f"{path}: ")
            return JSONResponse({"problem": problem}, status_code=400)
        if isinstance(found, str):
            return HTMLResponse(found)
        return JSONResponse(found)

    async def home(request: Request) -> Response:
        return HTMLResponse(page(path.name))

    async def search(request: Request) -> Response:
        return await answered(answers.search, dict(request.query_params))

    async def article(request: Request) -> Response:
        return await answered(answers.article, request.path_params["number"])

    async def review(request: Request) -> Response:
        body = await request.body()
        return await answered(answers.review, request.path_params["number"], body)

    async def corrected(request: Request) -> Response:
        records = await run_in_threadpool(answers.corrected, path)
        disposition = {"content-disposition": 'attachment; filename="corrected.jsonl"'}
        return PlainTextResponse(records, headers=disposition, media_type="application/jsonl")

    def taken_in(path: Path, name: str, body: bytes) -> dict[str, Any]:
        with one_at_a_time:
            return answers.take_in(path, name, body)

    def checked(path: Path, number: int, body: bytes) -> dict[str, Any]:
        with one_at_a_time:
            return checking.check(path, number, body)

    async def sent(request: Request) -> bytes | None:
        """What was dropped; None where it is too much."""
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LARGEST:
                return None
        return bytes(body)

    async def add(request: Request) -> Response:
        if (body := await sent(request)) is None:
            return JSONResponse({"problem": "the file is too large"}, status_code=413)
        return await answered(taken_in, unquote(request.headers.get("x-name", "")), body)

    async def check(request: Request) -> Response:
        if (body := await sent(request)) is None:
            return JSONResponse({"problem": "the files are too large"}, status_code=413)
        return await answered(checked, request.path_params["number"], body)

    routes = [
        Route("/", home),
        Route("/search", search),
        Route("/corrected.jsonl", corrected),
        Route("/documents", add, methods=["POST"]),
        Route("/documents/{number:int}", article),
        Route("/documents/{number:int}/reviews", review, methods=["PUT"]),
        Route("/documents/{number:int}/checks", check, methods=["POST"]),
    ]
    return Guard(applications.Starlette(routes=routes), port)


@cache
def page(title: str) -> str:
    """The page to search on; what it shows comes by `answers.search`."""
    style = asset("page.css") + page_files("drop.css", "search.css")
    scripts = (asset("text.js"), page_files("drop.js", "search.js"))
    script = '"use strict";\n' + "\n".join(scripts)
    return Template(page_files("search.html")).substitute(
        title=html.escape(title),
        style=style,
        style_hash=hash_of(style),
        script=script,
        script_hash=hash_of(script),
    )
