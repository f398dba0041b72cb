"""How many examples a conformance test takes: its share of the profile that is in force.

In: the number that fits `make test`. Out: hypothesis settings. The profiles are those of `tests/conftest.py`; with
`deep` the number grows with it, and a failing example is made smaller, which takes minutes.
"""

from __future__ import annotations

from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

T = TypeVar("T")

USUAL = 50  # examples of the profiles `ci` and `moderate`
SEARCHING = (Phase.explicit, Phase.reuse, Phase.generate)


def examples(count: int) -> settings:
    """Settings for so many examples in the usual profile."""
    factor = max(1, settings.default.max_examples // USUAL) if settings.default else 1
    return settings(
        max_examples=count * factor,
        deadline=None,
        phases=SEARCHING if factor == 1 else (*SEARCHING, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


def sample(strategy: st.SearchStrategy[T]) -> T:
    """One value of a strategy, always the same one; the first would be the simplest there is."""
    found: list[T] = []

    @settings(
        max_examples=6,
        derandomize=True,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def keep(value: T) -> None:
        found.append(value)

    keep()
    return found[-1]
