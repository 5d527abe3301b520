# Two commands are enough on a fresh machine: `make demo` and `make test`.
# Everything is installed into .venv from hash-pinned lock files; a stamp file makes the second run quick.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
ARGS   ?=
FUZZ_S ?= 600

# The tests start the program a hundred times: whoever asks Python to keep no bytecode would have
# every start, and every collection of the tests, compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: thorough machine soak soak-daemon help demo demo-google test check format lint types walls recognition schema settings catalogs lock bench fuzz clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.runtime ## run the main job on the embedded sample (ARGS=--once ends at once)
	@$(BIN)/counterpoint demo $(ARGS)

demo-google: $(VENV)/.dev ## the whole job on a Google calendar, against the stand-in of the tests
	@$(BIN)/python -m tools.demo_google

# Three workers on two cores, as many a test waits for a program or a server; who is done early takes
# from the others.
test: $(VENV)/.dev ## install what the tests need and run all of them (ARGS=... goes to pytest)
	@$(BIN)/python -m pytest -n 3 --dist worksteal $(ARGS)

thorough: $(VENV)/.dev ## publishing and writing whatever there may be: twenty times the examples of make test
	@EXAMPLES_TIMES=$${EXAMPLES_TIMES:-20} $(BIN)/python -m pytest -n 2 -q tests/contract tests/ics_publish $(ARGS)

check: lint types walls test ## format, lint, types, import walls, tests: what CI runs

format: $(VENV)/.dev ## rewrite the sources in the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(VENV)/.dev ## formatting and lint, nothing rewritten
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev ## mypy --strict
	$(BIN)/mypy

walls: $(VENV)/.dev ## the directions of import between the rooms
	$(BIN)/lint-imports

bench: $(VENV)/.dev ## ratios to the reference programs (docs/performance.md)
	@$(BIN)/python -m benchmarks $(ARGS)

recognition: $(VENV)/.dev ## how well labeled titles are understood, and every miss
	@$(BIN)/python -m benchmarks.recognition_score $(ARGS)

schema: $(VENV)/.runtime ## write docs/check.schema.json anew from the report's models
	@$(BIN)/python -m sync_service.report_schema > docs/check.schema.json

settings: $(VENV)/.dev ## write the tables of docs/settings.md anew from the keys of the program
	@$(BIN)/python -m tools.settings_page

catalogs: $(VENV)/.dev ## bring the translations up to what the program says (sync_service/locale)
	@$(BIN)/python -m tools.catalogs

fuzz: $(VENV)/.fuzz ## feeds that nobody would write, for ten minutes (FUZZ_S=... seconds, docs/fuzzing.md)
	@mkdir -p $(VENV)/fuzzing && cp -n ../shared/data/ics/*/*.ics $(VENV)/fuzzing/ 2>/dev/null || true
	@$(BIN)/python -m fuzz.feed_target $(VENV)/fuzzing -dict=fuzz/ics.dict -max_total_time=$(FUZZ_S) \
		-max_len=6000 -timeout=10 -rss_limit_mb=3000 -artifact_prefix=$(VENV)/ $(ARGS)

machine: $(VENV)/.dev ## what athletes, networks and kills do in any order: 2,000 runs of 30 steps (docs/writing.md)
	@MACHINE_EXAMPLES=$${MACHINE_EXAMPLES:-1000} KILL_ROUNDS=$${KILL_ROUNDS:-240} $(BIN)/python -m pytest -n 2 --dist loadscope -q -rP \
		--hypothesis-show-statistics tests/machine $(ARGS)

soak: $(VENV)/.dev ## a thousand cycles on a Google account with 5 % faults (ARGS="CYCLES SEED")
	@$(BIN)/python -m tests.machine.soak $(ARGS)

soak-daemon: $(VENV)/.dev ## two hours of the daemon on a clock of its own, in a minute or so: nothing may grow (docs/daemon.md)
	@$(BIN)/python -m benchmarks.soak_daemon

lock: $(VENV)/.python ## pin the newest dependencies that pyproject.toml allows, with their hashes
	@$(PIP) install uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-annotate --no-header --upgrade -o requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --constraint requirements-dev.lock --universal \
		--python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra postgres --constraint requirements-dev.lock --universal \
		--python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade \
		-o requirements-postgres.lock

clean: ## remove what the targets made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Counterpoint needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "Python's venv module is missing; install it (Debian: apt install python3-venv)." >&2; exit 1; }
	@touch $@

$(VENV)/.runtime: $(VENV)/.python requirements.lock pyproject.toml
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.fuzz: $(VENV)/.dev fuzz/requirements.lock
	@$(PIP) install --require-hashes -r fuzz/requirements.lock
	@touch $@
