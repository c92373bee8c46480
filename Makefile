# make app    set up and serve on http://127.0.0.1:$(PORT); HOST=0.0.0.0 make app: to all machines of this network
# make test   set up and run all tests
# make check  everything that has to hold: format, lint, types, layers, tests, in Python and in JavaScript
# make js     what of make check is about JavaScript
# make fuzz   10,000 cases of every kind of input from outside, in place of the few hundred of make test: hours
# make oracle the programs for Optax and Keras, run alone against our own paths: installs JAX, some 300 MB
# make oracle-torch  the same for PyTorch, in an environment of its own
# make pictures  the README's pictures, taken anew of the pages
# make links  docs/links.md, the settings that a link may hold, anew from the pages
# make site   the lab as a static site in static_site/dist/, for any web space: it runs in the visitor's browser
# make first  static_site/first.txt, the modules of Python that travel first, anew from the pages of the site
# make bench-site  what a visitor of the site feels, beside the server in the same run
# make site-serve  that site on http://127.0.0.1:$(PORT)
# make posters  the first pictures of that site's pages, taken anew
# make handouts  worksheets and keys into handouts/, their links at $PUBLIC_URL, and docs/teachers.md
# make bench  ratios, measured in one run, beside JAX and Optax among others
# make oldest the tests on the oldest releases that the lab runs on, Streamlit 1.62 among them (TESTS=tests/test_pages.py: only those)
# make lock   renew the locks: of all that the ranges in requirements*.txt allow, the newest

PORT ?= 8501
HOST ?= 127.0.0.1
PYTHON ?= python3
BIN := .venv/bin
NPM := $(BIN)/python -m tests.node
INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: app test check mypy pyright js fuzz oracle oracle-torch pictures links handouts site first site-serve posters bench bench-site oldest lock format browser clean

app: .venv/app
	$(BIN)/streamlit run serve.py --server.address $(HOST) --server.port $(PORT) \
		--browser.serverAddress "$$($(BIN)/python -m guards.network $(HOST))"

test: .venv/dev browser node_modules/.package-lock.json
	$(BIN)/python -m tests.side_by_side

check: .venv/dev node_modules/.package-lock.json
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(MAKE) -j 2 mypy pyright js
	$(MAKE) test

mypy: .venv/dev
	$(BIN)/mypy

pyright: .venv/dev
	$(BIN)/pyright --pythonpath $(BIN)/python

js: node_modules/.package-lock.json
	$(NPM) run --silent check

fuzz: .venv/dev
	FUZZ_CASES=10000 $(BIN)/python -m pytest tests/test_fuzz_*.py tests/test_walks.py tests/test_typed_slopes.py

oracle: .venv/oracle
	$(BIN)/python -m pytest tests/test_programs.py

oracle-torch: .venv-torch/torch
	.venv-torch/bin/python -m pytest tests/test_programs.py
	.venv-torch/bin/python -m tests.golden.make_torch

pictures: .venv/dev browser
	$(BIN)/python -m tests.readme_pictures

links: .venv/dev
	$(BIN)/python -m tests.links

site: .venv/dev
	$(BIN)/python -m static_site.build

first: .venv/dev browser
	$(BIN)/python -m tests.site_first

site-serve:
	$(PYTHON) -m http.server $(PORT) --bind 127.0.0.1 --directory static_site/dist

posters: site browser
	$(BIN)/python -m static_site.posters

handouts: .venv/app
	$(BIN)/python -m ui.handouts

bench: .venv/oracle
	$(BIN)/python -m bench

bench-site: .venv/dev browser
	$(BIN)/python -m bench.site

oldest: .venv-oldest/dev
	.venv-oldest/bin/python -m tests.browser
	.venv-oldest/bin/python -m pytest $(TESTS)

format: .venv/dev node_modules/.package-lock.json
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(NPM) run --silent format

browser: .venv/dev
	$(BIN)/python -m tests.browser

.venv/app: requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python $(INSTALL) -r requirements.lock
	touch $@

.venv/dev: requirements-dev.lock .venv/app
	$(BIN)/python $(INSTALL) -r requirements.lock -r requirements-dev.lock
	touch $@

.venv/oracle: requirements-oracle.lock .venv/dev
	$(BIN)/python $(INSTALL) -r requirements.lock -r requirements-dev.lock -r requirements-oracle.lock
	touch $@

# PyTorch is in no lock: for Linux it comes with 5 GB of CUDA, unless TORCH_INDEX names the index of its builds for processors alone.
.venv-torch/torch: requirements.lock requirements-dev.lock
	$(PYTHON) -m venv .venv-torch
	.venv-torch/bin/python $(INSTALL) -r requirements.lock -r requirements-dev.lock
	.venv-torch/bin/python -m pip install --quiet --disable-pip-version-check $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) "torch>=2.4,<3"
	touch $@

.venv-oldest/dev: requirements-oldest.lock requirements-dev.lock
	$(PYTHON) -m venv .venv-oldest
	.venv-oldest/bin/python $(INSTALL) -r requirements-oldest.lock -r requirements-dev.lock
	touch $@

# npm writes this file when it has installed what package-lock.json says.
node_modules/.package-lock.json: package-lock.json .npmrc | .venv/dev
	$(NPM) ci
	touch $@

# uv writes one lock for every system and Python. It has an environment of its own, so that a lock which cannot be installed can be renewed.
UV := .venv-lock/bin/uv
COMPILE := $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock"
# The packages of one lock are left out of the next.
without = $$(sed -n 's/^\([a-z0-9-]*\)==.*/--no-emit-package \1/p' $(1))
# Nothing is installed here: this asks whether there is a wheel of everything for that Python and that system.
TRY := $(UV) pip install --quiet --dry-run --target .venv-lock/none --require-hashes --only-binary :all:

# uv does not read pip's configuration. Where pip is told of another index, uv is told, too. No index is named in a lock.
lock: export UV_DEFAULT_INDEX ?= $(or $(PIP_INDEX_URL),$(shell $(PYTHON) -m pip config get global.index-url 2>/dev/null))
lock: $(UV)
	$(COMPILE) requirements.txt -o requirements.lock
	$(COMPILE) requirements.txt -c constraints-oldest.txt -o requirements-oldest.lock
	$(COMPILE) requirements-dev.txt -c requirements.lock $(call without,requirements.lock) -o requirements-dev.lock
	$(COMPILE) requirements-oracle.txt -c requirements.lock -c requirements-dev.lock \
	  $(call without,requirements.lock requirements-dev.lock) -o requirements-oracle.lock
	for system in linux macos windows; do for python in 3.11 3.12 3.13 3.14; do \
	  echo "trying the locks for Python $$python on $$system" && \
	  $(TRY) --python-platform $$system --python-version $$python \
	    -r requirements.lock -r requirements-dev.lock -r requirements-oracle.lock && \
	  $(TRY) --python-platform $$system --python-version $$python -r requirements-oldest.lock -r requirements-dev.lock || exit 1; \
	done; done

$(UV):
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.9,<1"

clean:
	rm -rf .venv .venv-oldest .venv-torch .venv-lock .*_cache node_modules
