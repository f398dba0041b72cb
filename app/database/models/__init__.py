"""The tables, one module per aggregate. Importing this package registers all of them."""

from app.database.models.access import Access, AccessSeal
from app.database.models.area import Area, Member, Post, Thread
from app.database.models.article import Article, Comment
from app.database.models.block import Block
from app.database.models.command import AuditEntry, CommandOutcome
from app.database.models.contact import ContactRequest
from app.database.models.identity import Identity, NoticeAcceptance, SignOut
from app.database.models.keeping import Favourite, SavedSearch
from app.database.models.organisation import Organisation
from app.database.models.picture import Picture
from app.database.models.points import SpentPoints
from app.database.models.policy import PolicyGeneration
from app.database.models.project import Invitation, Partner, Project
from app.database.models.registration import AffiliationDecision, Validation
from app.database.models.representation import Representation
from app.database.models.school import School, SchoolAlias, SchoolValidation
from app.database.models.survey import (
    Survey,
    SurveyAnswer,
    SurveyBallot,
    SurveyParticipation,
    SurveyQuestion,
    SurveyResponse,
    SurveyResult,
    SurveyTitle,
)
from app.database.models.user import Assignment, Consent, Contact, User

__all__ = [
    "Access",
    "AccessSeal",
    "AffiliationDecision",
    "Area",
    "Article",
    "Assignment",
    "AuditEntry",
    "Block",
    "CommandOutcome",
    "Comment",
    "Consent",
    "Contact",
    "ContactRequest",
    "Favourite",
    "Identity",
    "Invitation",
    "Member",
    "NoticeAcceptance",
    "Organisation",
    "Partner",
    "Picture",
    "PolicyGeneration",
    "Post",
    "Project",
    "Representation",
    "SavedSearch",
    "School",
    "SchoolAlias",
    "SchoolValidation",
    "SignOut",
    "SpentPoints",
    "Survey",
    "SurveyAnswer",
    "SurveyBallot",
    "SurveyParticipation",
    "SurveyQuestion",
    "SurveyResponse",
    "SurveyResult",
    "SurveyTitle",
    "Thread",
    "User",
    "Validation",
]
