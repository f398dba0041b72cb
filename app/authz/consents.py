"""Which consents count under the version in force: none reaches further than the notice that the person was shown.

Users keep the version that they accepted. Where the version in force is stricter, it applies to all at once; where it
is wider, it needs a new consent (A-80). So a consent reaches as far as the narrower of two notices: the one it was
given under, and the one in force. Of the purposes that rules ask about, versions differ in one alone, the picture: the
notice in force is asked by the rule (`policy.public_picture`), the notice of the consent by `picture_consented`. Every
notice counts for everything else (G-24).

In: the folder of the policy. Out: nothing, or `Misconfigured`: the database keeps the consents to a picture apart that
were given under a wide notice (revision 0004), and another set of wide notices needs another revision first.
"""

from __future__ import annotations

from pathlib import Path

from app.authz.predicates import WIDE_PICTURE_NOTICES
from app.authz.switches import SWITCHES
from app.authz.versions import VERSIONS, read_version
from app.errors import Misconfigured


def check_consents(folder: Path) -> None:
    """Refuse versions under which other consents to a picture reach everybody than the database keeps apart."""
    widest = SWITCHES["public_picture"].words[-1]
    wide = {name for name in VERSIONS if read_version(folder, name).value("public_picture") == widest}
    if wide != WIDE_PICTURE_NOTICES:
        kept = ", ".join(sorted(WIDE_PICTURE_NOTICES))
        raise Misconfigured(
            f"another set of notices makes everybody's picture public than the database keeps apart ({kept})",
            hint="a new revision of the database comes first, see app/authz/consents.py",
        )
