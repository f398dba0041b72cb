"""The world in which staff read, and what each of their questions leaves in the log.

In: the real graph. Out: `Log`: ask a question, get its record with keys for ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import (
    contact,
    event,
    group,
    member,
    partner,
    project,
    public_user,
    school,
    staff,
    twinspace,
    user,
    world,
)
from tests.conformance.worlds.world import World, public_id

ANNA = Asker("ETWINNER", None, "anna")
NSO = Asker("NSO", "VALIDATION", "nso")
EVENTS = Asker("NSO", "NATIONAL_EVENTS", "nso")
AUTHORITY = Asker("SCHOOL_AUTHORITY", "MONITORING", "authority")
EACEA = Asker("EACEA", "OPERATION", "eacea")
RIGHTS = Asker("EACEA", "RIGHTS_REQUEST", "eacea")
SUPPORT = Asker("CSS", "SUPPORT", "css")
STAFF = [NSO, AUTHORITY, EACEA, SUPPORT, Asker("COMMISSION", "MONITORING", "dg"), Asker("PROVIDER", "SUPPORT", "dsp")]

# Values that must be in no record; the control characters are those of a mark.
CANARY = "\u0001pzilpzalp\u0001"


def id_of(key: str, kind: str = "user") -> str:
    return public_id(kind, key)


def records() -> World:
    """Anna and Jaan are known to members only, Pia to everybody; p1 is public because of Pia, p2 is a draft."""
    return world(
        school(
            "s1", "EE", email="office@one.example", head={"firstName": "H", "lastName": CANARY, "email": "h@x.example"}
        ),
        school("s2", "NO"),
        user("anna", "s1", description=CANARY),
        user("jaan", "s1", firstName=CANARY + "\\u0001p\\"),
        public_user("pia", "s1"),
        public_user("pelle", "s2"),
        user("off", "s1", "DEACTIVATED"),
        contact("anna", "jaan"),
        contact("pia", "pelle"),
        project("p1"),
        project("p2", "DRAFT", publishedAt=None),
        partner("p1", "pia"),
        partner("p1", "anna"),
        partner("p2", "pia"),
        twinspace("t1", "p1"),
        member("twinspace", "t1", "pia"),
        group("g1"),
        member("group", "g1", "jaan"),
        event("e1", "EE"),
        member("event", "e1", "pia"),
        staff("nso", "NSO", "EE"),
        staff("authority", "SCHOOL_AUTHORITY", "EE"),
        staff("eacea", "EACEA"),
        staff("css", "CSS"),
        staff("dg", "COMMISSION"),
        staff("dsp", "PROVIDER"),
    )


@dataclass
class Log:
    """The graph, and what each question leaves in the log."""

    real: RealGraph

    def of(self, asker: Asker, document: str, **values: Any) -> dict[str, Any] | None:
        """The record that a question leaves, with keys for ids; None when it leaves none."""
        self.real.owner.execute("DELETE FROM access_log")
        reply = self.real.ask(asker, Question(document, values))
        assert reply.refusal is None, reply
        rows = self.real.owner.execute(
            "SELECT viewer, role, purpose, organisation, operation, subjects, schools, coordinates FROM access_log"
        ).fetchall()
        assert len(rows) <= 1
        if not rows:
            return None
        names = ("viewer", "role", "purpose", "organisation", "operation", "subjects", "schools", "coordinates")
        found = dict(zip(names, rows[0], strict=True))
        keys = {
            public_id(one["kind"], one["key"]): one["key"]
            for one in records().records
            if one["kind"] in {"user", "school"}
        }
        for name in ("subjects", "schools"):
            found[name] = sorted(keys[str(each)] for each in found[name])
        return found | {"viewer": keys[str(found["viewer"])]}

    def subjects(self, asker: Asker, document: str, **values: Any) -> list[str]:
        found = self.of(asker, document, **values)
        return [] if found is None else found["subjects"]
