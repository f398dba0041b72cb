"""The commands about surveys: ask, close, answer, take back what was answered by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.commands import CommandInput, Payload
from app.schema.scalars import LanguageCode

if TYPE_CHECKING:
    from app.schema.survey import Survey, SurveyResponse

_Survey = Annotated["Survey", strawberry.lazy("app.schema.survey")]


@strawberry.input(description="The title of a survey in a language.")
class SurveyTitleInput:
    """The title in a language."""

    language: LanguageCode = strawberry.field(description="The language, each once.")
    title: str = strawberry.field(description="The title, 200 characters at most.")


@strawberry.input(description="A question in a language.")
class SurveyPromptInput:
    """A question in a language."""

    language: LanguageCode = strawberry.field(description="The language, each once.")
    prompt: str = strawberry.field(description="What is asked, 1,000 characters at most.")
    choices: list[str] | None = strawberry.field(
        default=strawberry.UNSET,
        description="What can be chosen, 2 to 20, as many in each language; left out, it is answered in words.",
    )


@strawberry.input(description="A question, in every language of the titles.")
class SurveyQuestionInput:
    """A question."""

    prompts: list[SurveyPromptInput] = strawberry.field(description="The question in each language.")


@strawberry.input(
    description="What is asked. A national support organisation asks its country, the Agency everybody. Texts are "
    "kept in NFC."
)
class OpenSurveyInput(CommandInput):
    """What is asked."""

    titles: list[SurveyTitleInput] = strawberry.field(description="The title in each language, at least one.")
    questions: list[SurveyQuestionInput] = strawberry.field(description="The questions in their order, 1 to 30.")


@strawberry.type(description="What `openSurvey` came to.")
class OpenSurveyPayload(Payload):
    """The new survey."""

    survey: _Survey | None = strawberry.field(description="The new survey.")


@strawberry.input(description="Which survey to close.")
class CloseSurveyInput(CommandInput):
    """Which survey to close."""

    survey: strawberry.ID = strawberry.field(description="The id of the survey.")


@strawberry.type(description="What `closeSurvey` came to.")
class CloseSurveyPayload(Payload):
    """The survey, closed."""

    survey: _Survey | None = strawberry.field(description="The survey with what was answered.")


@strawberry.input(description="An answer to a question: a choice or words.")
class SurveyAnswerInput:
    """An answer."""

    question: int = strawberry.field(description="The number of the question, each once.")
    choice: int | None = strawberry.field(
        default=strawberry.UNSET, description="The place of what is chosen, counted from 1; this or `text`."
    )
    text: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="The answer in words, 2,000 characters at most; this or `choice`. Without a consent, say nothing "
        "in it that tells who one is.",
    )


@strawberry.input(description="That one's name goes with the answers, and which text was read.")
class SurveyConsentInput:
    """What was read before one consented."""

    notice_version: str = strawberry.field(
        description="The privacy notice that was shown; it has to be the one in force (`Viewer.policyVersion`)."
    )
    language: LanguageCode = strawberry.field(description="The language in which it was shown.")


@strawberry.input(
    description="What one answers. Without `consent` the answers are kept without a name, and nothing leads from them "
    "to anybody."
)
class SubmitSurveyInput(CommandInput):
    """What one answers."""

    survey: strawberry.ID = strawberry.field(description="The id of the survey.")
    answers: list[SurveyAnswerInput] = strawberry.field(
        description="The answers, at least one. Questions may be left out."
    )
    consent: SurveyConsentInput | None = strawberry.field(
        default=strawberry.UNSET, description="That one's name goes with the answers to this survey."
    )


@strawberry.type(description="What `submitSurvey` came to.")
class SubmitSurveyPayload(Payload):
    """The survey, and the answers where they have a name."""

    survey: _Survey | None = strawberry.field(description="The survey.")
    response: Annotated[SurveyResponse, strawberry.lazy("app.schema.survey")] | None = strawberry.field(
        description="The answers, where they go with one's name; null without a consent."
    )


@strawberry.input(description="From the answers to which survey to take one's name.")
class WithdrawSurveyConsentInput(CommandInput):
    """From which answers to take one's name."""

    survey: strawberry.ID = strawberry.field(description="The id of the survey.")


@strawberry.type(description="What `withdrawSurveyConsent` came to.")
class WithdrawSurveyConsentPayload(Payload):
    """The survey."""

    survey: _Survey | None = strawberry.field(description="The survey, as far as the viewer sees it.")
