# The interpreters that goldens come from and that speed is compared with.
PYTHON ?= python3.14
BENCH_PYTHON ?= python3.13
FUZZTIME ?= 1m
# More flags, such as RUN='-run Cases/str' or BENCH='-loops=fib -min-geomean=2.5'.
RUN ?=
BENCH ?=

.PHONY: help build generate test race lint fmt conformance conformance-record bench fuzz check

help: ## Show the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-20s%s\n", $$1, $$2 }' Makefile

build: ## Build gopyrun and gopyrun-gpython into bin.
	go build -o bin/ ./cmd/...

generate: ## Compile the modules' own Python again (modules/frozen.bin).
	go generate ./...

test: ## Run all tests, the conformance suite included.
	go test ./...

race: ## Run the concurrent packages under the race detector.
	.ci/run race

lint: ## Check the format and vet on every platform.
	.ci/run fmt vet

fmt: ## Format the Go code.
	gofmt -w .

conformance: ## Run the conformance suite (RUN='-run Cases/str').
	go test -count=1 ./conformance $(RUN)

conformance-record: ## Record the goldens from CPython (PYTHON=…, RUN=…).
	go test -count=1 -timeout=60m ./conformance -record -python=$(PYTHON) -run '^TestCases$$' $(RUN)

bench: ## Compare core_loops.py with a CPython (BENCH_PYTHON=…, BENCH=…).
	go run ./conformance/bench -python=$(BENCH_PYTHON) $(BENCH)

fuzz: ## Run every fuzz target for FUZZTIME.
	@for dir in $$(grep -rl --include='*_test.go' '^func Fuzz' . | xargs -r -n1 dirname | sort -u); do \
		for target in $$(go test -list '^Fuzz' $$dir | grep '^Fuzz'); do \
			echo "== $$dir $$target"; \
			go test $$dir -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) || exit 1; \
		done; \
	done

check: ## Generate, format, tidy, and fail if that changed the tree.
	go generate ./...
	gofmt -w .
	go mod tidy
	@test -z "$$(git status --porcelain)" || { git status --short; echo 'check: the tree is dirty'; exit 1; }
	.ci/run vet build
