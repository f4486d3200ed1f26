# Two commands do all the set-up: `make run` and `make test`.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# The newest Python of the machine that is new enough; PYTHON=... chooses another one.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; break; fi; done)
PYTHON := $(or $(PYTHON),python3)
VENV := .venv/bin
DEMO ?= var/demo
# Twice as many as there are cores: much of the time tests wait, for a browser, a server, a lease.
WORKERS ?= 4

# Where a machine forbids it, every process compiles all of the house again: half of the time that a start takes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run up setup setup-test lint test test-fast test-full bench lock

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: setup ## open the demo archive on http://127.0.0.1:8000 (sets up everything first)
	@LONTAR_HOME="$${LONTAR_HOME:-$(DEMO)}" exec $(VENV)/lontar run --demo

up: ## the production engines, web and workers in containers (makes the secrets first; needs Docker)
	@$(PYTHON) scripts/containers.py

setup: ## only the set-up of `make run`; the command is then .venv/bin/lontar
	@$(PYTHON) scripts/prepare.py run

setup-test:
	@$(PYTHON) scripts/prepare.py test

lint: setup-test ## style, types and layers
	@$(VENV)/ruff check .
	@$(VENV)/ruff format --check .
	@$(VENV)/mypy
	@$(VENV)/lint-imports

test: lint ## every suite in its short form (sets up what it needs)
	@$(VENV)/python -m tests.servers $(VENV)/pytest -m 'not full' -n $(WORKERS) --dist loadfile --max-worker-restart 1

test-fast: setup-test ## the embedded engines only, without browser
	@$(VENV)/pytest -m 'not full and not browser and not servers' -n $(WORKERS) --dist loadfile --max-worker-restart 1

test-full: lint ## the long forms too: kill tests, load, newer servers
	@$(VENV)/python -m tests.servers.install all
	@HYPOTHESIS_PROFILE=long $(VENV)/python -m tests.servers $(VENV)/pytest --timeout 7200

bench: setup ## every measurement of docs/benchmarks.md
	@for name in ingest search relevance many store fields lessons threads duplicates copies typeset sign send ledger remind web load workers; do $(VENV)/lontar bench $$name; done

lock: ## compile requirements/*.in anew, with hashes and without index addresses
	@$(PYTHON) -m venv .cache/lock
	@.cache/lock/bin/pip -q install --require-hashes -r requirements/lock.txt
	@cd requirements && export CUSTOM_COMPILE_COMMAND="make lock" && for name in run test servers lock; do \
		../.cache/lock/bin/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
			--no-emit-find-links --no-emit-trusted-host -o $$name.txt $$name.in; done
