"""What every role may read, as one text: a change of the policy shows as a difference. `make golden` rewrites it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.application import POLICY
from app.authz.expression import describe
from app.authz.partial import Always, Grant, Never, Where
from app.authz.policy import ROW, Grants, Policy, load_policy
from app.database.vocabulary import Role

GOLDEN = Path(__file__).parent / "grants.txt"
INTRODUCTION = """\
What each role may read: which rows, and on these rows which fields. Written by `make golden`, reviewed as a difference.
A condition over several lines holds when one of the lines does. A field that is not named under a type is never read.
"""


def in_words(grant: Grant) -> str:
    """A grant: always, never, or its condition."""
    match grant:
        case Always():
            return "always"
        case Never():
            return "never"
        case Where(arms):
            return "\n      or ".join(" and ".join(sorted(f"({describe(part)})" for part in arm)) for arm in arms)


def of_type(grants: Grants, kind: str, names: frozenset[str]) -> Iterator[str]:
    """The rows of a type, and its fields by their condition."""
    yield f"  {kind}: {in_words(grants.row(kind))}\n"
    if isinstance(grants.row(kind), Never):
        return
    fields: dict[str, list[str]] = {}
    for name in sorted(names - {ROW}):
        fields.setdefault(in_words(grants.cell(kind, name)), []).append(name)
    for words, found in sorted(fields.items(), key=lambda entry: entry[1]):
        if words != "never":
            yield f"    {' '.join(found)}: {words}\n"


def of_role(policy: Policy, role: Role) -> Iterator[str]:
    """The grants of a role, purposes with equal grants together."""
    together: dict[str, list[str]] = {}
    for purpose in policy.purposes(role):
        grants = policy.grants(role, purpose)
        text = "".join(line for kind, names in policy.fields().items() for line in of_type(grants, kind, names))
        together.setdefault(text, []).append(purpose or "")
    for text, found in together.items():
        yield f"\n{role} {' '.join(found)}".rstrip() + "\n" + text


def test_grants_are_the_golden_ones(*, rewrite_golden: bool) -> None:
    policy = load_policy(POLICY, "esep-nb")
    text = INTRODUCTION + "".join(part for role in Role for part in of_role(policy, role))
    if rewrite_golden:
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8"), "run `make golden` and review the difference"
