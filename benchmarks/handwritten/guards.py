"""The masks and guards as a person writes them, once each, and the viewer that is resolved in the same statement.

In: the alias of a table. Out: SQL. Of the arguments, $1 is the account and $2 the second at which its token was issued.
The session runs in UTC, and `now()` is the beginning of the statement, which is a transaction of its own.
"""

# ruff: noqa: S608 - every part of these statements stands in this folder; what a request says is bound

from __future__ import annotations

from app.database.vocabulary import EU_EEA

# The account behind the token, if it may act: no row means 401, a row that is not allowed 403.
_ACCOUNT = """users.id = $1 AND status <> 'ANONYMISED' AND (anonymised_at IS NULL OR anonymised_at > now())
     AND NOT EXISTS (SELECT FROM sign_outs WHERE sign_outs.user_id = users.id AND at >= to_timestamp($2))"""

PEER = f"""
viewer AS MATERIALIZED (
  SELECT id, school_id, coalesce(status = 'VALIDATED' AND inactive_at > now(), false) AS allowed,
         ARRAY(SELECT blocked_id FROM blocks WHERE blocks.user_id = users.id
               UNION ALL
               SELECT blocks.user_id FROM blocks WHERE blocked_id = users.id) AS blocked
    FROM users
   WHERE {_ACCOUNT}
)
"""

_INSIDE = ", ".join(f"'{country}'" for country in sorted(EU_EEA))

SUPPORT_ORGANISATION = f"""
viewer AS MATERIALIZED (
  SELECT users.id, mandate.country, mandate.organisation,
         coalesce(mandate.id IS NOT NULL AND users.status IN ('GENERAL', 'VALIDATED') AND users.inactive_at > now()
                  AND (mandate.purposes IS NULL OR $3 = ANY (mandate.purposes)), false) AS allowed
    FROM users
    LEFT JOIN LATERAL (
           SELECT a.id, a.purposes, o.name AS organisation,
                  CASE WHEN o.id IS NULL
                         OR o.agreement_from <= now() AND (o.agreement_to IS NULL OR o.agreement_to > now())
                            AND (o.country IN ({_INSIDE})
                                 OR o.safeguards_from <= now() AND (o.safeguards_to IS NULL OR o.safeguards_to > now()))
                       THEN a.country END AS country
             FROM assignments AS a LEFT JOIN organisations AS o ON o.id = a.organisation_id
            WHERE a.user_id = users.id AND a.role = 'NSO'
              AND a.valid_from <= now() AND (a.valid_to IS NULL OR a.valid_to > now())
            ORDER BY a.valid_from DESC, a.id
            LIMIT 1) AS mandate ON true
   WHERE {_ACCOUNT}
)
"""


def visible(user: str) -> str:
    """A person whom peers may see."""
    return f"({user}.status = 'VALIDATED' AND NOT {user}.restricted AND {user}.inactive_at > now())"


def peer(user: str) -> str:
    """A person whom this viewer sees as a peer, or themselves."""
    return f"({visible(user)} AND {user}.id <> ALL ((SELECT blocked FROM viewer)::uuid[]) OR {user}.id = $1)"


def peer_school(school: str) -> str:
    """A school that was found valid, or the viewer's own."""
    return f"({school}.status = 'VALIDATED' OR {school}.id = (SELECT school_id FROM viewer))"


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
