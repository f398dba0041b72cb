"""The commands about surveys as fields of the root of commands (`app.schema.mutation`)."""

from __future__ import annotations

import strawberry

from app.schema.commands import command
from app.schema.surveying import (
    CloseSurveyInput,
    CloseSurveyPayload,
    OpenSurveyInput,
    OpenSurveyPayload,
    SubmitSurveyInput,
    SubmitSurveyPayload,
    WithdrawSurveyConsentInput,
    WithdrawSurveyConsentPayload,
)


@strawberry.type(description="The commands about surveys.")
class SurveyMutation:
    """The commands about surveys."""

    open_survey: OpenSurveyPayload | None = command(
        OpenSurveyInput,
        "Ask the eTwinners of one's country. For national support organisations with the purpose SURVEY; for the "
        "Agency, which asks those of all countries, with the purpose OPERATION.",
    )
    close_survey: CloseSurveyPayload | None = command(
        CloseSurveyInput,
        "Close a survey, for good: nobody answers it any more, and what was answered is read. One that is closed "
        "already stays so.",
    )
    submit_survey: SubmitSurveyPayload | None = command(
        SubmitSurveyInput,
        "Answer a survey, once. Without a consent the answers are kept without a name. For eTwinners.",
    )
    withdraw_survey_consent: WithdrawSurveyConsentPayload | None = command(
        WithdrawSurveyConsentInput,
        "Take back what one has answered to a survey by name, for every request that starts after the answer: it is "
        "deleted. One does not answer again.",
    )
