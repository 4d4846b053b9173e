"""`quotes serve`."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Annotated

import typer

from quotes.errors import reason


def serve(
    archive: Annotated[
        Path, typer.Argument(metavar="ARCHIVE", help="What `quotes archive add` made.")
    ],
    port: Annotated[
        int,
        typer.Option("--port", metavar="N", min=0, max=65535, help="0: any that is free."),
    ] = 8321,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Search, read and correct an archive in a browser on this machine.

    \b
    $ quotes serve archive.db --open

    The page is for you alone: nothing is asked of the network, and no other machine and no other
    web page in your browser gets an answer. Ctrl-C ends it.
    """
    from quotes.archive.archive import Archive
    from quotes.cli.messages import CallError, tell, told_plainly
    from quotes.extras import require
    from quotes.serve.application import application

    with told_plainly():
        uvicorn = require("uvicorn", "serve", "a page of an archive")
        Archive(archive).close()  # says at once what is wrong with it
        with socket.socket() as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listening.bind(("127.0.0.1", port))
                listening.listen()  # before it is told: whoever comes now waits a moment
            except OSError as error:
                problem = reason(error)
                raise CallError(f"--port {port}: cannot be had ({problem}); take another") from None
            number = listening.getsockname()[1]
            address = f"http://127.0.0.1:{number}/"
            tell(f"{archive} is at {address} until you press Ctrl-C")
            if show:
                import webbrowser

                webbrowser.open(address)
            config = uvicorn.Config(
                application(archive.resolve(), number), log_level="error", lifespan="off", ws="none"
            )
            uvicorn.Server(config).run(sockets=[listening])
