"""Surveys: their questions, what people answered under their name, and what was answered without one."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.arguments import forward_page
from app.schema.connections import Connection
from app.schema.mapping import Cell, Collection, Computed, Kind, Link, Records, Rows, mapped, rows
from app.schema.scalars import CountryCode, LanguageCode

if TYPE_CHECKING:
    from app.schema.user import User


@strawberry.type(description="What a survey is called in a language.")
class SurveyTitle:
    """What a survey is called in a language."""

    language: LanguageCode = strawberry.field(description="The language.")
    title: str = strawberry.field(description="The title.")


@strawberry.type(description="A question of a survey in a language. All languages ask the same under one number.")
class SurveyQuestion:
    """A question in a language."""

    number: int = strawberry.field(description="The number, from 1.")
    language: LanguageCode = strawberry.field(description="The language.")
    prompt: str = strawberry.field(description="What is asked.")
    choices: list[str] | None = strawberry.field(
        description="What can be chosen, counted from 1; null where it is answered in words."
    )


@strawberry.type(description="An answer to a question of a survey.")
class SurveyAnswer:
    """An answer."""

    question: int = strawberry.field(description="The number of the question.")
    choice: int | None = strawberry.field(description="The place of what was chosen, counted from 1; null for words.")
    text: str | None = strawberry.field(description="What was answered in words; null for a choice.")


_TITLES = Records(
    table="survey_titles",
    there="survey_id",
    order=("language",),
    parts=(("language", "language", Kind.TEXT), ("title", "title", Kind.TEXT)),
)
_QUESTIONS = Records(
    table="survey_questions",
    there="survey_id",
    order=("number", "language"),
    parts=(
        ("number", "number", Kind.NUMBER),
        ("language", "language", Kind.TEXT),
        ("prompt", "prompt", Kind.TEXT),
        ("choices", "choices", Kind.TEXTS),
    ),
)
_ANSWERS = Records(
    table="survey_answers",
    there="response_id",
    order=("question",),
    parts=(
        ("question", "question", Kind.NUMBER),
        ("choice", "choice", Kind.NUMBER),
        ("text", "text", Kind.TEXT),
    ),
)


@rows(Rows("survey_responses", concerns=("user", "survey")))
@strawberry.type(
    description="What a person has answered to a survey under their name, by a consent to that. The person reads it "
    "always; who asks, and the Agency, the Commission and the support service, when the survey is closed. When the "
    "consent ends, it is gone."
)
class SurveyResponse:
    """What a person has answered under their name."""

    id: strawberry.ID = mapped(Cell("id", Kind.IDENTIFIER), "The id.")
    survey: Annotated[Survey, strawberry.lazy("app.schema.survey")] | None = mapped(
        Link("Survey", here="survey_id"), "The survey; null where the viewer does not see it, as after a move."
    )
    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = mapped(
        Link("User", here="user_id"),
        "The person, where the viewer sees the profile for the acting purpose; null otherwise.",
    )
    respondent: str | None = mapped(
        Computed("respondent", Kind.TEXT), "The name of the person, which goes with the answers."
    )
    answered_on: date | None = mapped(Cell("answered_on", Kind.DATE), "The day of the answer, in UTC.")
    answers: list[SurveyAnswer] | None = mapped(_ANSWERS, "The answers, by question.")


@rows(Rows("survey_results", concerns=("survey",)))
@strawberry.type(
    description="How many people who are not named gave an answer to a question of a survey. Written when the survey "
    "is closed, where at least 10 of them answered the question; nothing is known of fewer."
)
class SurveyResult:
    """An answer by people who are not named."""

    id: strawberry.ID = mapped(Cell("id", Kind.IDENTIFIER), "The id, at random.")
    survey: Annotated[Survey, strawberry.lazy("app.schema.survey")] | None = mapped(
        Link("Survey", here="survey_id"), "The survey."
    )
    question: int | None = mapped(Cell("question", Kind.NUMBER), "The number of the question.")
    choice: int | None = mapped(Cell("choice", Kind.NUMBER), "The place of what was chosen; null for words.")
    text: str | None = mapped(Cell("text", Kind.TEXT), "What was answered in words; null for a choice.")
    answers: int | None = mapped(Cell("answers", Kind.NUMBER), "How many people answered so.")


@rows(Rows("surveys"))
@strawberry.type(
    description="A survey of a national support organisation, for its country, or of the Agency, for all of them. "
    "ETWINNER of that country may answer while it is open."
)
class Survey:
    """A survey."""

    id: strawberry.ID = mapped(Cell("id", Kind.IDENTIFIER), "The id.")
    country: CountryCode | None = mapped(
        Cell("country", Kind.WORD), "The country whose organisation asks; null where the Agency asks everybody."
    )
    titles: list[SurveyTitle] | None = mapped(_TITLES, "The title in each language.")
    questions: list[SurveyQuestion] | None = mapped(_QUESTIONS, "The questions, by number and language.")
    open: bool | None = mapped(Cell("open", Kind.BOOLEAN), "Whether it can be answered.")
    opened_at: datetime | None = mapped(Cell("opened_at", Kind.INSTANT), "From when it could be answered.")
    closed_at: datetime | None = mapped(Cell("closed_at", Kind.INSTANT), "Since when it is closed; null while open.")
    responses: Connection[SurveyResponse] = mapped(
        Collection("SurveyResponse", there="survey_id"),
        "What was answered by name, by id: of a survey that is closed, for who asks with the purpose SURVEY and for "
        "staff of the Agency, the Commission and the support service. Empty for all others, but for one's own.",
        arguments=forward_page(),
    )
    results: Connection[SurveyResult] = mapped(
        Collection("SurveyResult", there="survey_id"),
        "What was answered without a name, by id: of a survey that is closed, for the same. Empty for all others.",
        arguments=forward_page(),
    )
