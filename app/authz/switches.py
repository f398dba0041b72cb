"""What versions of the policy may differ in: the switches, and the facts that are shown and enforced elsewhere.

Out: `SWITCHES`, each with its words and with where it counts: in the conditions of rules, as `policy.name`, or in who
is admitted with which purpose. `FACTS`: what a notice says that no condition asks. A version has to state every one of
them (`app.authz.versions`), so that no difference is forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Counts(StrEnum):
    """Where a switch counts."""

    IN_RULES = "in rules"
    IN_ADMISSION = "in admission"


@dataclass(frozen=True, slots=True)
class SwitchKind:
    """A switch: the words that it takes, the widest one last, and where it counts."""

    words: tuple[str, ...]
    counts: Counts


SWITCHES: Mapping[str, SwitchKind] = {
    # Whose picture the public may see: with a consent in any case.
    "public_picture": SwitchKind(("AMBASSADOR_AND_CONSENT", "CONSENT"), Counts.IN_RULES),
    # Who counts as a peer: validated people, or everybody who has registered as an eTwinner.
    "peer_view": SwitchKind(("VALIDATED", "REGISTERED"), Counts.IN_RULES),
    # Whether there are user names at all.
    "username": SwitchKind(("ABSENT", "PRESENT"), Counts.IN_RULES),
    # Which bodies read besides the Agency, the Commission and the support service.
    "provider": SwitchKind(("ABSENT", "PRESENT"), Counts.IN_ADMISSION),
    "research_centre": SwitchKind(("ABSENT", "PRESENT"), Counts.IN_ADMISSION),
    # Who must say why they read.
    "national_purpose": SwitchKind(("DEMANDED", "NOT_DEMANDED"), Counts.IN_ADMISSION),
    "agency_purpose": SwitchKind(("DEMANDED", "NOT_DEMANDED"), Counts.IN_ADMISSION),
    # Whether a national support organisation may read for press releases.
    "national_press": SwitchKind(("REFUSED", "ALLOWED"), Counts.IN_ADMISSION),
}

FACTS: frozenset[str] = frozenset(
    {
        "account_migration",
        "areas",
        "commission_directorates",
        "controller_contact",
        "description",
        "disclosures",
        "final_notices",
        "forums",
        "further_data",
        "hosting",
        "inactive_notice",
        "legal_acts",
        "national_basis",
        "public_display_consent",
        "purposes",
        "registration",
        "retention_clock",
        "school_authority",
        "support_mailbox",
        "third_countries",
        "third_party_tools",
    }
)
