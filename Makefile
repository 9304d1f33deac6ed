# The commands of the workshop; `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null)
export NO_MKDOCS_2_WARNING := 1

.PHONY: help site serve check test release bench clean lock

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /	/' | expand -t 10

site: ## set up what is missing, build site/ and verify it
	@$(PYTHON) scripts/setup.py site
	@$(BIN)/python scripts/build.py
	@echo "look at it with: $(BIN)/python -m http.server --directory site 8000  then open http://localhost:8000/"

serve: ## live preview at http://localhost:8000/, follows every definition, template, style and script
	@$(PYTHON) scripts/setup.py site
	@SITE_URL=http://localhost:8000/ $(BIN)/python -m mkdocs serve --no-strict --dev-addr localhost:8000

check: ## the fast checks: definitions, lint, types, unit tests
	@$(PYTHON) scripts/setup.py test
	@$(BIN)/publication check
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@node_modules/.bin/tsc --project .
	@$(BIN)/pytest tests/unit --numprocesses auto

test: ## everything: site, lint, types, unit, acceptance and browser tests
	@$(PYTHON) scripts/setup.py test
	@$(BIN)/python scripts/build.py
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@node_modules/.bin/tsc --project .
	@$(BIN)/pytest --numprocesses auto

release: ## build for print: make release SITE_URL=https://… (writes dist/print/)
	@$(PYTHON) scripts/setup.py site
	@$(BIN)/publication release --site-url "$(SITE_URL)"

bench: ## measure cost per page and sizes, beside plain MkDocs
	@$(PYTHON) scripts/setup.py test
	@$(BIN)/python tests/bench/run.py

lock: ## renew both lock files from pyproject.toml (needs uv on the path)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements.lock
	uv pip compile --group dev --constraint requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements-dev.lock

clean: ## delete everything that was made
	rm -rf site dist .cache .venv node_modules tests/bench/forms/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
