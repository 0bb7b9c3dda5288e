PYTHON ?= python3

.PHONY: setup test

setup: .venv/.done

.venv/.done: requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

test: setup
	.venv/bin/python -m pytest
