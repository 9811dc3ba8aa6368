# Needs Python 3.11 or newer and a C library, nothing else: `make run PYTHON=python3.13` names another Python.
PYTHON ?= python3
IN_VENV = .venv/bin/python

.PHONY: help run stop test bench api-check api-walk lint format
.DEFAULT_GOAL := help

help: ## Show this list
	@sed -n 's/^\([a-z-]*\): .*## \(.*\)/make \1	\2/p' Makefile

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

api-check: ## Ask the API all that its document allows, and what it does not, some hundred times more than the tests do
	@$(PYTHON) jobboard/bootstrap.py --dev
	@API_EXAMPLES=200 $(IN_VENV) -m pytest -n 0 tests/postings/api/test_document.py

api-walk: ## Walk 50,000 jobs through the API while another process brings boards in
	@$(PYTHON) jobboard/bootstrap.py --dev
	@API_WALK=50000 $(IN_VENV) -m pytest -n 0 tests/postings/api/test_walk.py

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
