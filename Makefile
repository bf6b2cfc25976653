# Two commands do everything on a fresh Debian machine with Swift 6.3: `make generate` and `make test`.
# What is missing from Debian is installed by them (as root, or with sudo), said aloud, and skipped when it is there.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

SPEC ?= specs/lightning-db
OUT ?= out/lightning-db
TOOLS := .build-tools
BENCH_TOOLS := .build-bench

# Tests and the command line are built once each. The release build is one static file: half of what a start would
# take is the loading of libraries. (The linker warns of name services, which a static program can't load; nothing here asks any.)
BUILD_FLAGS := -c release --static-swift-stdlib -Xswiftc -static-executable -Xlinker --gc-sections -Xlinker -lstdc++
BELFRY := .build/release/belfry

.PHONY: help
help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 26

.PHONY: generate
generate: build ## compile specs/lightning-db into out/lightning-db and check it
	$(BELFRY) generate $(SPEC) -o $(OUT)
	$(BELFRY) generate $(SPEC) -o $(OUT) --check

.PHONY: build
build: build-libraries ## a release binary at .build/release/belfry
	swift build $(BUILD_FLAGS) --product belfry

.PHONY: test
test: test-packages python-tools build ## every test, with the real servers
	swift build --build-tests
	swift test --skip-build --parallel
	Tests/Tools/judge.sh $(OUT)

.PHONY: check
check: test format-check generated-check golden-check conformance fuzz-check ## what must hold for a change to be taken

# Made-up input for every language, two at a time; a finding is kept under .fuzz/findings.
SECONDS ?= 600

.PHONY: fuzz
fuzz: fuzz-build ## feed every language made-up input, ten minutes each (SECONDS=60 for less)
	Tests/Tools/fuzz.sh .build-fuzz/debug/Fuzz $(SECONDS) 2

.PHONY: fuzz-check
fuzz-check: fuzz-build
	@echo "feeding every language made-up input, 30 seconds each, two at a time"
	Tests/Tools/fuzz.sh .build-fuzz/debug/Fuzz 30 2

.PHONY: fuzz-build
fuzz-build: build-libraries
	BELFRY_FUZZ=1 swift build --scratch-path .build-fuzz --product Fuzz -Xswiftc -sanitize=fuzzer,address \
	  -Xswiftc -use-ld=lld

CONFORMANCE := $(TOOLS)/bin/python Tests/Conformance/conformance.py $(BELFRY)

.PHONY: conformance
conformance: test-packages python-tools build conformance-load ## hold the parsers against promtool, amtool and promql-parser
	$(CONFORMANCE)
	$(TOOLS)/bin/python Tests/Conformance/schemas.py $(BELFRY)

.PHONY: update-conformance
update-conformance: test-packages python-tools build ## write docs/conformance.md anew
	$(CONFORMANCE) --update

.PHONY: golden-check
golden-check: build ## the committed output is what the specs say
	$(BELFRY) generate $(SPEC) -o $(OUT) --check
	$(BELFRY) generate specs/newest -o Tests/Golden/newest --check

.PHONY: generated-check
generated-check: ## generated sources, pages and the example's output are up to date
	swift run --skip-build belfry-dev generated --check

.PHONY: generated
generated: build-libraries ## write generated sources and pages anew
	swift run belfry-dev generated

.PHONY: conformance-load
conformance-load: test-packages build ## hold check --load against promtool and amtool, over files made from tables
	python3 Tests/Conformance/load.py --belfry $(BELFRY)
	python3 Tests/Conformance/recorded.py --belfry $(BELFRY)
	python3 Tests/Conformance/expected.py --belfry $(BELFRY)

.PHONY: update-golden
update-golden: build ## write out/ and the golden trees anew
	$(BELFRY) generate $(SPEC) -o $(OUT)
	$(BELFRY) generate specs/newest -o Tests/Golden/newest
	swift build --build-tests
	BELFRY_UPDATE_GOLDEN=1 swift test --skip-build --filter 'WorkspaceTests.(ExpressionPosition|Report)'

.PHONY: format
format: ## format the sources
	swift format --in-place --recursive --parallel Package.swift Sources Tests

.PHONY: format-check
format-check: ## fail if a source is not formatted
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

.PHONY: bench
bench: test-packages $(BENCH_TOOLS)/ready build ## time belfry beside promtool and others; GROUPS="promql rules" for some
	swift build $(BUILD_FLAGS) --product belfry-dev
	python3 Tests/Bench/bench.py $(BELFRY) $(BELFRY)-dev $(SPEC) $(BENCH_TOOLS)/bin/python3 $(GROUPS)

# Packages, by who needs them.

.PHONY: build-libraries
build-libraries:
	@Tests/Tools/install-packages.sh libyaml-dev libre2-dev pkg-config

.PHONY: test-packages
test-packages: build-libraries
	@Tests/Tools/install-packages.sh prometheus prometheus-alertmanager webhook yamllint python3

# Judges from PyPI stand in a folder of their own, not among the system's packages.
.PHONY: python-tools
python-tools: $(TOOLS)/ready

$(TOOLS)/ready: Tests/Tools/requirements.txt
	@Tests/Tools/install-python-tools.sh $(TOOLS) Tests/Tools/requirements.txt
	@touch $@

$(BENCH_TOOLS)/ready: Tests/Bench/requirements.txt
	@Tests/Tools/install-python-tools.sh $(BENCH_TOOLS) Tests/Bench/requirements.txt
	@touch $@
