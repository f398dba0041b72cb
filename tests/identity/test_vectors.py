"""Signatures that others published: what is right verifies under the published key, everything else does not.

RFC 7515 (appendix A.3), RFC 8037 (appendix A.4), and the vectors for ES256 of the project Wycheproof
(C2SP/wycheproof, testvectors_v1/json_web_signature_test.json, Apache License 2.0; see vectors/LICENSE.txt). They have
no type, so here the signature is asked and not the token; that a token without a type is refused, other tests hold.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.identity import signed_text
from app.identity.keys import ALGORITHMS, read_key_set
from app.identity.signed_text import NotSigned, read_signed_text

VECTORS = Path(__file__).parent / "vectors"
GROUPS: list[dict[str, Any]] = json.loads((VECTORS / "signatures.json").read_text(encoding="utf-8"))["groups"]
CASES = [(group, case) for group in GROUPS for case in group["tests"]]


def verifies(key: dict[str, Any], jws: str) -> bool:
    ring = read_key_set(json.dumps({"keys": [key]}).encode(), ALGORITHMS)
    try:
        return ring.verifies(read_signed_text(jws))
    except NotSigned:
        return False


@pytest.fixture(autouse=True)
def any_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """The published signatures were made before a token had to say what it is."""
    monkeypatch.setattr(signed_text, "kind_is_taken", lambda _: True)


@pytest.mark.parametrize(
    ("group", "case"), CASES, ids=[f"f15 {group['source']} {case['comment']}" for group, case in CASES]
)
def test_f15_a_published_signature_is_judged_as_its_publisher_says(group: dict[str, Any], case: dict[str, Any]) -> None:
    assert verifies(group["public"], case["jws"]) == (case["result"] == "valid")


def test_f15_each_publisher_has_a_signature_that_is_right() -> None:
    for group in GROUPS:
        assert [case["result"] for case in group["tests"]].count("valid") == 1
