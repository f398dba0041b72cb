"""The log of looks at oneself through the eyes of a persona: who, as whom, and when, by the log's own time stamp.

In: a plan that was answered, and who asked. Out: one event for each look, without any value of a row. It is no record
of the access log: a look shows a member their own data, and the statements of members run where nothing can be written.
"""

from __future__ import annotations

import logging

from app.authz.caller import Caller
from app.resolvers.read.plan import PersonaPlan, ReadPlan, ViewerPlan

log = logging.getLogger("twingraph.looks")


def log_looks(plan: ReadPlan, caller: Caller) -> None:
    """Write down the looks of an operation. The public has no profile to look at."""
    if caller.person is None:
        return
    for _, root in plan.roots:
        if isinstance(root, ViewerPlan):
            for _, part in root.parts:
                if isinstance(part, PersonaPlan):
                    log.info("looked at oneself", extra={"viewer": caller.person, "persona": part.persona})
