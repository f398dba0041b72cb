"""One statement for each page, optimised by hand: the JSON is written by PostgreSQL, the page is cut by an index.

Each returns at most one row: whether the viewer is admitted, and the body in bytes. What a person knows of the page
is used: a partner entry that the public sees makes its school public once that is valid, and who waits for validation
belongs to the country of the organisation, so that neither needs a guard of its own.
"""

# ruff: noqa: S608 - every part of these statements stands in this folder; what a request says is bound

from __future__ import annotations

from benchmarks.handwritten.guards import (
    PEER,
    SUPPORT_ORGANISATION,
    age_range,
    has_public_partner,
    lasting,
    peer,
    peer_school,
    public,
    public_picture,
    published,
)


def _body(root: str, value: str) -> str:
    return f"convert_to(json_build_object('data', json_build_object('{root}', ({value})))::text, 'UTF8')"


def _admitted(viewer: str, body: str) -> str:
    """The body, computed only for a viewer who may act."""
    return (
        f"WITH {viewer} SELECT viewer.allowed, answer.body FROM viewer"
        f" LEFT JOIN LATERAL (SELECT {body} AS body) AS answer ON viewer.allowed"
    )


def _page(node: str, rows: str, order: str, size: int) -> str:
    """A connection: `rows` reads one row more than the page, to know whether there is another page."""
    return (
        f"SELECT json_build_object('nodes', coalesce(json_agg({node} ORDER BY place) FILTER (WHERE place <= {size}),"
        f" '[]'::json), 'pageInfo', json_build_object('hasNextPage', count(*) > {size}))"
        f" FROM (SELECT *, row_number() OVER () AS place"
        f" FROM ({rows} ORDER BY {order} LIMIT {size + 1}) AS cut) AS page"
    )


def _projects(guard: str, partner_guard: str, school_guard: str, picture: str) -> str:
    partners = f"""
      SELECT json_build_object('nodes', coalesce(json_agg(entry.item ORDER BY entry.id), '[]'::json))
        FROM (SELECT u.id,
                     json_build_object(
                       'role', p.role, 'country', s.country,
                       'user', json_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name,
                                                 'picture', {picture}, 'ambassador', u.ambassador),
                       'school', CASE WHEN {school_guard} THEN json_build_object(
                                   'id', s.id, 'officialName', s.official_name, 'city', s.city,
                                   'country', s.country) END) AS item
                FROM partners AS p JOIN users AS u ON u.id = p.user_id LEFT JOIN schools AS s ON s.id = p.school_id
               WHERE p.project_id = page.id AND {lasting("p")} AND {partner_guard}
               ORDER BY u.id
               LIMIT 20) AS entry"""
    node = (
        "json_build_object('id', id, 'title', title, 'description', description, 'languages', languages,"
        f" 'pupilAges', {age_range('page')}, 'registeredOn', registered_on, 'partners', ({partners}))"
    )
    rows = f"""SELECT r.id, r.title, r.description, r.languages, r.pupil_age_from, r.pupil_age_to, r.registered_on
                 FROM projects AS r WHERE {guard}"""
    return _body("projects", _page(node, rows, "r.registered_on DESC, r.id", 50))


PUBLIC_PROJECTS = "SELECT true, " + _projects(
    f"{published('r')} AND {has_public_partner('r')}", public("u"), "s.status = 'VALIDATED'", public_picture("u")
)

_OWN_PROJECTS = f"""
  SELECT project_id FROM partners AS p WHERE p.user_id = $1 AND {lasting("p")}
  UNION ALL
  SELECT a.project_id FROM members AS m JOIN areas AS a ON a.id = m.area_id
   WHERE m.user_id = $1 AND a.project_id IS NOT NULL AND {lasting("m")}
     AND (m.live_from IS NULL OR m.live_from <= current_date)"""

PEER_PROJECTS = _admitted(
    PEER,
    _projects(
        f"(r.status <> 'DRAFT' OR r.id = ANY (ARRAY({_OWN_PROJECTS})))",
        peer("u"),
        peer_school("s"),
        "u.picture",
    ),
)


