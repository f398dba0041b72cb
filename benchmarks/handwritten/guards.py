"""The masks and guards as a person writes them, once each, and the viewer that is resolved in the same statement.

In: the alias of a table. Out: SQL. The session runs in UTC, and `now()` is the beginning of the statement, which is a
transaction of its own.
"""

from __future__ import annotations

# The account behind the token, if it may act: no row means 401, a row that is not allowed 403.
PEER = """
viewer AS MATERIALIZED (
  SELECT id, coalesce(status = 'VALIDATED' AND inactive_at > now(), false) AS allowed
    FROM users
   WHERE id = $1 AND status <> 'ANONYMISED' AND (anonymised_at IS NULL OR anonymised_at > now())
)
"""

SUPPORT_ORGANISATION = """
viewer AS MATERIALIZED (
  SELECT users.id, mandate.country,
         coalesce(mandate.id IS NOT NULL AND users.status IN ('GENERAL', 'VALIDATED') AND users.inactive_at > now()
                  AND (mandate.purposes IS NULL OR $2 = ANY (mandate.purposes)), false) AS allowed
    FROM users
    LEFT JOIN LATERAL (
           SELECT id, country, purposes
             FROM assignments
            WHERE user_id = users.id AND role = 'NSO' AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())
            ORDER BY valid_from DESC, id
            LIMIT 1) AS mandate ON true
   WHERE users.id = $1 AND status <> 'ANONYMISED' AND (anonymised_at IS NULL OR anonymised_at > now())
)
"""


def visible(user: str) -> str:
    """A person whom peers may see."""
    return f"({user}.status = 'VALIDATED' AND NOT {user}.restricted AND {user}.inactive_at > now())"


def public(user: str) -> str:
    """A person whom everyone may see."""
    return f"({visible(user)} AND {user}.public_profile @> now())"


def public_picture(user: str) -> str:
    """A public person's picture, where everyone may see it."""
    return (
        f"CASE WHEN {user}.public_picture_esep @> now() OR {user}.ambassador AND {user}.public_picture @> now() "
        f"THEN {user}.picture END"
    )


def lasting(entry: str) -> str:
    """An entry that is not over."""
    return f"({entry}.left_on IS NULL OR {entry}.left_on > current_date)"


def published(project: str) -> str:
    """A project that its founder has published."""
    return f"({project}.status <> 'DRAFT' AND {project}.published_at <= now())"


def has_public_partner(project: str) -> str:
    """A project of some public person."""
    return (
        f"EXISTS (SELECT FROM partners AS p JOIN users AS u ON u.id = p.user_id"
        f" WHERE p.project_id = {project}.id AND {lasting('p')} AND {public('u')})"
    )


def age_range(row: str) -> str:
    """Ages as one object, null when both ends are."""
    return (
        f"CASE WHEN {row}.pupil_age_from IS NOT NULL OR {row}.pupil_age_to IS NOT NULL"
        f" THEN json_build_object('from', {row}.pupil_age_from, 'to', {row}.pupil_age_to) END"
    )
