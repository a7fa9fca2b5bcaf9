PYTHON ?= python3
BIN := .venv/bin
LOCKED := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock

.PHONY: help serve test lock model reader clean

help:
	@echo "make serve   install what is needed and open the page on http://127.0.0.1:7860"
	@echo "make test    install what is needed and run every check"
	@echo "make model   make the shipped embedding model from its installed weights"
	@echo "make reader  train the shipped reader on the data in DATA (an hour or two): make reader DATA=folder"
	@echo "make lock    choose the newest dependencies anew and write requirements.lock"

serve: .venv/ready
	@$(BIN)/onrecord serve

test: .venv/ready-to-test
	@$(BIN)/python -m tests.chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

model: .venv/ready-to-test
	$(BIN)/python -m index.model.build

reader: .venv/ready-to-test
	$(BIN)/python -m qa.training --data $(DATA)
	$(BIN)/python -m qa.training.ranking --data $(DATA)
	$(BIN)/python -m qa.training.leaning --data $(DATA)

.venv/python: 
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; choose one: make serve PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=23.3'
	@touch $@

.venv/ready: .venv/python pyproject.toml requirements.lock
	@echo "Installing On the Record into .venv, as requirements.lock says (some minutes, once)"
	@$(LOCKED) --editable .
	@touch $@

.venv/ready-to-test: .venv/ready
	@echo "Installing what the checks need (once)"
	@$(LOCKED) --editable '.[dev]'
	@touch $@

# torch is held back: newer ones bring several gigabytes for graphics cards. Its build's local version is cut off.
lock:
	@rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip install --quiet torch==2.13.0 --editable '.[dev,bench]'
	@{ echo "# Every version that the checks ran with; made by: make lock"; \
	   .venv-lock/bin/python -m pip freeze --exclude-editable | sed 's/+cpu$$//' | grep -vi '^onrecord'; } > requirements.lock
	@rm -rf .venv-lock

clean:
	rm -rf .venv .venv-lock dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
