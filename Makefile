# make app    set up and serve on http://127.0.0.1:$(PORT); HOST=0.0.0.0 make app: to all machines of this network
# make test   set up and run all tests
# make check  everything that has to hold: format, lint, types, layers, tests
# make fuzz   10,000 cases of every kind of input from outside, in place of the few hundred of make test: an hour
# make oracle the programs for Optax, run against our own paths: installs JAX, some 300 MB
# make bench  ratios, measured in one run, beside JAX and Optax among others

PORT ?= 8501
HOST ?= 127.0.0.1
PYTHON ?= python3
BIN := .venv/bin

.PHONY: app test check fuzz oracle bench format browser clean

app: .venv/app
	$(BIN)/streamlit run serve.py --server.address $(HOST) --server.port $(PORT) \
		--browser.serverAddress "$$($(BIN)/python -m guards.network $(HOST))"

test: .venv/dev browser
	$(BIN)/python -m pytest

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports
	$(MAKE) test

fuzz: .venv/dev
	FUZZ_CASES=10000 $(BIN)/python -m pytest tests/test_fuzz.py

oracle: .venv/oracle
	$(BIN)/python -m pytest tests/test_programs.py

bench: .venv/oracle
	$(BIN)/python -m bench

format: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

browser: .venv/dev
	$(BIN)/python -m tests.browser

.venv/app: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev: requirements-dev.txt .venv/app
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

.venv/oracle: requirements-oracle.txt .venv/dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-oracle.txt
	touch $@

clean:
	rm -rf .venv .*_cache
