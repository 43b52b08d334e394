# make lab     opens the course (ARGS="--lang en", ARGS=--no-browser, … go to `cxlearn lab`)
# make check   what to run before each commit: style, types, imports, unit tests
# make test    everything: check, slow tests, every notebook, the course made again, a real browser
# make test-spark  the table of figures on a local PySpark, which needs Java 17; never part of `make test`
# make course  makes course.json, notebooks/, exercises/ and solutions/ from cxlearn/course/
# make lock    chooses the newest versions of what is installed, and writes them down with their hashes
# make clean   removes what the others made, the course's files apart

PYTHON ?= python3
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python -m
PIP := $(RUN) pip --disable-pip-version-check install --no-deps
UV := $(VENV)/tools/bin/uv
ANKI := anki==25.9.2
LOCK := UV_PYTHON_DOWNLOADS=never $(UV) pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --upgrade pyproject.toml

# Tests keep their progress in a place of their own; the notebooks are studied by one learner, on one day.
HOME_OF_TESTS := $(CURDIR)/$(VENV)/learner
PYTEST := CXLEARN_HOME=$(HOME_OF_TESTS) $(RUN) pytest
STUDY := CXLEARN_STRICT=1 CXLEARN_LEARNER=test CXLEARN_NOW=2026-01-15T09:00:00+00:00 $(PYTEST) \
	--nbval-lax --nbval-current-env -n auto --dist loadscope -q

# What is compiled is kept: dozens of kernels and commands start during the tests, and would each compile it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: lab check test test-spark course lock clean chromium fresh-learner

lab: $(VENV)/.lab.done
	@$(BIN)/cxlearn lab $(ARGS)

check: $(VENV)/.dev.done fresh-learner
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@! grep -n '://' requirements-*.lock || { echo 'A lock names a host: run make lock.'; exit 1; }
	$(PYTEST) tests --ignore=tests/browser -p no:nbval -m 'not slow and not spark' -n auto -q

test: chromium $(VENV)/anki/.done check
	$(PYTEST) tests --ignore=tests/browser -m 'slow and not spark' -n auto -q
	$(STUDY) notebooks exercises solutions
	$(RUN) cxlearn.authoring --check
	$(PYTEST) tests/browser

test-spark: $(VENV)/spark/.done fresh-learner
	CXLEARN_HOME=$(HOME_OF_TESTS) $(VENV)/spark/bin/python -m pytest tests/kpi/test_table.py -m spark -n 0 -q

course: $(VENV)/.dev.done
	$(RUN) cxlearn.authoring

lock: $(UV)
	$(LOCK) --extra lab --extra build -o requirements-lab.lock
	$(LOCK) --extra dev -c requirements-lab.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache screenshots
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One stamp for each lock. The package itself comes after, in a call of its own: hashes and -e do not mix.
$(VENV)/.%.done: requirements-%.lock pyproject.toml | $(BIN)/pip
	@echo "Installation du cours (une minute environ)… / Installing the course (about a minute)…"
	$(PIP) --require-hashes -r $<
	$(PIP) --no-build-isolation --quiet -e .
	@touch $@

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Il faut Python 3.11 ou plus récent : installez-le, ou dites où il est avec make lab PYTHON=…"; \
	  echo "Python 3.11 or newer is needed: install it, or say where it is with make lab PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Il manque à Python le module venv : sudo apt install python3-venv, puis recommencez."; \
	  echo "Python lacks its module venv: sudo apt install python3-venv, then try again."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# PySpark stays out of the lock: it is large, and needs Java. Its place borrows everything else from the course's own.
$(VENV)/spark/.done: $(VENV)/.dev.done
	@command -v java >/dev/null || { echo "PySpark needs Java 17: sudo apt install openjdk-17-jre-headless"; exit 1; }
	$(PYTHON) -m venv $(VENV)/spark
	$(VENV)/spark/bin/pip --disable-pip-version-check install --quiet 'pyspark>=4,<5'
	$(VENV)/spark/bin/python -c "import pathlib, sysconfig; \
	  pathlib.Path(sysconfig.get_path('purelib'), 'course.pth').write_text( \
	    'import site; site.addsitedir(\'$$($(BIN)/python -c "import sysconfig; print(sysconfig.get_path(\"purelib\"))")\')\n', 'utf-8')"
	@touch $@

$(UV): | $(BIN)/pip
	$(PYTHON) -m venv $(VENV)/tools
	$(VENV)/tools/bin/pip --disable-pip-version-check install --quiet uv

# Anki itself, in an environment of its own: the tests import our decks with it. It is no part of the course.
$(VENV)/anki/.done: | $(BIN)/pip
	$(PYTHON) -m venv $(VENV)/anki
	$(VENV)/anki/bin/pip --disable-pip-version-check install --quiet $(ANKI) && touch $@ || \
	  echo "Anki could not be installed here: the test that imports decks with it will fail."

chromium:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } || { \
	  echo "The browser tests need Chromium, as the command chromium: sudo apt install chromium"; exit 1; }

fresh-learner:
	@rm -rf $(HOME_OF_TESTS)
