# Every command of the project. Needs make and Python 3.11 or newer, nothing else.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON := .venv/bin/python
RUNTIME := .venv/.runtime
DEVELOPMENT := .venv/.development
INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input

.PHONY: help setup run test check format lint types layers docs golden bench conformance demo lock clean

help: ## what each command does
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

setup: $(RUNTIME) ## the environment in .venv

# The environment is made anew only when a lock file has changed.
$(RUNTIME): requirements.lock
	@for name in python3 python3.13 python3.12 python3.11; do \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$name; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "Python 3.11 or newer is needed; python3 here is: $$(python3 --version 2>&1)" >&2; exit 1; fi; \
	rm -rf .venv && $$found -m venv .venv
	@$(INSTALL) --require-hashes --requirement requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(DEVELOPMENT): $(RUNTIME) requirements-dev.lock
	@$(INSTALL) --require-hashes --requirement requirements-dev.lock
	@touch $@

lock: $(DEVELOPMENT) ## the lock files anew from requirements.in and requirements-dev.in
	@for name in requirements requirements-dev; do \
	  .venv/bin/uv --system-certs pip compile $$name.in --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-emit-index-url --no-emit-find-links --output-file $$name.lock $(LOCK_OPTIONS) || exit 1; \
	done
