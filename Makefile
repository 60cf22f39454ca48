# Everything a person types. `make demo` and `make test` are all a newcomer needs.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: richmenu-pictures demo test lint fault fault-keeping fault-pages bench gallery sbom lock clean

$(READY): requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $(READY)

demo: $(READY)
	$(BIN)/python -m bot demo

test: $(READY)
	$(BIN)/python -m pytest -n auto -m "not benchmark and not fault"

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/bandit -q -r -c pyproject.toml bot handlers scoring templates

fault: $(READY) # in parts of 20 minutes at most, this, fault-keeping and fault-pages: kills, faults of LINE's, full disks and nonsense; its short form is part of make test
	$(BIN)/python -m pytest -s -m fault tests --ignore=tests/keeping --ignore=tests/commands --ignore=tests/faults/test_pages.py

fault-keeping: $(READY) # alarms of a real process, backups altered byte by byte, restore and move against living processes
	$(BIN)/python -m pytest -s -m fault tests/keeping tests/commands

fault-pages: $(READY) # 20,000 odd requests at every page, on each engine
	$(BIN)/python -m pytest -s -m fault tests/faults/test_pages.py

bench: $(READY)
	$(BIN)/python -m pytest -s -m benchmark tests/benchmarks

richmenu-pictures: $(READY) # the rich menus' pictures, drawn from templates/richmenu/ with Debian's chromium
	$(BIN)/python -m bot richmenu --draw

gallery: $(READY) # a round is played; every page, card and form of it as a picture, in gallery/
	$(BIN)/python -m tests.gallery.draw gallery

sbom: $(READY) # what the program is built of, as CycloneDX JSON, checked against the lock
	$(BIN)/cyclonedx-py requirements requirements.txt --output-reproducible -o sbom.json
	$(BIN)/python -m tests.sbom sbom.json requirements.txt

lock:
	uv pip compile -q --no-header --universal --python-version 3.11 --generate-hashes --extra dev pyproject.toml -o requirements.lock
	uv pip compile -q --no-header --universal --python-version 3.11 --generate-hashes pyproject.toml -o requirements.txt

clean:
	rm -rf $(VENV)
