"""The judge of histories is right about histories that were made by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.consent.history import Read, Write, impossible

GIVEN, GONE = Write(10, 20, given=True), Write(30, 40, given=False)


def judged(*reads: tuple[float, float, bool], writes: Sequence[Write] = (GIVEN, GONE)) -> list[int]:
    """The numbers of the reads that are impossible."""
    every = [Read(sent, answered, seen) for sent, answered, seen in reads]
    return [every.index(one) for one in impossible(writes, every)]


@pytest.mark.parametrize(
    ("sent", "answered", "seen"),
    [(1, 2, False), (12, 13, False), (12, 13, True), (21, 29, True), (32, 33, True), (32, 33, False), (41, 42, False)],
)
def test_a_read_sees_what_was_or_what_is_being_written(sent: float, answered: float, seen: bool) -> None:  # noqa: FBT001
    assert judged((sent, answered, seen)) == []


@pytest.mark.parametrize(("sent", "answered", "seen"), [(1, 2, True), (21, 29, False), (41, 42, True), (41, 99, True)])
def test_a_read_that_was_sent_after_the_answer_sees_what_was_written(
    sent: float,
    answered: float,
    seen: bool,  # noqa: FBT001
) -> None:
    assert judged((sent, answered, seen)) == [0]


def test_what_one_read_has_seen_no_later_read_takes_back() -> None:
    """Q13: both are sent while the withdrawal is under way; each alone may see either."""
    assert judged((31, 32, False), (33, 34, True)) == [1]
    assert judged((31, 34, False), (33, 35, True)) == []
    assert judged((31, 32, True), (33, 34, False)) == []


def test_a_read_over_several_writes_may_see_any_of_them() -> None:
    again = Write(50, 60, given=True)
    assert judged((15, 70, False), writes=(GIVEN, GONE, again)) == []
    assert judged((45, 70, True), (61, 62, True), writes=(GIVEN, GONE, again)) == []
    assert judged((45, 48, False), (61, 62, False), writes=(GIVEN, GONE, again)) == [1]


def test_writes_that_overlap_are_no_history_of_one_writer() -> None:
    with pytest.raises(AssertionError, match="one after the other"):
        list(impossible([GIVEN, Write(15, 25, given=False)], []))
