# zonegraph: `make run` builds the store from seeds/reports and serves it; `make test` checks everything.

PORT   ?= 8000
HOST   ?= 127.0.0.1
STORE  ?= .zonegraph
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
# In a terminal pip shows how far it is; elsewhere it keeps quiet.
PIP    := $(BIN)/python -m pip install --disable-pip-version-check $(shell test -t 2 || echo --quiet) -c constraints.txt
TORCH  := $(shell sed -n 's/^torch==//p' constraints.txt)

# The page: built from its sources with the npm of this machine, else with Node from PyPI.
NPM    := VENV=$(abspath $(VENV)) sh api/page/npm
PAGE   := $(shell find api/page -name node_modules -prune -o -type f -print)
BUILT  := api/web/index.html
MODULES := api/page/node_modules/.package-lock.json

.PHONY: setup run test test-page lint conformance bench score clean browser screenshots
.DEFAULT_GOAL := run

setup: $(READY) $(BUILT)

# PyTorch first and by itself: where pip's settings offer a CPU build (2.13.0+cpu) it is the one that is taken.
$(READY): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "没有 $(PYTHON) / no $(PYTHON): apt-get install -y python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 以上 / Python 3.11 or later is needed; name one with PYTHON=python3.12 make setup" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "缺 python3-venv / python3-venv is missing: apt-get install -y python3-venv" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) torch==$(TORCH)
	$(PIP) -e '.[dev]'
	@touch $@

$(MODULES): api/page/package-lock.json | $(READY)
	@$(NPM) ci --silent
	@touch $@

$(BUILT): $(PAGE) $(MODULES)
	@$(NPM) run --silent build -- --logLevel warn
	@touch $@

# The port is looked at first: nobody should wait for a store and then learn that it cannot be served.
run:
	@! command -v $(PYTHON) >/dev/null || $(PYTHON) -m api.port $(PORT) $(HOST)
	@$(MAKE) --no-print-directory setup
	$(BIN)/zonegraph ingest seeds/reports --store $(STORE)
	@exec $(BIN)/zonegraph serve --store $(STORE) --host $(HOST) --port $(PORT)

# The end-to-end tests drive a real browser.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	  else \
	    echo "缺 Chromium，请执行 / Chromium is missing, type: sudo apt-get update && sudo apt-get install -y chromium" >&2; exit 1; \
	  fi; }

lint: setup
	$(BIN)/ruff check .
	$(BIN)/mypy

# Types and units of the page.
test-page: setup
	@$(NPM) run --silent check
	@$(NPM) run --silent test

# Two processes, a file in one of them: files share what their tests build.
test: lint test-page browser
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

# Every view of the page, in both languages, narrow and wide, as pictures in the folder SHOTS.
SHOTS ?= build/screenshots
screenshots: setup browser
	$(BIN)/python tests/web/screenshots.py $(SHOTS)

# The W3C's own SPARQL tests, with a table of passes by kind.
conformance: setup
	$(BIN)/pytest tests/conformance

bench: setup
	@for each in benchmarks/*.py; do case $$each in */_*) ;; *) echo "== $$each"; $(BIN)/python $$each || exit 1;; esac; done

# What extraction and answers reach on tests/gold, reports to tune on and reports held out apart.
score: setup
	$(BIN)/python benchmarks/score_own.py

clean:
	rm -rf $(VENV) $(STORE) api/web api/page/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
