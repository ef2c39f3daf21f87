# Two commands are all a newcomer needs: `make demo` and `make test`. Everything else is listed by `make help`.
PYTHON ?= python3
BIN := .venv/bin
export UV_COMPILE_BYTECODE = 1
# The uv inside the venv is the only installer; it must not look for other Pythons.
export UV_PYTHON_DOWNLOADS = never
export VIRTUAL_ENV = $(CURDIR)/.venv

.PHONY: help setup demo test check eval eval-enrich eval-web lock clean bench breaks soak

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 12

setup: .venv/installed  ## install everything into .venv (a second run skips what is there)

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 14) else "sitrep needs Python 3.11 to 3.14; this is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12 setup")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep -oE '^uv==[0-9.]+' requirements.lock)"
	$(BIN)/uv pip sync --quiet requirements.lock
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup  ## the whole pipeline on the corpus, from a bare checkout to a digest on screen
	@$(BIN)/sitrep demo

test: setup check  ## ruff, mypy --strict, import contracts, all tests
	$(BIN)/pytest

check: setup  ## ruff, mypy --strict and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

eval: setup  ## quality of extract, enrich and relate against the corpus gold, both halves
	@$(BIN)/python -m corpus.evaluate
	@$(BIN)/python -m corpus.evaluate_relate
	@$(BIN)/python -m corpus.evaluate_totals

eval-web: setup  ## quality and speed of extract on real pages, beside plain trafilatura: make eval-web DATA=<folder>
	@$(BIN)/python -m corpus.evaluate_web $(DATA)

eval-enrich: setup  ## quality and speed of enrich on public data, beside stock spaCy: make eval-enrich DATA=<folder>
	@$(BIN)/python -m corpus.evaluate_data $(DATA)

bench: setup  ## articles per second from Kafka to a committed row, and the report of a day with 10,000 articles
	@$(BIN)/python -m tests.bench_streams
	@$(BIN)/python -m tests.bench_digest

breaks: setup  ## breaks each promise in a copy of the tree, and wants its test red
	@$(BIN)/python -m tests.breaks

soak: setup  ## the long form of the tests that have one: 100,000 records and 300 kills, a minute of readers, a real stall
	TEST_SOAK=1 $(BIN)/pytest -v -s -m long tests/broker tests/store

lock: setup  ## resolve requirements.lock again from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --all-extras pyproject.toml --output-file requirements.lock

clean:  ## remove state and virtual environment
	rm -rf .venv var artifacts
