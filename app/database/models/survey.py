"""Surveys, what was answered under a person's name, and what was answered without one (NAT-10, DATA-29, CONS-04).

Three sorts of rows about answers, and no way from one to another: that somebody has answered, what they said where they
consent to be known, and what was said by nobody in particular.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.database.models import columns


class Survey(SQLModel, table=True):
    """A survey. Without a country it is for all of them, opened by the Agency."""

    __tablename__ = "surveys"
    __table_args__ = (CheckConstraint("open = (closed_at IS NULL)", name="surveys_open"),)

    id: UUID = Field(sa_column=columns.identifier())
    country: str | None = Field(default=None, sa_column=columns.folded())
    open: bool = Field(default=True, sa_column=columns.boolean(default=True))
    opened_at: datetime = Field(sa_column=columns.instant(required=True))
    closed_at: datetime | None = Field(default=None, sa_column=columns.instant())


class SurveyTitle(SQLModel, table=True):
    """What a survey is called in a language."""

    __tablename__ = "survey_titles"
    __table_args__ = (UniqueConstraint("survey_id", "language", name="survey_titles_once"),)

    id: UUID = Field(sa_column=columns.identifier())
    survey_id: UUID = Field(sa_column=columns.reference("surveys.id"))
    language: str = Field(sa_column=columns.words(required=True))
    title: str = Field(sa_column=columns.words(required=True))


class SurveyQuestion(SQLModel, table=True):
    """A question in a language. Without choices it is answered in words."""

    __tablename__ = "survey_questions"
    __table_args__ = (UniqueConstraint("survey_id", "number", "language", name="survey_questions_once"),)

    id: UUID = Field(sa_column=columns.identifier())
    survey_id: UUID = Field(sa_column=columns.reference("surveys.id"))
    number: int = Field(sa_column=columns.required_number())
    language: str = Field(sa_column=columns.words(required=True))
    prompt: str = Field(sa_column=columns.words(required=True))
    choices: list[str] | None = Field(default=None, sa_column=columns.texts())


class SurveyParticipation(SQLModel, table=True):
    """That somebody has answered: not what, not when, and not whether under their name."""

    __tablename__ = "survey_participations"
    __table_args__ = (UniqueConstraint("survey_id", "user_id", name="survey_participations_once"),)

    id: UUID = Field(sa_column=columns.identifier())
    survey_id: UUID = Field(sa_column=columns.reference("surveys.id"))
    user_id: UUID = Field(sa_column=columns.reference("users.id", index=True))


class SurveyResponse(SQLModel, table=True):
    """That somebody has answered under their name, by a consent of their own."""

    __tablename__ = "survey_responses"
    __table_args__ = (UniqueConstraint("survey_id", "user_id", name="survey_responses_once"),)

    id: UUID = Field(sa_column=columns.identifier())
    survey_id: UUID = Field(sa_column=columns.reference("surveys.id"))
    user_id: UUID = Field(sa_column=columns.reference("users.id", index=True))
    consent_id: UUID = Field(sa_column=columns.reference("consents.id", index=True))
    answered_on: date = Field(sa_column=columns.date(required=True))


class SurveyAnswer(SQLModel, table=True):
    """What somebody has answered under their name: the place of a choice, or words."""

    __tablename__ = "survey_answers"
    __table_args__ = (
        UniqueConstraint("response_id", "question", name="survey_answers_once"),
        CheckConstraint("(choice IS NULL) <> (text IS NULL)", name="survey_answers_one"),
    )

    id: UUID = Field(sa_column=columns.identifier())
    response_id: UUID = Field(sa_column=columns.reference("survey_responses.id"))
    question: int = Field(sa_column=columns.required_number())
    choice: int | None = Field(default=None, sa_column=columns.number())
    text: str | None = Field(default=None, sa_column=columns.words())


class SurveyBallot(SQLModel, table=True):
    """One answer to one question by nobody in particular, until the survey is closed. The API cannot read it."""

    __tablename__ = "survey_ballots"
    __table_args__ = (CheckConstraint("(choice IS NULL) <> (text IS NULL)", name="survey_ballots_one"),)

    id: UUID = Field(sa_column=columns.identifier())
    survey_id: UUID = Field(sa_column=columns.reference("surveys.id", index=True))
    question: int = Field(sa_column=columns.required_number())
    choice: int | None = Field(default=None, sa_column=columns.number())
    text: str | None = Field(default=None, sa_column=columns.words())


class SurveyResult(SQLModel, table=True):
    """How many people who are not named gave an answer, written when the survey is closed."""

    __tablename__ = "survey_results"
    __table_args__ = (CheckConstraint("(choice IS NULL) <> (text IS NULL)", name="survey_results_one"),)

    id: UUID = Field(sa_column=columns.identifier())
    survey_id: UUID = Field(sa_column=columns.reference("surveys.id", index=True))
    question: int = Field(sa_column=columns.required_number())
    choice: int | None = Field(default=None, sa_column=columns.number())
    text: str | None = Field(default=None, sa_column=columns.words())
    answers: int = Field(sa_column=columns.count())
