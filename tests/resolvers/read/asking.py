"""Asking the graph with few words: who asks, and what.

In: the real graph, a viewer, a selection. Out: the data of the answer, or the refusal as the client gets it.
"""

from __future__ import annotations

from typing import Any

import orjson

from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import Asker

ANONYMOUS = Asker()
ANNA = Asker("ETWINNER", None, "anna")
BJORN = Asker("ETWINNER", None, "bjorn")
NSO = Asker("NSO", "VALIDATION", "nso-ee")
RIGHTS = Asker("EACEA", "RIGHTS_REQUEST", "eacea")


def data(real: RealGraph, asker: Asker, document: str, **variables: Any) -> Any:
    """What is answered."""
    return real.ask(asker, Question(document, variables)).data


def refusal(real: RealGraph, asker: Asker, document: str, **variables: Any) -> dict[str, Any]:
    """What is refused: message, code, hint and field."""
    reply = real.ask(asker, Question(document, variables))
    assert reply.body is None, reply
    error: dict[str, Any] = orjson.loads(reply.said)
    return {"message": error["message"], **error["extensions"]}
