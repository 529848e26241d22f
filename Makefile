# install up test lint bench soak demo lock; what each is for: docs/contributing.md.
PYTHON ?= python3
PORT ?= 8000
ARGS ?=
PY := .venv/bin/python
BIN := .venv/bin

.PHONY: install up test lint bench soak demo lock

install:
	@$(PYTHON) scripts/install.py

up: install
	@$(PY) manage.py up --port $(PORT)

test: install
	@$(PY) scripts/test.py $(ARGS)

lint: install
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/djlint templates --lint
	$(BIN)/djlint templates --check
	$(BIN)/lint-imports --no-cache
	$(PY) manage.py makemigrations --check --dry-run

bench: install
	@$(PY) scripts/bench.py $(ARGS)

soak: install
	@$(PY) scripts/test.py --soak $(ARGS)

demo: install
	@$(PY) manage.py migrate --no-input --verbosity 0
	@$(PY) manage.py seed_demo --reset

lock: install
	$(BIN)/uv pip compile --generate-hashes --no-header --no-emit-index-url requirements/base.in -o requirements/base.txt
	$(BIN)/uv pip compile --generate-hashes --no-header --no-emit-index-url requirements/dev.in -o requirements/dev.txt
	$(BIN)/uv pip compile --generate-hashes --no-header --no-emit-index-url requirements/node.in -o requirements/node.txt
