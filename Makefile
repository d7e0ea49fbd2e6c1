# The commands of the project: run it, test it, check it. `make` alone lists them.

PYTHON ?= python3
PORT ?= 8501
WORKERS ?= 3
VENV := .venv
BIN := $(VENV)/bin
POSTGRES := $(wildcard /usr/lib/postgresql/*/bin/postgres)$(shell command -v initdb)
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

.DEFAULT_GOAL := help
.PHONY: help run etl test check format lock docs sample pictures bench clean lake

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: etl  ## install what is needed, read the sources, open the dashboard on http://127.0.0.1:8501
	$(BIN)/python -m streamlit run dashboard.py --server.address 127.0.0.1 --server.port $(PORT)

etl: $(VENV)/.run  ## read the sources and publish; 3 means published, but look at the report
	$(BIN)/python -m etl run || [ $$? -eq 3 ]

test: check  ## every check and every test; says what it skipped and why
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --ignore=tests/lake
	$(MAKE) --no-print-directory lake

# Without PostgreSQL nothing is installed for it either; where the tests must run (LAKE_TESTS=required), that is a failure.
lake: $(if $(POSTGRES),$(VENV)-lake/.installed)  ## every rule and several hosts on a lake; says so where PostgreSQL is missing
ifdef POSTGRES
	RULES_ON=lake $(VENV)-lake/bin/python -m pytest -n $(WORKERS) --dist loadgroup tests/lake tests/warehouse/rules
else
	@echo "Skipped: tests/lake and every rule on a lake. PostgreSQL is missing; on Debian: sudo apt-get install postgresql"
	@[ "$(LAKE_TESTS)" != required ]
endif

check: $(VENV)/.test  ## format, lint, types and the direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.test  ## put the code in shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/.test  ## write exact versions and hashes from requirements.in and requirements-dev.in
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-dev.in -o requirements-dev.txt
	$(LOCK) bench/requirements.in -o bench/requirements.txt
	$(LOCK) requirements-lake.in -o requirements-lake.txt
	$(LOCK) requirements-lake-dev.in -o requirements-lake-dev.txt

docs: $(VENV)/.test  ## write docs/data_dictionary.md from the schema and the rules
	$(BIN)/python -m warehouse.dictionary

sample: $(VENV)/.test  ## write the invented sample data anew
	$(BIN)/python data/sample/generate.py

pictures: $(VENV)/.test  ## write pictures of every screen to build/pictures
	$(BIN)/python -m tests.browser.pictures build/pictures

bench: $(VENV)-bench/.installed $(VENV)-lake/.installed  ## measure everything anew and write it into bench/RESULTS.md (half an hour)
	$(BIN)/python -m bench

clean:  ## remove the environment and what runs wrote
	rm -rf $(VENV) $(VENV)-bench $(VENV)-lake data/raw data/warehouse data/analyse

$(VENV)/.run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; try: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "Python cannot make an environment here. On Debian: sudo apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.test: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# The peers live apart: what they need must not meet what the dashboard needs.
$(VENV)-bench/.installed: bench/requirements.txt $(VENV)/.test
	@$(PYTHON) -m venv $(VENV)-bench
	$(VENV)-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bench/requirements.txt
	@touch $@

# A lake needs the one version of DuckDB that its extensions are published for, so it has an environment of its own
# that shows through to the ordinary one for everything else.
$(VENV)-lake/.installed: requirements-lake-dev.txt $(VENV)/.test
	@$(PYTHON) -m venv --without-pip $(VENV)-lake
	$(BIN)/uv pip install --quiet --python $(VENV)-lake/bin/python --require-hashes -r requirements-lake-dev.txt
	@$(VENV)-lake/bin/python -c 'import pathlib, sysconfig; here = pathlib.Path(sysconfig.get_path("purelib")); \
		(here / "ordinary.pth").write_text(str(here).replace("$(VENV)-lake", "$(VENV)"))'
	@touch $@
