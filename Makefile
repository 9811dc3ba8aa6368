# Needs Python 3.11 or newer and a C library, nothing else: `make run PYTHON=python3.13` names another Python.
PYTHON ?= python3
IN_VENV = .venv/bin/python

.PHONY: help run stop test bench lint format
.DEFAULT_GOAL := help

help: ## Show this list
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/make \1	\2/p' Makefile

run: ## Serve the site on http://127.0.0.1:8000 (PORT=8001 and HOST=... choose another address)
	@$(PYTHON) jobboard/bootstrap.py
	@exec $(IN_VENV) manage.py run

stop: ## Stop the PostgreSQL that `make run` and `make test` started; its data is kept
	@[ ! -x $(IN_VENV) ] || $(IN_VENV) manage.py db stop

test: ## Run all tests (ARGS="-k lifecycle" chooses some)
	@$(PYTHON) jobboard/bootstrap.py --dev
	@$(IN_VENV) -m pytest -p tests.one_at_a_time -n auto $(ARGS)

bench: ## Measure the site with 250,000 invented postings (ARGS="--postings 25000 --seconds 1 --rounds 2" is quicker)
	@$(PYTHON) jobboard/bootstrap.py --dev
	@$(IN_VENV) manage.py bench $(ARGS)

lint: ## Find mistakes, other formats, wrong types and missing migrations
	@$(PYTHON) jobboard/bootstrap.py --dev
	$(IN_VENV) -m ruff check .
	$(IN_VENV) -m ruff format --check .
	$(IN_VENV) -m mypy
	$(IN_VENV) manage.py makemigrations --check --dry-run

format: ## Bring all code into the one format
	@$(PYTHON) jobboard/bootstrap.py --dev
	$(IN_VENV) -m ruff check --fix .
	$(IN_VENV) -m ruff format .
