"""The schema as text: `schema.graphql` beside this module is what clients and reviewers read.

`python -m app.schema.sdl` writes it anew; a test holds it in step with the declarations.
"""

from __future__ import annotations

from pathlib import Path

import strawberry

from app.schema.build import build_schema

SDL = Path(__file__).with_name("schema.graphql")


def print_sdl(schema: strawberry.Schema) -> str:
    return schema.as_str() + "\n"


def write_sdl(path: Path = SDL) -> None:
    path.write_text(print_sdl(build_schema()), encoding="utf-8")


if __name__ == "__main__":
    write_sdl()
