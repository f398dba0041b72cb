"""The query page for people: GraphiQL with example queries, and in development a choice of demo viewers.

In: the graph, the example files, and who issues tokens to demo viewers (nobody in production). Out: routes beside
`/graphql`. Everything is served from here: the page asks no other host, and its policy lets it ask none.
"""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from app.edge.answers import refusal_answer
from app.edge.desk import TokenDesk
from app.edge.media import JSON
from app.edge.refusals import HttpRefusal, refusal_of
from app.errors import Code

_FILES = Path(__file__).parent / "graphiql"
_EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
_KINDS = {".js": "text/javascript", ".css": "text/css"}
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# File of an example → key of the demo viewer whose question it is; the first of them in the list of viewers.
_ASKED_BY = {
    "public_website": None,
    "twinspace_client": "teacher-tallinn",
    "nso_dashboard": "staff-nso-ee",
    **dict.fromkeys(("who_sees_me", "as_others_see_me", "why"), "teacher-tallinn"),
}


class Explorer:
    """The page and what it asks for. Without a desk nobody gets a token here."""

    def __init__(self, desk: TokenDesk | None) -> None:
        self._desk = desk
        self._page = (_FILES / "page.html").read_bytes()
        files = [*_FILES.glob("*.*"), *(_FILES / "vendor").glob("*.*")]
        self._assets = {path.name: (path.read_bytes(), _KINDS[path.suffix]) for path in files if path.suffix in _KINDS}
        self._examples = [_example(path) for path in sorted(_EXAMPLES.glob("*.graphql"), key=_place)]

    def page(self) -> Response:
        return Response(self._page, headers={"Content-Security-Policy": _PAGE_POLICY}, media_type="text/html")

    def routes(self, path: str) -> list[BaseRoute]:
        routes: list[BaseRoute] = [
            Route(f"{path}/explorer", self._offer),
            Route(f"{path}/assets/{{name}}", self._asset),
        ]
        if self._desk is not None:
            routes.append(Route(f"{path}/viewers/{{number:int}}", self._token, methods=["POST"]))
        return routes

    async def _asset(self, request: Request) -> Response:
        content, kind = self._assets.get(request.path_params["name"], (None, None))
        if content is None:
            return _not_found()
        return Response(content, media_type=kind)

    async def _offer(self, _: Request) -> Response:
        """The examples and the viewers that this database can show."""
        try:
            viewers = [] if self._desk is None else await _offered(self._desk)
        except Exception as fault:
            return refusal_answer(refusal_of(fault), JSON)
        numbers = {viewer["key"]: viewer["number"] for viewer in reversed(viewers)}
        examples = [
            {"title": title, "query": query, "viewer": numbers.get(_ASKED_BY[name]) if name in _ASKED_BY else None}
            for name, title, query in self._examples
        ]
        return JSONResponse({"examples": examples, "viewers": viewers})

    async def _token(self, request: Request) -> Response:
        number = request.path_params["number"]
        if self._desk is None or number >= len(self._desk.viewers):
            return _not_found()
        return JSONResponse({"token": self._desk.token(self._desk.viewers[number])})


async def _offered(desk: TokenDesk) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "key": viewer.key,
            "role": viewer.role,
            "purpose": viewer.purpose,
            "description": viewer.description,
        }
        for number, viewer in enumerate(desk.viewers)
        if await desk.admits(viewer)
    ]


def _example(path: Path) -> tuple[str, str, str]:
    """Name, title and text of an example; the title is the beginning of its first line, a comment."""
    text = path.read_text(encoding="utf-8")
    title = text.splitlines()[0].removeprefix("#").split(":", maxsplit=1)[0].strip()
    return path.stem, title, text


def _place(path: Path) -> tuple[int, str]:
    known = list(_ASKED_BY)
    return (known.index(path.stem) if path.stem in known else len(known), path.stem)


def _not_found() -> Response:
    refusal = HttpRefusal(HTTPStatus.NOT_FOUND, "There is nothing at this address.", code=Code.NOT_FOUND)
    return refusal_answer(refusal, JSON)
