"""The root of the commands. Each is a function of `app.resolvers.commands`, found by the name of its field."""

from __future__ import annotations

import strawberry

from app.schema.account import (
    AcceptNoticeInput,
    AcceptNoticePayload,
    SignOutEverywhereInput,
    SignOutEverywherePayload,
)
from app.schema.affiliating import AffiliationCommands
from app.schema.assignment import (
    GrantAssignmentInput,
    GrantAssignmentPayload,
    RevokeAssignmentInput,
    RevokeAssignmentPayload,
)
from app.schema.block import BlockMemberInput, BlockMemberPayload, UnblockMemberInput, UnblockMemberPayload
from app.schema.commands import command
from app.schema.commenting import ArticleCommands
from app.schema.consent import (
    GiveConsentInput,
    GiveConsentPayload,
    UnpublishMeInput,
    UnpublishMePayload,
    WithdrawConsentInput,
    WithdrawConsentPayload,
)
from app.schema.contact import (
    AcceptContactInput,
    AcceptContactPayload,
    DeclineContactInput,
    DeclineContactPayload,
    RemoveContactInput,
    RemoveContactPayload,
    RequestContactInput,
    RequestContactPayload,
    WithdrawContactRequestInput,
    WithdrawContactRequestPayload,
)
from app.schema.invitation import (
    AcceptInvitationInput,
    AcceptInvitationPayload,
    DeclineInvitationInput,
    DeclineInvitationPayload,
    InvitePartnerInput,
    InvitePartnerPayload,
    WithdrawInvitationInput,
    WithdrawInvitationPayload,
)
from app.schema.keeping import (
    AddFavouriteInput,
    AddFavouritePayload,
    DeleteSavedSearchInput,
    DeleteSavedSearchPayload,
    RemoveFavouriteInput,
    RemoveFavouritePayload,
    SaveSearchInput,
    SaveSearchPayload,
)
from app.schema.pictures import (
    RemoveMyPictureInput,
    RemoveMyPicturePayload,
    SetMyPictureInput,
    SetMyPicturePayload,
)
from app.schema.profile import (
    ChangeMySchoolInput,
    ChangeMySchoolPayload,
    HideMyContactsInput,
    HideMyContactsPayload,
    UpdateMyProfileInput,
    UpdateMyProfilePayload,
)
from app.schema.project_life import (
    CloseProjectInput,
    CloseProjectPayload,
    LeaveProjectInput,
    LeaveProjectPayload,
    PublishProjectInput,
    PublishProjectPayload,
    UnpublishProjectInput,
    UnpublishProjectPayload,
)
from app.schema.projects import (
    CreateProjectInput,
    CreateProjectPayload,
    DeleteDraftInput,
    DeleteDraftPayload,
    UpdateProjectInput,
    UpdateProjectPayload,
)
from app.schema.registering import RegisterAsETwinnerInput, RegisterAsETwinnerPayload
from app.schema.registration import (
    RefuseRegistrationInput,
    RefuseRegistrationPayload,
    RefuseRegistrationsInput,
    RefuseRegistrationsPayload,
    ValidateRegistrationInput,
    ValidateRegistrationPayload,
    ValidateRegistrationsInput,
    ValidateRegistrationsPayload,
    WithdrawValidationInput,
    WithdrawValidationPayload,
)
from app.schema.representing import RepresentativeCommands
from app.schema.school_decisions import (
    MergeSchoolsInput,
    MergeSchoolsPayload,
    RefuseSchoolInput,
    RefuseSchoolPayload,
    ValidateSchoolInput,
    ValidateSchoolPayload,
)
from app.schema.survey_mutation import SurveyMutation


