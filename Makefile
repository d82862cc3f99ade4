# What can be done here? `make` alone tells.
# Needs make and any Python >= 3.12 with venv; everything else comes by the two lock files.

BIN := .venv/bin
READY := .venv/.ready
WORKERS ?= 2
CHROMIUM ?= $(firstword $(foreach name,chromium chromium-browser google-chrome,$(shell command -v $(name) 2>/dev/null)))
PORT ?=
# Commands that only look at the code must not touch the machine's own installation.
APART := env -u DATABASE_URL EHYA_MODE=development EHYA_HOME=$(CURDIR)/build/home DJANGO_SETTINGS_MODULE=ehya.web.settings

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-browser test-all check bench pictures messages lock docs clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 16

setup: $(READY) ## Make .venv and the browser files; everything below stands on it
	@$(BIN)/python scripts/build_static.py

$(READY): requirements.lock pyproject.toml scripts/find_python.sh
	@python=$$(PYTHON="$(PYTHON)" scripts/find_python.sh) || exit 1; \
	if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	    echo "Making .venv with $$python ..."; \
	    rm -rf .venv && "$$python" -m venv .venv || exit 1; \
	fi
	@echo "Installing the locked packages (a few minutes the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv \
	    && $(BIN)/uv pip sync --quiet --require-hashes --python $(BIN)/python requirements.lock \
	    || { echo "uv could not; trying pip, which may know a mirror that uv does not ..."; \
	         $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

demo: setup ## Show Ehya on this machine: the published record, on loopback, with sign-ins
	@$(BIN)/ehya demo $(if $(PORT),--port $(PORT)) $(if $(UNITS),--units $(UNITS)) $(if $(SEED),--seed $(SEED))

test: setup ## Run every test that needs no browser
	@echo "Running the tests with $(WORKERS) workers ..."
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not browser and not heavy"

test-browser: setup ## Run the journeys in a real Chromium (CHROMIUM=/path/to/chromium)
	@if [ -z "$(CHROMIUM)" ]; then \
	    echo "No Chromium found. Install one (Debian: apt install chromium) or name it: make test-browser CHROMIUM=/path/to/chromium" >&2; \
	    exit 1; \
	fi
	@echo "Running the journeys in $(CHROMIUM) ..."
	@CHROMIUM="$(CHROMIUM)" $(BIN)/pytest -m browser

test-all: test test-browser ## Every test, the heavy ones too; with Spark where there is Java
	@if command -v java >/dev/null; then \
	    echo "Installing the locked packages of the extra spark ..."; \
	    $(BIN)/uv pip install --quiet --require-hashes --python $(BIN)/python -r requirements-spark.lock; \
	else \
	    echo "There is no Java (Debian: apt install openjdk-17-jre-headless): linking on Spark is left out."; \
	fi
	@$(BIN)/pytest -m heavy

check: setup ## The gate: format, lint, imports, types, migrations, docs, tests
	@echo "Format and lint ..."
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@echo "Imports ..."
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports
	@echo "Types ..."
	@$(APART) $(BIN)/mypy
	@echo "Migrations ..."
	@$(APART) $(BIN)/python -m django makemigrations --check --dry-run
	@$(MAKE) --no-print-directory test

bench: setup ## Measure; one JSON a measure in build/bench/
	@$(APART) $(BIN)/python -m benchmarks

pictures: setup ## Walk every page as every role into build/pictures/
	@CHROMIUM="$(CHROMIUM)" $(APART) $(BIN)/python scripts/pictures.py

messages: setup ## Gather the pages' sentences for their Persian
	@$(BIN)/python scripts/messages.py extract

docs: setup ## Write the generated pages of docs/ anew
	@$(APART) $(BIN)/python scripts/docs.py

lock: setup ## Work out requirements.lock anew from pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
	    --python-version 3.12 --group dev pyproject.toml --output-file requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
	    --python-version 3.12 --extra spark --constraint requirements.lock pyproject.toml \
	    --output-file requirements-spark.lock

clean: ## Remove everything that can be made again
	rm -rf .venv build node_modules src/ehya/web/static/vendor
	find src tests -name __pycache__ -prune -exec rm -rf {} +
