"""The viewer's own lists: which rows are on them, before it is asked which of these the viewer may see.

In: a question (who asks), and the rows as a statement names them. Out: conditions. What is on such a list is the
viewer's own to know (RIGHT-01); the objects stand there where they would stand elsewhere (G-12).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from app.authz.rows import Named
from app.authz.translate import Condition, Question

Belongs = Callable[[Question, Named, Named | None], tuple[Condition, ...]]


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list of objects of a kind; `through` is a table between the viewer and them."""

    kind: str
    belongs: Belongs
    through: str | None = None


def _oneself(question: Question) -> sa.ColumnElement[Any]:
    # Of the public nothing is known, and that nothing has the type of a text.
    return sa.cast(question.viewer("user"), sa.Uuid)


def _projects(question: Question, target: Named, _: Named | None) -> tuple[Condition, ...]:
    own = sa.cast(question.viewer("projects"), ARRAY(sa.Uuid))
    return (target.c.id == sa.any_(own),)


def _own_rows(question: Question, target: Named, _: Named | None) -> tuple[Condition, ...]:
    return (target.c.user_id == _oneself(question),)


def _requests(*, received: bool) -> Belongs:
    def belongs(question: Question, target: Named, through: Named | None) -> tuple[Condition, ...]:
        assert through is not None  # noqa: S101 - declared below
        side = through.c.received if received else sa.not_(through.c.received)
        mine = through.c.owner_id == _oneself(question)
        return (mine, side, through.c.declined_at.is_(None), target.c.id == through.c.user_id)

    return belongs


def _answered(question: Question, target: Named, through: Named | None) -> tuple[Condition, ...]:
    assert through is not None  # noqa: S101 - declared below
    return (through.c.user_id == _oneself(question), target.c.id == through.c.survey_id)


# By the name of the field; `assignments` are those that are over as well, `projects` as in G-35.
OWN_LISTS: Mapping[str, OwnList] = {
    "answeredSurveys": OwnList("Survey", _answered, through="survey_participations"),
    "assignments": OwnList("Assignment", _own_rows),
    "contactRequests": OwnList("User", _requests(received=True), through="contact_requests"),
    "projects": OwnList("Project", _projects),
    "sentContactRequests": OwnList("User", _requests(received=False), through="contact_requests"),
    "surveyResponses": OwnList("SurveyResponse", _own_rows),
}