@strawberry.type(
    description="The root of the commands. They are carried out one after the other, each as a whole or not at all: "
    "one that is refused is null and changes nothing, those before it stay, those after it are carried out."
)
class Mutation(AffiliationCommands, ArticleCommands, RepresentativeCommands, SurveyMutation):
    """The root of the commands."""

    accept_notice: AcceptNoticePayload | None = command(
        AcceptNoticeInput,
        "Accept the general notice. It is the first command of everybody: it makes a general account, or claims an "
        "imported one that has the verified e-mail address of the token.",
    )
    sign_out_everywhere: SignOutEverywherePayload | None = command(
        SignOutEverywhereInput, "End every token of the viewer that was issued until now, this one included."
    )
    grant_assignment: GrantAssignmentPayload | None = command(
        GrantAssignmentInput, "Give a person a staff role, from a time on."
    )
    revoke_assignment: RevokeAssignmentPayload | None = command(
        RevokeAssignmentInput, "End an assignment now, for every request that starts after the answer."
    )
    give_consent: GiveConsentPayload | None = command(
        GiveConsentInput, "Consent to one purpose oneself. A consent that is given already stays as it is."
    )
    withdraw_consent: WithdrawConsentPayload | None = command(
        WithdrawConsentInput, "Withdraw one's consent to one purpose, for every request that starts after the answer."
    )
    unpublish_me: UnpublishMePayload | None = command(
        UnpublishMeInput,
        "Withdraw one's consents to a public profile and a public picture, both or none, for every request that "
        "starts after the answer.",
    )
    register_as_e_twinner: RegisterAsETwinnerPayload | None = command(
        RegisterAsETwinnerInput,
        "Register oneself as an eTwinner. The registration waits until the national support organisation of the "
        "school's country has validated it. For general users who have accepted the general notice.",
    )
    update_my_profile: UpdateMyProfilePayload | None = command(
        UpdateMyProfileInput,
        "Change what is given of one's own profile. Who takes another role at school waits to be validated again.",
    )
    change_my_school: ChangeMySchoolPayload | None = command(
        ChangeMySchoolInput,
        "Move to another school. The registration waits to be validated by the national support organisation of its "
        "country; meanwhile nobody sees the person as an eTwinner, and the former organisation sees them no more.",
    )
    set_my_picture: SetMyPicturePayload | None = command(
        SetMyPictureInput, "Show a picture that one has just uploaded with `POST /pictures`, in place of any other."
    )
    remove_my_picture: RemoveMyPicturePayload | None = command(
        RemoveMyPictureInput, "Show no picture any more; an uploaded one is deleted."
    )
    hide_my_contacts: HideMyContactsPayload | None = command(
        HideMyContactsInput, "Hide one's contacts from eTwinners, or show them again."
    )
    add_favourite: AddFavouritePayload | None = command(
        AddFavouriteInput,
        "Keep something visible at hand, 500 things at most. For everybody with an account, as are the "
        "three that follow.",
    )
    remove_favourite: RemoveFavouritePayload | None = command(RemoveFavouriteInput, "Keep something at hand no more.")
    save_search: SaveSearchPayload | None = command(SaveSearchInput, "Write a search down, 100 of them at most.")
    delete_saved_search: DeleteSavedSearchPayload | None = command(
        DeleteSavedSearchInput, "Forget one's own saved search."
    )
    validate_registration: ValidateRegistrationPayload | None = command(
        ValidateRegistrationInput,
        "Find a registration of one's own country valid: from now on the person acts as an eTwinner. For national "
        "support organisations with the purpose VALIDATION, as the two that follow.",
    )
    refuse_registration: RefuseRegistrationPayload | None = command(
        RefuseRegistrationInput, "Refuse a registration that waits. The person stays a general user."
    )
    withdraw_validation: WithdrawValidationPayload | None = command(
        WithdrawValidationInput,
        "Take a validation back. What the person showed as an eTwinner is hidden from the next request on.",
    )
    validate_registrations: ValidateRegistrationsPayload | None = command(
        ValidateRegistrationsInput, "The same as `validateRegistration` for up to 100 people, each by itself."
    )
    refuse_registrations: RefuseRegistrationsPayload | None = command(
        RefuseRegistrationsInput, "The same as `refuseRegistration` for up to 100 people, each by itself."
    )
    validate_school: ValidateSchoolPayload | None = command(
        ValidateSchoolInput,
        "Find a school valid that a registrant of one's own country entered: from now on it is seen and chosen as "
        "every other. For national support organisations with the purpose VALIDATION, as the next one.",
    )
    refuse_school: RefuseSchoolPayload | None = command(
        RefuseSchoolInput, "Refuse a school that waits. It stays hidden from all but its own people and staff."
    )
    merge_schools: MergeSchoolsPayload | None = command(
        MergeSchoolsInput,
        "Say that two schools of one's own country are one. People and partnerships of the absorbed one move to the "
        "surviving one, and its id leads there from then on.",
    )
    request_contact: RequestContactPayload | None = command(
        RequestContactInput,
        "Ask a peer to be a contact. Who is asked by that peer already agrees by asking back. For eTwinners, as the "
        "four that follow.",
    )
    accept_contact: AcceptContactPayload | None = command(
        AcceptContactInput, "Agree to a request: from now on each is among the contacts of the other."
    )
    decline_contact: DeclineContactPayload | None = command(
        DeclineContactInput, "Take a request off one's list. Who has sent it is not told."
    )
    withdraw_contact_request: WithdrawContactRequestPayload | None = command(
        WithdrawContactRequestInput, "Ask a peer no more."
    )
    remove_contact: RemoveContactPayload | None = command(
        RemoveContactInput, "Part from a contact: neither is among the contacts of the other any more."
    )
    create_project: CreateProjectPayload | None = command(
        CreateProjectInput,
        "Found a project: a draft with its TwinSpace, and oneself as the founder. For validated eTwinners, as all "
        "commands about projects.",
    )
    update_project: UpdateProjectPayload | None = command(
        UpdateProjectInput,
        "Change what is said about a project, if nobody has changed it since it was read. For its founders and, "
        "while none of them is visible, for its partners.",
    )
    delete_draft: DeleteDraftPayload | None = command(
        DeleteDraftInput, "Give up a draft in which nobody else takes part, with its TwinSpace."
    )
    invite_partner: InvitePartnerPayload | None = command(
        InvitePartnerInput, "Invite a peer to a project that one runs. Who is invited already stays so."
    )
    withdraw_invitation: WithdrawInvitationPayload | None = command(
        WithdrawInvitationInput, "Take an invitation back. Without an open one, nothing happens."
    )
    accept_invitation: AcceptInvitationPayload | None = command(
        AcceptInvitationInput,
        "Take part in a project to which one is invited, through the own school, and in its TwinSpace. A draft in "
        "which somebody comes to take part is active.",
    )
    decline_invitation: DeclineInvitationPayload | None = command(
        DeclineInvitationInput, "Take an invitation off one's list. Without one, nothing happens."
    )
    leave_project: LeaveProjectPayload | None = command(
        LeaveProjectInput,
        "Leave a project and its TwinSpace, from the next request on. The project stays as it is.",
    )
    close_project: CloseProjectPayload | None = command(
        CloseProjectInput, "Close a project that runs; open invitations to it are gone."
    )
    publish_project: PublishProjectPayload | None = command(
        PublishProjectInput,
        "Show a project on the open internet, as long as a partner consents to be shown there. Partners are named only "
        "with their own consent.",
    )
    unpublish_project: UnpublishProjectPayload | None = command(
        UnpublishProjectInput, "Take a project off the open internet, for every request that starts after the answer."
    )
    block_member: BlockMemberPayload | None = command(
        BlockMemberInput,
        "Hide oneself and a peer from each other, from the next request on. The other is not told. For eTwinners, as "
        "the one that follows.",
    )
    unblock_member: UnblockMemberPayload | None = command(
        UnblockMemberInput,
        "Take a block back. One that the other has made stays, and nobody says whether there is one.",
    )
