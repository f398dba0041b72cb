"""Memberships that follow from a partnership: every partner of a project is a member of its TwinSpace (G-35).

In: a connection whose staging tables are filled, once before the tables are written and once after. Out: the `implied`
rows of `members` for the TwinSpaces that the file concerns. While a person's own record of the same TwinSpace stands,
it stands for both; once it has an end, the implied row begins there (see `app.database.models.area.Member`).
"""

from __future__ import annotations

from app.database.ids import id_maker
from app.database.vocabulary import AreaRole
from app.transfer.staging import Connection

_AT_ONCE = 10_000

_WANTED = """
SELECT partners.key, areas.id, partners.user_id, partners.joined_on, partners.left_on, explicit.left_on
  FROM areas
  JOIN partners USING (project_id)
  LEFT JOIN members AS explicit
    ON explicit.area_id = areas.id AND explicit.user_id = partners.user_id AND NOT explicit.implied
 WHERE areas.kind = 'TWINSPACE'
   AND areas.id IN (SELECT area_id FROM concerned_areas)
   AND (explicit.id IS NULL OR explicit.left_on IS NOT NULL)
"""


def note_areas_before(connection: Connection) -> None:
    """Remember the areas that partners and members leave behind when the file moves them."""
    connection.execute(
        """
        CREATE TEMPORARY TABLE concerned_areas ON COMMIT DROP AS
        SELECT areas.id AS area_id
          FROM areas JOIN partners USING (project_id) JOIN staged_partners ON staged_partners.id = partners.id
        UNION
        SELECT members.area_id FROM members JOIN staged_members ON staged_members.id = members.id
        """
    )


def derive_members(connection: Connection, secret: bytes) -> None:
    """Bring the implied memberships of the areas concerned up to date."""
    connection.execute(
        """
        INSERT INTO concerned_areas
        SELECT areas.id FROM areas JOIN staged_partners USING (project_id)
        UNION SELECT id FROM staged_areas WHERE kind = 'TWINSPACE'
        UNION SELECT area_id FROM staged_members
        """
    )
    connection.execute("ANALYZE concerned_areas")
    _stage_wanted(connection, secret)
    connection.execute(
        """
        DELETE FROM members
         WHERE implied AND area_id IN (SELECT area_id FROM concerned_areas)
           AND NOT EXISTS (SELECT FROM implied_members AS wanted
                            WHERE (wanted.id, wanted.area_id, wanted.user_id)
                                  = (members.id, members.area_id, members.user_id))
        """
    )
    connection.execute(
        """
        UPDATE members
           SET role = %(role)s, joined_on = wanted.joined_on, left_on = wanted.left_on, live_from = wanted.live_from
          FROM implied_members AS wanted
         WHERE wanted.id = members.id
           AND (members.role, members.joined_on, members.left_on, members.live_from)
               IS DISTINCT FROM (%(role)s, wanted.joined_on, wanted.left_on, wanted.live_from)
        """,
        {"role": AreaRole.MEMBER.value},
    )
    connection.execute(
        """
        INSERT INTO members (id, area_id, user_id, role, joined_on, left_on, implied, live_from)
        SELECT id, area_id, user_id, %(role)s, joined_on, left_on, true, live_from
          FROM implied_members AS wanted
         WHERE NOT EXISTS (SELECT FROM members WHERE members.id = wanted.id)
        """,
        {"role": AreaRole.MEMBER.value},
    )


def _stage_wanted(connection: Connection, secret: bytes) -> None:
    """The implied memberships that there should be, with their ids: only this process has the secret."""
    connection.execute(
        "CREATE TEMPORARY TABLE implied_members ON COMMIT DROP AS"
        " SELECT id, area_id, user_id, joined_on, left_on, live_from FROM members WITH NO DATA"
    )
    make_id = id_maker(secret, "implied-member")
    with connection.cursor(name="wanted", binary=True) as wanted:
        wanted.itersize = _AT_ONCE
        wanted.execute(_WANTED)
        while rows := wanted.fetchmany(_AT_ONCE):
            with connection.cursor() as cursor, cursor.copy("COPY implied_members FROM STDIN") as copy:
                for key, *columns in rows:
                    copy.write_row((make_id(key).hex(), *columns))
    connection.execute("ANALYZE implied_members")
