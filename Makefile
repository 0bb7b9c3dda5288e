# Everything anybody runs here. `make` alone lists it.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: help setup demo test check format lint types contracts docs long outlines names

help:
	@echo "make setup      the virtual environment .venv, with everything in it"
	@echo "make demo       a fictional registry in demo/, its figures, and where to go on"
	@echo "make test       all tests but the long ones"
	@echo "make check      format, lint, types, import contracts and documentation"
	@echo "make long       long tests and benchmarks"
	@echo "make docs       the documentation, in docs/_build/html"

setup: .venv/.done

.venv/.done: requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Lastseen needs Python 3.11 or newer; '$(PYTHON)' is not that. Name one: make setup PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv; this takes about a minute." >&2
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -qq --no-deps --require-hashes -r requirements-dev.lock
	@$(BIN)/pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	@$(BIN)/lastseen demo demo

test: setup
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: format lint types contracts docs

format: setup
	@$(BIN)/ruff format --check --quiet .

lint: setup
	@$(BIN)/ruff check --quiet .

types: setup
	@$(BIN)/mypy

contracts: setup
	@$(BIN)/lint-imports --no-cache

docs: setup
	@$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html

long: setup
	@$(BIN)/python -m pytest -m long
	@for benchmark in $(shell grep -l __main__ benchmarks/*.py); do echo $$benchmark >&2; $(BIN)/python $$benchmark || exit 1; done

# The outlines of maps, cut anew from Natural Earth; see src/lastseen/data/outlines/README.md.
outlines: setup
	@test -f "$(GPKG)" || { echo "Name the GeoPackage: make outlines GPKG=.../world_map.gpkg" >&2; exit 1; }
	@$(BIN)/python tools/cut_outlines.py "$(GPKG)" src/lastseen/data/outlines/northeast-asia.geojson

# The tables that names are read by, fitted anew; see src/lastseen/data/names/README.md.
names: setup
	@test -f "$(HANJA)" -a -f "$(UNIHAN)" -a -n "$(VARIANTS)" || { echo "Name the sources: make names HANJA=... UNIHAN=... VARIANTS=..." >&2; exit 1; }
	@$(BIN)/python tools/fit_names.py "$(HANJA)" "$(UNIHAN)" $(VARIANTS) src/lastseen/data/names