def _members() -> str:
    node = f"""json_build_object(
        'role', role, 'joinedOn', joined_on,
        'user', json_build_object(
          'id', user_id, 'firstName', first_name, 'lastName', last_name, 'picture', picture,
          'schoolRole', school_role, 'subjects', subjects, 'languages', languages, 'country', school_country,
          'school', (SELECT json_build_object('id', s.id, 'officialName', s.official_name, 'city', s.city)
                       FROM schools AS s WHERE s.id = page.school_id AND {peer_school("s")})))"""
    rows = f"""SELECT m.role, m.joined_on, u.id AS user_id, u.first_name, u.last_name, u.picture, u.school_role,
                      u.subjects, u.languages, u.school_country, u.school_id
                 FROM members AS m JOIN users AS u ON u.id = m.user_id
                WHERE m.area_id = $3 AND {lasting("m")} AND (m.live_from IS NULL OR m.live_from <= current_date)
                  AND {peer("u")}"""
    page = _page(node, rows, "u.last_name_folded NULLS LAST, u.id", 100)
    return _body(
        "node",
        f"""SELECT json_build_object('id', a.id, 'title', a.title, 'members', ({page})) FROM areas AS a
             WHERE a.id = $3 AND a.kind = 'TWINSPACE'
               AND EXISTS (SELECT FROM members AS m WHERE m.area_id = $3 AND m.user_id = $1 AND {lasting("m")}
                             AND (m.live_from IS NULL OR m.live_from <= current_date))""",
    )


PEER_MEMBERS = _admitted(PEER, _members())

_INSTANT = """replace(to_char(registered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '.000000Z', 'Z')"""


def _registrations() -> str:
    """The page and its record in one statement: the record names every person and school that the page shows."""
    node = f"""json_build_object(
        'id', id, 'firstName', first_name, 'lastName', last_name, 'email', email, 'username', username,
        'schoolRole', school_role, 'subjects', subjects, 'languages', languages, 'pupilAges', {age_range("page")},
        'registeredAt', {_INSTANT}, 'status', 'PENDING',
        'school', CASE WHEN school_id IS NOT NULL THEN
                    json_build_object('id', school_id, 'officialName', official_name, 'city', city,
                                      'country', school_country, 'email', school_email) END)"""
    rows = """SELECT u.*, s.official_name, s.city, s.email AS school_email
                FROM (SELECT u.id, u.first_name, u.last_name, u.email, u.username, u.school_role, u.subjects,
                             u.languages, u.pupil_age_from, u.pupil_age_to, u.registered_at, u.school_id,
                             u.school_country
                        FROM viewer JOIN users AS u ON u.school_country = viewer.country
                       WHERE viewer.allowed AND u.status = 'PENDING' AND NOT u.restricted AND u.inactive_at > now()
                       ORDER BY u.registered_at, u.id
                       LIMIT 101) AS u
                LEFT JOIN schools AS s ON s.id = u.school_id
               ORDER BY u.registered_at, u.id"""
    body = _body(
        "users",
        f"""SELECT json_build_object(
                     'nodes', coalesce(json_agg({node} ORDER BY place) FILTER (WHERE place <= 100), '[]'::json),
                     'pageInfo', json_build_object('hasNextPage', count(*) > 100))
              FROM page""",
    )
    return f"""
WITH {SUPPORT_ORGANISATION},
page AS MATERIALIZED (SELECT *, row_number() OVER () AS place FROM ({rows}) AS cut),
record AS (
  INSERT INTO access_log (viewer, role, purpose, organisation, operation, subjects, schools, coordinates)
  SELECT viewer.id, 'NSO', $3, viewer.organisation, 'Registrations', array_agg(DISTINCT page.id),
         coalesce(array_agg(DISTINCT page.school_id) FILTER (WHERE page.school_id IS NOT NULL), '{{}}'), $4
    FROM viewer, page
   WHERE viewer.allowed AND page.place <= 100
   GROUP BY viewer.id, viewer.organisation
)
SELECT allowed, {body} FROM viewer"""


REGISTRATIONS = _registrations()


def _people() -> str:
    node = f"""json_build_object(
        'id', id, 'firstName', first_name, 'lastName', last_name, 'country', school_country, 'subjects', subjects,
        'school', (SELECT json_build_object('id', s.id, 'officialName', s.official_name, 'city', s.city)
                     FROM schools AS s WHERE s.id = page.school_id AND {peer_school("s")}))"""
    rows = f"""SELECT u.id, u.first_name, u.last_name, u.school_country, u.subjects, u.school_id
                 FROM users AS u WHERE u.terms @@ $3::tsquery AND {peer("u")}"""
    return _body("users", _page(node, rows, "u.id", 20))


PEER_PEOPLE = _admitted(PEER, _people())

PUBLIC_FOUND_PROJECTS = "SELECT true, " + _body(
    "projects",
    _page(
        """json_build_object('id', id, 'title', title, 'description', description, 'languages', languages,
                             'registeredOn', registered_on)""",
        f"""SELECT r.id, r.title, r.description, r.languages, r.registered_on FROM projects AS r
             WHERE r.terms @@ $1::tsquery AND {published("r")} AND {has_public_partner("r")}""",
        "r.registered_on DESC, r.id",
        20,
    ),
)
