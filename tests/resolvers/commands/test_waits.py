"""Which commands wait for hidden people, as docs/security.md releases: they say so, and do nothing by half."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.conformance.worlds.records import school, user
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.discussing import discussed, published, send
from tests.resolvers.commands.office import EACEA, Office, codes
from tests.resolvers.commands.registering import registrations
from tests.resolvers.commands.test_merging import merge


def test_a_merge_waits_for_hidden_people_who_move(offices: Office) -> None:
    now = datetime.now(UTC)
    more = [school("gone", "EE"), user("shy", "gone", lastLoginAt=now.isoformat(), processingRestricted=True)]
    offices.real.load(World((*registrations(now).records, *more), now))
    gone = public_id("school", "gone")
    with offices.real.owner.transaction():
        offices.rows("SELECT FROM users WHERE id = %s FOR UPDATE", public_id("user", "shy"))
        assert codes(merge(offices, gone=gone)) == ["UNAVAILABLE"]
    assert offices.audit() == offices.rows("SELECT FROM school_aliases") == []
    assert codes(merge(offices, gone=gone)) == []


def test_the_end_of_an_article_waits_for_who_comments_on_it(office: Office) -> None:
    article = published(discussed(office))
    with office.real.owner.transaction():
        office.rows("SELECT FROM articles WHERE id = %s FOR SHARE", article)
        assert codes(send(office, EACEA, "withdrawArticle", article=article)) == ["UNAVAILABLE"]
    assert office.rows("SELECT status FROM articles") == [("PUBLISHED",)]
    assert codes(send(office, EACEA, "withdrawArticle", article=article)) == []
