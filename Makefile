# Every command of the project. Needs make and Python 3.11 or newer, nothing else.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON := .venv/bin/python
RUNTIME := .venv/.runtime
DEVELOPMENT := .venv/.development
INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input
# Further options of one command: make test ARGS="tests/authz -k consent"
ARGS :=

.PHONY: help setup run test check format lint types layers house docs golden bench soak conformance consent mutate release demo lock clean

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "make %-12s %s\n", $$1, $$2 }'

setup: $(RUNTIME) ## make the environment in .venv (again only when a lock file has changed)

run: $(RUNTIME) ## serve http://127.0.0.1:8000/graphql; the first time with a database full of demo data
	@exec $(PYTHON) -m app serve --demo $(ARGS)

test: $(DEVELOPMENT) ## run the whole test suite
	@$(PYTHON) -m pytest --numprocesses auto --dist worksteal --hypothesis-profile ci $(ARGS)

check: lint types layers house ## check format, lint, types, layers, sizes, and that documents are in step

format: $(DEVELOPMENT) ## rewrite the code in the one format
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix .

lint: $(DEVELOPMENT) ## check the format and the rules of the linter
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .

types: $(DEVELOPMENT) ## check the types
	@$(PYTHON) -m mypy app tests benchmarks

layers: $(DEVELOPMENT) ## check that modules import only from the layers below
	@.venv/bin/lint-imports --no-logo

house: $(DEVELOPMENT) ## check sizes, names, and that documents are in step
	@$(PYTHON) -m pytest --quiet tests/house

docs: $(DEVELOPMENT) ## rewrite the generated documents
	@$(PYTHON) -m tests.house.documents

golden: $(DEVELOPMENT) ## rewrite the golden files (query, SQL, JSON); review them as a diff
	@$(PYTHON) -m pytest --quiet tests/golden --rewrite-golden $(ARGS)

bench: $(DEVELOPMENT) ## measure against the baselines, side by side, and print the ratios
	@$(PYTHON) -m benchmarks $(ARGS)

soak: $(DEVELOPMENT) ## twice the load that a server can bear, and attacks, for ten minutes (ARGS="--minutes 3")
	@$(PYTHON) -m benchmarks.soak $(ARGS)

mutate: $(DEVELOPMENT) ## put small faults into the decision path and see which no test notices (hours)
	@nice -n 15 $(PYTHON) -m tests.mutation $(ARGS)

conformance: $(DEVELOPMENT) ## run the public GraphQL-over-HTTP audit against a server (needs Node.js)
	@$(PYTHON) -m tests.audit $(ARGS)

consent: $(DEVELOPMENT) ## look long for a consent that counts too late, on two servers (minutes)
	@$(PYTHON) -m pytest tests/consent --consent-reads 50000 $(ARGS)

release: $(DEVELOPMENT) ## make the schema of today the released one: ARGS=0.2.0 (changelog, version, contract)
	@$(PYTHON) -m tests.contract.release $(ARGS)

demo: $(RUNTIME) ## load the demo data; bigger with ARGS="--scale 10"
	@$(PYTHON) -m app demo $(ARGS)

lock: $(DEVELOPMENT) ## renew the lock files from requirements.in and requirements-dev.in
	@for name in requirements requirements-dev; do \
	  .venv/bin/uv --system-certs pip compile $$name.in --quiet --upgrade --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --output-file $$name.lock || exit 1; \
	done

clean: ## remove the environment and the caches; the data directory stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A python3 that is too old is passed over when a newer one has its own name.
$(RUNTIME): requirements.lock
	@python=; for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Python 3.11 or newer is needed; python3 here: $$(python3 --version 2>&1)" >&2; exit 1; \
	fi; \
	echo "making the environment in .venv" >&2; rm -rf .venv && $$python -m venv .venv
	@$(INSTALL) --require-hashes --requirement requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

# What an older lock file named and this one does not must go: the environment begins anew.
$(DEVELOPMENT): $(RUNTIME) requirements-dev.lock
	@if [ -e $@ ]; then rm -rf .venv && $(MAKE) setup; fi
	@$(INSTALL) --require-hashes --requirement requirements-dev.lock
	@touch $@
