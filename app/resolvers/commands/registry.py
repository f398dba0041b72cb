"""Every command by the name of its field in `Mutation`. A test holds that none is missing and none is left over."""

from __future__ import annotations

from collections.abc import Mapping

from app.resolvers.commands.account import accept_general_notice, sign_out_everywhere
from app.resolvers.commands.affiliating import (
    add_my_school,
    refuse_affiliation,
    remove_my_school,
    validate_affiliation,
)
from app.resolvers.commands.articles import publish_article, withdraw_article
from app.resolvers.commands.assignments import grant_assignment, revoke_assignment
from app.resolvers.commands.blocks import block_member, unblock_member
from app.resolvers.commands.command import Command
from app.resolvers.commands.comments import comment_article, delete_own_comment, remove_comment
from app.resolvers.commands.consents import give_consent, unpublish_me, withdraw_consent
from app.resolvers.commands.contacts import (
    accept_contact,
    decline_contact,
    remove_contact,
    request_contact,
    withdraw_contact_request,
)
from app.resolvers.commands.invitations import (
    accept_invitation,
    decline_invitation,
    invite_partner,
    withdraw_invitation,
)
from app.resolvers.commands.keeping import add_favourite, delete_saved_search, remove_favourite, save_search
from app.resolvers.commands.merging import merge_two_schools
from app.resolvers.commands.moving import change_my_school
from app.resolvers.commands.pictures import remove_my_picture, set_my_picture
from app.resolvers.commands.profile import hide_my_contacts, update_my_profile
from app.resolvers.commands.project_life import close_project, leave_project, publish_project, unpublish_project
from app.resolvers.commands.projects import create_project, delete_draft, update_project
from app.resolvers.commands.registering import register_as_etwinner
from app.resolvers.commands.registrations import (
    refuse_registration,
    refuse_registrations,
    validate_registration,
    validate_registrations,
    withdraw_validation,
)
from app.resolvers.commands.representing import remove_my_representation, set_my_representation
from app.resolvers.commands.schools import refuse_school, validate_school
from app.resolvers.commands.surveys import (
    answers_of_nobody,
    close_survey,
    open_survey,
    submit_survey,
    withdraw_survey_consent,
)

COMMANDS: Mapping[str, Command] = {
    command.name: command
    for command in (
        Command("acceptNotice", accept_general_notice, admits_strangers=True),
        Command("signOutEverywhere", sign_out_everywhere),
        Command("grantAssignment", grant_assignment),
        Command("revokeAssignment", revoke_assignment),
        Command("giveConsent", give_consent, alone=True),
        Command("withdrawConsent", withdraw_consent, alone=True),
        Command("unpublishMe", unpublish_me, alone=True),
        Command("requestContact", request_contact),
        Command("acceptContact", accept_contact),
        Command("declineContact", decline_contact),
        Command("withdrawContactRequest", withdraw_contact_request),
        Command("removeContact", remove_contact),
        Command("blockMember", block_member),
        Command("unblockMember", unblock_member),
        Command("registerAsETwinner", register_as_etwinner, alone=True),
        Command("updateMyProfile", update_my_profile, alone=True),
        Command("changeMySchool", change_my_school, alone=True),
        Command("addMySchool", add_my_school, alone=True),
        Command("removeMySchool", remove_my_school, alone=True),
        Command("validateAffiliation", validate_affiliation),
        Command("refuseAffiliation", refuse_affiliation),
        Command("setMyPicture", set_my_picture, alone=True),
        Command("removeMyPicture", remove_my_picture, alone=True),
        Command("hideMyContacts", hide_my_contacts, alone=True),
        Command("addFavourite", add_favourite, alone=True),
        Command("removeFavourite", remove_favourite, alone=True),
        Command("saveSearch", save_search, alone=True),
        Command("deleteSavedSearch", delete_saved_search, alone=True),
        Command("setMyRepresentation", set_my_representation, alone=True),
        Command("removeMyRepresentation", remove_my_representation, alone=True),
        Command("publishArticle", publish_article),
        Command("withdrawArticle", withdraw_article),
        Command("commentArticle", comment_article, alone=True),
        Command("deleteComment", delete_own_comment),
        Command("removeComment", remove_comment),
        Command("validateRegistration", validate_registration),
        Command("refuseRegistration", refuse_registration),
        Command("withdrawValidation", withdraw_validation),
        Command("validateRegistrations", validate_registrations, many="users"),
        Command("refuseRegistrations", refuse_registrations, many="users"),
        Command("validateSchool", validate_school),
        Command("refuseSchool", refuse_school),
        Command("mergeSchools", merge_two_schools),
        Command("openSurvey", open_survey),
        Command("closeSurvey", close_survey),
        Command("submitSurvey", submit_survey, alone=True, unhashed=answers_of_nobody),
        Command("withdrawSurveyConsent", withdraw_survey_consent, alone=True),
        Command("createProject", create_project),
        Command("updateProject", update_project),
        Command("deleteDraft", delete_draft),
        Command("invitePartner", invite_partner),
        Command("withdrawInvitation", withdraw_invitation),
        Command("acceptInvitation", accept_invitation),
        Command("declineInvitation", decline_invitation),
        Command("leaveProject", leave_project),
        Command("closeProject", close_project),
        Command("publishProject", publish_project),
        Command("unpublishProject", unpublish_project),
    )
}
