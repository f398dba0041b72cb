"""Who may act in which role, checked before an import is believed (contract: G-15, G-16, G-40, G-51).

In: a connection whose staging tables are filled, and now. Out: rows in the table `problems`. An assignment is live
from `validFrom` until before `validTo`, on an account that is VALIDATED or GENERAL in effect. The file may give the
second live assignment itself, or bring an account back to life that has two: then the line of the account is named.
"""

from __future__ import annotations

from datetime import datetime

from psycopg import sql

from app.database.models import User
from app.database.vocabulary import Role
from app.transfer.staging import Connection

MOST_PROVIDERS = 3
"""Top-level accounts at the service provider (SEC-14)."""


def check_authority(connection: Connection, now: datetime) -> None:
    """One live assignment for each user and role; no fourth live one of the service provider."""
    _create_live_assignments(connection, now)
    connection.execute(
        """
        INSERT INTO problems
        SELECT line, field, 'is the second live assignment of this user and role'
          FROM (SELECT line, field, row_number()
                       OVER (PARTITION BY user_id, role ORDER BY field = 'role', line NULLS FIRST, id) AS place
                  FROM live_assignments) AS ordered
         WHERE place > 1 AND line IS NOT NULL
        """
    )
    connection.execute(
        """
        INSERT INTO problems
        SELECT line, field, format('is one live assignment of %%s too many: at most %%s', role, %(most)s::text)
          FROM (SELECT line, field, role, row_number() OVER (ORDER BY field = 'role', line NULLS FIRST, id) AS place
                  FROM live_assignments WHERE role = %(role)s) AS ordered
         WHERE place > %(most)s AND line IS NOT NULL
        """,
        {"most": MOST_PROVIDERS, "role": Role.PROVIDER.value},
    )


def _create_live_assignments(connection: Connection, now: datetime) -> None:
    """Every assignment that will be live after the import, with the line that makes it so."""
    connection.execute(
        sql.SQL(
            """
            CREATE TEMPORARY TABLE live_assignments ON COMMIT DROP AS
            WITH after_import AS (
                     SELECT line, id, user_id, role, valid_from, valid_to FROM staged_assignments
                     UNION ALL
                     SELECT NULL, id, user_id, role, valid_from, valid_to FROM assignments AS kept
                      WHERE NOT EXISTS (SELECT FROM staged_assignments AS new WHERE new.id = kept.id)
                 ),
                 current AS (
                     SELECT * FROM after_import WHERE valid_from <= %(now)s AND (valid_to IS NULL OR %(now)s < valid_to)
                 ),
                 accounts AS (
                     SELECT line, id, status, registered_at, last_login_at FROM staged_users
                     UNION ALL
                     SELECT NULL, id, status, registered_at, last_login_at FROM users AS kept
                      WHERE NOT EXISTS (SELECT FROM staged_users AS new WHERE new.id = kept.id)
                 )
            SELECT coalesce(current.line, accounts.line) AS line,
                   CASE WHEN current.line IS NULL THEN 'status' ELSE 'role' END AS field,
                   current.id, current.user_id, current.role
              FROM current JOIN accounts ON accounts.id = current.user_id
             WHERE accounts.status IN ('VALIDATED', 'GENERAL')
               AND coalesce(%(now)s < {inactive_at}, true)
            """
        ).format(inactive_at=sql.SQL(_expression_of("inactive_at"))),
        {"now": now},
    )


def _expression_of(column: str) -> str:
    """How the database computes a column of users; the staging table does not have it."""
    computed = User.__table__.c[column].computed  # type: ignore[attr-defined]
    return str(computed.sqltext)
