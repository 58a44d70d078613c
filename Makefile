# What a person types: `make run`, `make test`. The rest is what these two, the image and CI are built from.
# Everything is done once: each step leaves a stamp and is quick when nothing has changed.

PYTHON ?= python3
VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 8000
IMAGE ?= haki
BUILDER ?= $(firstword $(foreach tool,buildah podman docker,$(shell command -v $(tool))) docker)
BASE_IMAGE ?=
IMAGE_FLAGS ?=
# A file of exact versions and hashes to install from; empty: the newest that fit. The image uses requirements.lock.
LOCK ?=

BIN := $(VENV)/bin
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/messages.po)
COMPILED := $(CATALOGUES:.po=.mo)
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint format translations compile install install-dev browser bench image lock audit sbom clean

help:
	@echo "make run           serve on http://$(HOST):$(PORT)"
	@echo "make test          check the style and the types, then run every test"
	@echo "make lint          only the style and the types"
	@echo "make format        put the code in the agreed style"
	@echo "make translations  collect the phrases, update every language, compile"
	@echo "make bench         measure speed and weight"
	@echo "make image         build the container image (BASE_IMAGE=... names another base)"
	@echo "make lock          write requirements.lock anew: exact versions and hashes for the image"
	@echo "make audit         look for known holes in what requirements.lock names"
	@echo "make sbom          write sbom.json (CycloneDX): what the image is made of"
	@echo "make clean         remove what these made"

# ---- what a person runs -------------------------------------------------------------------------

run: install compile
	$(BIN)/python -m webapp serve --host $(HOST) --port $(PORT)

# As many at once as there are processors.
test: lint compile browser
	$(BIN)/python -m pytest --numprocesses auto

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict webapp

format: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install-dev compile
	$(BIN)/python -m benchmarks

# ---- the virtual environment --------------------------------------------------------------------

install: $(VENV)/.stamp-run
install-dev: $(VENV)/.stamp-dev

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Haki needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The interpreter is an order-only need: its own date says nothing about what is installed beside it.
$(VENV)/.stamp-run: pyproject.toml | $(BIN)/python
	$(if $(LOCK),$(PIP) install --quiet --require-hashes --requirement $(LOCK))
	$(PIP) install --quiet $(if $(LOCK),--no-deps) --editable .
	@touch $@

$(VENV)/.stamp-dev: pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.stamp-run

# ---- languages ----------------------------------------------------------------------------------

compile: $(COMPILED)

%.mo: %.po | install
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# Extraction has no stamp: the phrases stand in all of webapp/, and asking for it means wanting it done.
# Places (file and line) are left out, so that moving code changes no catalogue.
translations: install
	@mkdir -p translations
	$(BIN)/pybabel extract --mapping-file babel.cfg --add-location=never --sort-output --add-comments=Translators: \
	  --keyword=lazy_gettext --keyword=lazy_ngettext:1,2 --keyword=NP_:1,2 --keyword=_n:1,2 --keyword=t_:1 --project haki --version '' --msgid-bugs-address '' \
	  --copyright-holder 'the authors of Haki' --output-file translations/messages.pot .
	$(if $(CATALOGUES),$(BIN)/pybabel update --input-file translations/messages.pot --output-dir translations \
	  --no-wrap --ignore-pot-creation-date)
	$(MAKE) --no-print-directory compile

# ---- the browser for the tests ------------------------------------------------------------------

# Never fails: without a browser the other tests are still worth running, and pytest names those skipped.
browser: install-dev
	@.ci/browser

# ---- the container image ------------------------------------------------------------------------

# The format that keeps the health check; docker itself has no other.
image:
	BUILDAH_FORMAT=docker $(BUILDER) build --tag $(IMAGE) \
	  $(if $(BASE_IMAGE),--build-arg BASE_IMAGE=$(BASE_IMAGE)) $(IMAGE_FLAGS) .

# ---- what the image is made of ------------------------------------------------------------------

# For every platform and every Python from 3.11 on; no address of a registry stands in it.
lock: install
	$(PIP) install --quiet uv
	@echo "# What is served, to the last byte: made by make lock, used by the image, checked by make audit." >requirements.lock
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header --no-annotate \
	  --no-emit-index-url pyproject.toml >>requirements.lock

# Strict: a package that could not be looked up counts as a failure, never as clean.
audit: install-dev
	@$(BIN)/pip-audit --strict --disable-pip --require-hashes --requirement requirements.lock --progress-spinner off || \
	  { echo "Not clean, or not known: the lines above name a hole, or the advisories cannot be reached from here." >&2; exit 1; }

sbom: install
	$(PIP) install --quiet cyclonedx-bom
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-format JSON --output-file sbom.json

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find translations -name '*.mo' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
