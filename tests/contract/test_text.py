"""The schema as a reader meets it: the printed file is current, and everything in it is described."""

from __future__ import annotations

import strawberry
from graphql import get_introspection_query

from app.schema.build import build_schema
from app.schema.sdl import SDL, print_sdl

Node = dict[str, object]


def test_printed_schema_is_current(schema: strawberry.Schema) -> None:
    assert SDL.read_text(encoding="utf-8") == print_sdl(schema), "run `python -m app.schema.sdl`"


def test_two_schemas_print_alike(schema: strawberry.Schema) -> None:
    assert print_sdl(build_schema()) == print_sdl(schema)


def test_every_element_is_described(schema: strawberry.Schema) -> None:
    elements = _elements(schema)
    assert len(elements) > 300
    assert [path for path, element in elements.items() if not str(element["description"] or "").strip()] == []


def test_filter_by_status_says_whom_it_finds(schema: strawberry.Schema) -> None:
    assert "at most the own row" in str(_elements(schema)["UserWhere.status"]["description"])


def test_pages_say_their_size(schema: strawberry.Schema) -> None:
    sizes = [str(element["description"]) for path, element in _elements(schema).items() if path.endswith("(first)")]
    assert len(sizes) == 25
    assert all("20 when not given, 100 at most" in size for size in sizes)


def _elements(schema: strawberry.Schema) -> dict[str, Node]:
    """Every type, field, argument, input field and enum value by its coordinate, as introspection tells them."""
    answer = schema.execute_sync(get_introspection_query(input_value_deprecation=True))
    assert answer.data is not None
    elements: dict[str, Node] = {}
    for type_ in answer.data["__schema"]["types"]:
        name = type_["name"]
        if name.startswith("__"):
            continue
        elements[name] = type_
        for member in [*(type_["fields"] or ()), *(type_["inputFields"] or ()), *(type_["enumValues"] or ())]:
            elements[f"{name}.{member['name']}"] = member
            elements |= {f"{name}.{member['name']}({arg['name']})": arg for arg in member.get("args", ())}
    return elements
