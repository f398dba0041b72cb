"""Shapes that are no conditions, and what the start-up says of each: nothing of them may ever become a rule.

Out: `REFUSED`: the message, what to do, and the shapes that are refused with it, put into a rule about a user. What
`tests/authz/test_parse.py` holds of the parser itself is not repeated here.
"""

from __future__ import annotations

REFUSED: dict[tuple[str, str], list[str]] = {
    ("a comparison without an attribute", "name an attribute on one side"): [
        "object.country + 'x' == 'NOx'",
        "object.country * 2 == 'NONO'",
        "object.country % 'x' == 'NO'",
        "-object.country == 'NO'",
        "object.country.lower() == 'no'",
        "object['country'] == 'NO'",
        "object.country[:1] == 'N'",
        "f'{object.country}' == 'NO'",
        "(country := object.country) == 'NO'",
        "policy == 'esep-nb'",
        "object == viewer",
        "country == 'NO'",
        "is_public(object) == True",
        "'NO' == 'NO'",
        "1 == 1",
        "None == None",
        "True == True",
    ],
    ("only texts, whole numbers, True, False and None are constants", "simplify"): [
        "object.country == 'N' + 'O'",
        "viewer.projects[0] == object.id",
        "object.country == f'NO'",
        'object.country == f"{viewer.country}"',
        "object.country == b'NO'",
        "object.country == 1e400",
        "object.country == 1j",
        "object.country in ('NO', b'NO')",
        "object.country in ('NO', ('EE',))",
        "object == viewer.user",
        "consented(object, SURVEY)",
    ],
    ("`UnaryOp` is not allowed in a condition", "see docs/policy.md, conditions"): [
        "~object.restricted",
    ],
    ("`BinOp` is not allowed in a condition", "see docs/policy.md, conditions"): [
        "object.restricted & object.ambassador",
        "object.restricted | object.ambassador",
        "object.restricted ^ object.ambassador",
    ],
    ("an object is expected", "write `object`, `entry` or an attribute that leads to one"): [
        "open('/etc/passwd')",
        "eval('True')",
        "any(one.restricted for one in object.partners)",
        "object.school.country == 'NO'",
        "entry.published",
        "entry.id == object.id",
        "user.country == 'NO'",
        "is_public(entry)",
        "consented(*object)",
        "consented(object.country, 'SURVEY')",
    ],
    ("there is no predicate `getattr` about User", "see docs/policy.md, predicates"): [
        "getattr(object, 'country')",
    ],
    ("there is no predicate `isinstance` about User", "see docs/policy.md, predicates"): [
        "isinstance(object, User)",
    ],
    ("there is no predicate `type` about User", "see docs/policy.md, predicates"): [
        "type(object)",
    ],
    ("there is no predicate `is_admin` about User", "see docs/policy.md, predicates"): [
        "is_admin(object)",
    ],
    ("there is no predicate `holds` about User", "see docs/policy.md, predicates"): [
        "holds(object)",
    ],
    ("only terms and predicates may be called", "see docs/policy.md, predicates"): [
        "object.consents()",
        "viewer.is_admin()",
        "__import__('os').system('true')",
    ],
    ("`ListComp` is not allowed in a condition", "see docs/policy.md, conditions"): [
        "[one for one in object.partners]",
    ],
    ("`SetComp` is not allowed in a condition", "see docs/policy.md, conditions"): [
        "{one for one in viewer.projects}",
    ],
    ("`DictComp` is not allowed in a condition", "see docs/policy.md, conditions"): [
        "{one: True for one in viewer.projects}",
    ],
    ("there is no attribute `__class__` here", "see docs/policy.md, attributes"): [
        "object.__class__",
        "object.__class__.__bases__",
    ],
    ("there is no attribute `__init__` here", "see docs/policy.md, attributes"): [
        "object.__init__.__globals__",
    ],
    ("`Name` is not allowed in a condition", "see docs/policy.md, conditions"): [
        "__builtins__",
        "is_public",
    ],
    ("`IfExp` is not allowed in a condition", "see docs/policy.md, conditions"): [
        "object.restricted if object.ambassador else object.hide_contacts",
    ],
    ("a chained comparison is not allowed", "join two comparisons with `and`"): [
        "object.country == viewer.country == 'NO'",
    ],
    ("`object.country` is a text, the constant is none", "write it in quotes"): [
        "object.country == 99999999999999999999999999999999",
        "object.country < 0",
        "object.country in ('NO', 1)",
    ],
    ("`in` needs at least one constant and no None", "write ('A', 'B')"): [
        "object.country in []",
    ],
    ("`in` needs a set of the viewer or a list of constants", "write ('A', 'B')"): [
        "object.country in {'NO'}",
        "object.country in {'NO': 1}",
        "object.country in 'NO'",
        "object.country in None",
    ],
    ("`in` needs a set of the viewer or a list of constants", "use =="): [
        "object.country not in viewer.country",
    ],
    ("a constant holds a sign that Casbin rewrites", "use letters, digits and _"): [
        "object.country == 'NO!'",
        "object.country == 'a && b'",
        "object.country == 'a || b'",
        "object.country == 'r.sub'",
        "object.country == 'p.obj'",
        "object.country == 'it\\'s'",
        "object.country == 'a\\\\b'",
        "object.country == 'a\"b'",
    ],
    ("a constant holds a sign that has no place in a statement", "use the letters A to Z, digits and _"): [
        "object.country == 'Põhja'",
        "object.country == '𝒩𝒪'",
        "object.country == 'NO\\n'",
        "object.country == 'N(O)'",
        "object.country in ('NO', 'Põhja')",
    ],
    ("these two attributes cannot be compared", "compare an id with an id, a text with a text"): [
        "object.status == viewer.role",
        "viewer.role == viewer.purpose",
        "object.status == policy.peer_view",
        "policy.peer_view == policy.username",
        "viewer.role == object.country",
        "object.school == viewer.country",
    ],
    ("`policy.peer_view` is not true or false", "compare it"): [
        "policy.peer_view",
    ],
    ("a constant is not a word of the attribute's vocabulary", "check its spelling"): [
        "policy.peer_view == 'VALID'",
        "object.status == 'validated'",
        "object.status == 'DRAFT'",
        "object.status in ('VALIDATED', 'DRAFT')",
        "viewer.role == 'ADMIN'",
        "viewer.purpose == 'MARKETING'",
    ],
    ("there is no attribute `unknown` here", "see docs/policy.md, attributes"): [
        "policy.unknown == 'PRESENT'",
    ],
    ("words are compared with ==, != and in", "list the words with `in`"): [
        "policy.username < 'PRESENT'",
        "object.status < 'VALIDATED'",
    ],
    ("a comparison with None is unknown", "write `is None` or `is not None`"): [
        "object.status == None",
    ],
    ("`is` compares with None only", "use == or !="): [
        "object.status is 'VALIDATED'",
        "object.restricted is True",
    ],
    ("`object.country` is not true or false", "compare it"): [
        "not object.country",
    ],
    ("`object.id` is not true or false", "compare it"): [
        "object.id",
    ],
    ("`viewer.user` is not true or false", "compare it"): [
        "viewer.user",
    ],
    ("`object.status` is not true or false", "compare it"): [
        "object.status",
    ],
    ("`object.restricted` cannot be compared", "use `in`, or the attribute itself"): [
        "object.restricted == 'true'",
        "object.restricted < object.ambassador",
        "object.restricted == object.ambassador",
    ],
    ("`object.restricted` cannot be compared", "ask about an attribute of it"): [
        "object.restricted in (True, False)",
        "object.restricted in viewer.projects",
    ],
    ("`viewer.projects` cannot be compared", "use `in`, or the attribute itself"): [
        "viewer.projects == viewer.areas",
        "viewer.projects > viewer.areas",
    ],
    ("an attribute is expected", "write for example `object.country`"): [
        "'NO' in viewer.projects",
        "True in (True,)",
        "None is None",
    ],
    ("`object.id` is an id, no constant is one", "compare it with an id of the viewer"): [
        "object.id == 'u1'",
        "object.id == 1",
        "object.id in ('u1', 'u2')",
    ],
    ("attributes are compared with == and != only", "compare with a constant"): [
        "object.id < viewer.user",
    ],
    ("there is no attribute `password` here", "see docs/policy.md, attributes"): [
        "object.password",
    ],
    ("there is no attribute `user` here", "see docs/policy.md, attributes"): [
        "object.user.country == 'NO'",
    ],
    ("there is no attribute `id` here", "see docs/policy.md, attributes"): [
        "viewer.id == object.id",
    ],
    ("`is_public` needs an object", "write is_public(object)"): [
        "is_public()",
        "is_public(viewer)",
    ],
    ("the term `is_public` asks about one User", "check its argument"): [
        "is_public(object, object)",
        "is_public(object, 'x')",
    ],
    ("the term `is_public_school` asks about one School", "check its argument"): [
        "is_public_school(object)",
    ],
    ("the term `is_public_project` asks about one Project", "check its argument"): [
        "is_public_project(object)",
    ],
    ("`consented` does not take these constants", "see docs/policy.md, predicates"): [
        "consented(object, 'MARKETING')",
        "consented(object, None)",
    ],
    ("`picture_consented` does not take these constants", "see docs/policy.md, predicates"): [
        "picture_consented(object, 'SURVEY')",
    ],
    ("`Constant` is not allowed in a condition", "see docs/policy.md, conditions"): [
        "0",
        "'NO'",
        "''",
    ],
    ("`Tuple` is not allowed in a condition", "see docs/policy.md, conditions"): [
        "()",
        "object.restricted, object.ambassador",
    ],
    ("the condition is not an expression", "compare attributes with constants"): [
        "object.country = 'NO'",
        "object.country === 'NO'",
        "object.country <> 'NO'",
        "object.country == 'NO' &&  object.restricted",
        "object.restricted || object.ambassador",
        "!object.restricted",
        "object.restricted and",
        "object.restricted; True",
        "(object.restricted",
        "return True",
        "yield object.restricted",
        "*object.restricted",
    ],
    ("a condition holds no comment", "put it into the reason"): [
        "object.restricted  # and object.ambassador",
    ],
}
