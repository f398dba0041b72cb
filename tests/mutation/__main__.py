"""Mutation testing of the decision path: `make mutate`. Does a test notice when a decision is wrong?

In: `app/authz/`, the tests beside it, and `survivors.csv`, the mutants that no test notices with the reason why each is
harmless. Out: one line per mutant that survives, counts per module, and exit code 1 when a survivor is not listed. It
works in a copy; the tree may be worked in meanwhile.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.house.files import ROOT, repository_files
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.trials import Laboratory, laboratory

SURVIVORS = Path(__file__).with_name("survivors.csv")
_PARSE, _PARTIAL, _RULES, _POLICY, _ENFORCER, _TRANSLATE, _PREDICATES, _VIEWER, _ASKED, _WITNESS, _VERSIONS, _MAY = (
    f"tests/authz/test_{name}.py"
    for name in (
        *("parse", "partial", "rules", "policy", "enforcer", "translate", "predicates", "viewer"),
        *("asked", "witness", "versions", "may"),
    )
)
_ACCESSES = "tests/resolvers/read/test_accesses.py"
_GRANTS = "tests/golden/test_grants.py"
_CORPUS = "tests/authz/corpus/test_corpus.py"
_WRONG = "tests/authz/corpus/test_wrong_types.py"
# The tests of each module, the quickest first. What passes them all meets the corpus.
TESTS: Mapping[str, tuple[str, ...]] = {
    "partial": ("tests/authz/test_arms.py", _GRANTS, _PARTIAL, _POLICY),
    "expression": ("tests/authz/test_expression.py", _PARSE, _GRANTS, _PARTIAL),
    "evaluate": ("tests/authz/test_evaluate.py", _ENFORCER, _WRONG, _PARTIAL, _PREDICATES),
    "predicates": (_PREDICATES,),
    "translate": (_TRANSLATE, _PREDICATES),
    "viewer": (_VIEWER, "tests/authz/test_registered.py", "tests/authz/test_organisations.py", _ACCESSES),
    "facts": ("tests/authz/test_facts.py", _TRANSLATE, _PREDICATES),
    "attributes": (_PARSE, _GRANTS, _POLICY),
    "enforcer": (_ENFORCER, _MAY),
    "policy": (_POLICY, _ASKED, _MAY, _GRANTS, _WITNESS, _VERSIONS, _ENFORCER),
    "translatable": (_POLICY,),
    "rows": (_TRANSLATE, "tests/golden/test_answers.py"),
    "rules": (_RULES, _POLICY),
    "parse": (_PARSE, _RULES),
}
EVERY = 12  # of the shapes of the corpus, one in so many


def listed() -> Mapping[str, str]:
    """The survivors that are known, with their class."""
    if not SURVIVORS.exists():
        return {}
    with SURVIVORS.open(encoding="utf-8", newline="") as file:
        return {row["mutant"]: row["class"] for row in csv.DictReader(file)}


def examine(place: Laboratory, module: str, only: Iterable[str], *, quick: bool) -> tuple[int, list[Mutant]]:
    """How many mutants a module has, and those that no test notices."""
    path = place.copy / "app" / "authz" / f"{module}.py"
    wanted, source = set(only), path.read_text(encoding="utf-8")
    found = [mutant for mutant in mutants(module, source) if not wanted or mutant.name in wanted]
    patience = []
    for tests, every in ((TESTS[module], 1),) if quick else ((TESTS[module], 1), ((_CORPUS,), EVERY)):
        started = time.monotonic()
        if place.notices(module, source, tests, seconds=3600, every=every):
            sys.exit(f"{place.said.read_text()}\n{module}: its tests fail without any mutant")
        patience.append(60 + 8 * (time.monotonic() - started))
    if not place.notices(module, "raise ImportError", TESTS[module], seconds=patience[0]):
        sys.exit(f"{module}: its tests do not see the copy")
    survivors = []
    for mutant in found:
        if place.notices(module, mutant.source, TESTS[module], seconds=patience[0]):
            continue
        if not quick and place.notices(module, mutant.source, [_CORPUS], seconds=patience[1], every=EVERY):
            continue
        survivors.append(mutant)
        sys.stdout.write(f"{mutant.name}  (line {mutant.line})\n")
        sys.stdout.flush()
    return len(found), survivors


def main() -> None:
    """Examine some modules, or all."""
    reader = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    reader.add_argument("modules", nargs="*", choices=[*TESTS, []], help="modules of app/authz; all without")
    reader.add_argument("--again", type=Path, help="try only the mutants that this file names, one a line")
    reader.add_argument("--quick", action="store_true", help="without the corpus; then the survivors --again with it")
    given = reader.parse_args()
    again = given.again.read_text(encoding="utf-8").splitlines() if given.again else []
    names = [line.rpartition("  (line ")[0] or line for line in again]
    known, unlisted = listed(), 0
    with tempfile.TemporaryDirectory(prefix="twingraph-copy-") as folder:
        copy = Path(folder)
        for path in repository_files():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, copy / path)
        with laboratory(copy) as place:
            for module in given.modules or TESTS:
                if again and not any(name.startswith(f"{module}: ") for name in names):
                    continue
                started = time.monotonic()
                count, survivors = examine(place, module, names, quick=given.quick)
                unlisted += sum(mutant.name not in known for mutant in survivors)
                minutes = (time.monotonic() - started) / 60
                sys.stdout.write(f"# {module}: {count} mutants, {len(survivors)} survive, {minutes:.0f} minutes\n")
                sys.stdout.flush()
    if unlisted:
        sys.exit(f"{unlisted} survivors are not in {SURVIVORS.name}: write a test, or say there why each is harmless")


if __name__ == "__main__":
    main()
