"""What a person chose about each consent: the part that decides who is public, drawn when the person is made.

In: chance. Out: choices, of which `app.transfer.demo.consents` makes records.
"""

from __future__ import annotations

from enum import IntEnum
from itertools import product
from typing import NamedTuple

from app.transfer.demo.dice import Dice


class Choice(IntEnum):
    """What became of one consent."""

    NONE = 0
    LIVE = 1
    WITHDRAWN = 2
    RENEWED = 3


class Choices(NamedTuple):
    """One choice for each purpose on which something in the graph depends."""

    profile: Choice = Choice.NONE
    picture: Choice = Choice.NONE
    newsletter: Choice = Choice.NONE
    survey: Choice = Choice.NONE


NO_CHOICES = Choices()
LIVE_CHOICES = frozenset({Choice.LIVE, Choice.RENEWED})


def _hundred(live: int, withdrawn: int, renewed: int) -> tuple[Choice, ...]:
    """A hundred choices to pick from; the rest of the hundred made none."""
    none = 100 - live - withdrawn - renewed
    return (Choice.NONE,) * none + (Choice.LIVE,) * live + (Choice.WITHDRAWN,) * withdrawn + (Choice.RENEWED,) * renewed


_PROFILE = _hundred(33, 8, 6)
_PICTURE_OF_PUBLIC = _hundred(50, 5, 3)
_PICTURE_OF_OTHERS = _hundred(3, 2, 0)
_NEWSLETTER = _hundred(20, 4, 1)
_SURVEY = _hundred(15, 3, 1)


def draw_choices(dice: Dice) -> Choices:
    """The choices of one person."""
    profile = dice.pick(_PROFILE)
    picture = dice.pick(_PICTURE_OF_PUBLIC if profile else _PICTURE_OF_OTHERS)
    return Choices(profile, picture, dice.pick(_NEWSLETTER), dice.pick(_SURVEY))


def all_choices(dice: Dice) -> list[Choices]:
    """Each combination once, in the order of chance."""
    combinations = [Choices(*combination) for combination in product(Choice, repeat=4)]
    dice.shuffle(combinations)
    return combinations
