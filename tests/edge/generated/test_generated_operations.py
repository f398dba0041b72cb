"""Operations that a tool makes of the schema: each is answered in the shape of the specification, none with a fault.

Two roles and the public ask, of a database that is thrown away (docs/decisions/0110-operations-made-of-the-schema.md).
Every field of both roots has a test; a new one has its own from the day on which it is published.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given, note

from app.database.addresses import Addresses
from app.errors import Code
from tests.conformance.asking.graph import RealGraph
from tests.conformance.asking.pool import pool_of
from tests.conformance.budget import examples
from tests.conformance.reference.askers import ANONYMOUS, Asker
from tests.conformance.worlds.corpus import corpus
from tests.edge.attacks.site import ANNA, NSO, Site
from tests.edge.generated.operations import documents, root_fields, schema
from tests.edge.generated.shape import misshapen

POOL = pool_of(corpus())
EACEA = Asker("EACEA", "OPERATION", "eacea")
GENERAL = Asker("GENERAL_USER", None, "general")
READERS = (ANNA, EACEA, ANONYMOUS)
# Each command is of one of them.
ACTORS = (ANNA, NSO, EACEA, GENERAL, ANONYMOUS)
# Of a field that takes nothing, nothing can be wrong.
FAULTY = [(root, one) for root in ("Query", "Mutation") for one in root_fields(root) if one != "countries"]
BEFORE_COMMANDS = {Code.UNAUTHENTICATED, Code.VALIDATION_FAILED, Code.PARSE_FAILED, Code.LIMIT_EXCEEDED}
OF_DOCUMENTS = {Code.VALIDATION_FAILED, Code.BAD_USER_INPUT, Code.PARSE_FAILED, Code.LIMIT_EXCEEDED}


@pytest.fixture(scope="module")
def site(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A world that nobody else asks."""
    real = RealGraph(new_database(), tmp_path_factory.mktemp("generated"))
    real.load(corpus())
    yield Site(real)
    real.close()


@pytest.mark.parametrize("field", root_fields("Query"))
def test_a_query_made_of_the_schema_is_answered_in_shape(site: Site, field: str) -> None:
    answered = set[str]()

    @examples(12)
    @given(documents("Query", field, POOL))
    def ask(document: str) -> None:
        answered.update(asker.role for asker in READERS if "data" in _answer(site, asker, document))

    ask()
    assert answered, "nobody has been answered anything"


@pytest.mark.parametrize("field", root_fields("Mutation"))
def test_a_command_made_of_the_schema_is_carried_out_or_refused_in_shape(site: Site, field: str) -> None:
    said = set[str]()

    @examples(8)
    @given(documents("Mutation", field, POOL))
    def act(document: str) -> None:
        for asker in ACTORS:
            answer = _answer(site, asker, document)
            said.update(error["extensions"]["code"] for error in answer.get("errors", []))
            said.update("done" for one in (answer.get("data") or {}).values() if one is not None)

    try:
        act()
    finally:
        if "done" in said:
            site.real.load(corpus())
    assert said - BEFORE_COMMANDS, "nobody got as far as the command"


@pytest.mark.parametrize(("operation", "field"), FAULTY)
def test_a_document_with_one_fault_is_refused_whole(site: Site, operation: str, field: str) -> None:
    @examples(5)
    @given(documents(operation, field, POOL, is_valid=False))
    def ask(document: str) -> None:
        answer = _answer(site, ANNA, document)
        assert "data" not in answer
        assert {error["extensions"]["code"] for error in answer["errors"]} <= OF_DOCUMENTS

    ask()


def _answer(site: Site, asker: Asker, document: str) -> Any:
    """The answer to a document, which is in shape."""
    note(f"{asker}\n{document}")
    response = site.ask(document, asker=asker)
    note(response.text)
    answer = _read(response)
    assert not misshapen(schema(), document, answer)
    return answer


def _read(response: httpx.Response) -> Any:
    """JSON by RFC 8259, with a status that goes with it."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    answer = json.loads(response.content, parse_constant=refuse)
    assert response.headers["content-type"].startswith("application/graphql-response+json")
    assert response.status_code < 500
    assert (response.status_code == 200) == ("data" in answer)
    return answer
