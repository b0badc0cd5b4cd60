# What a newcomer runs. On a machine with only Go, make, git, a C compiler
# and apt, `make demo` and `make test` do all set-up themselves.

GO      ?= go
TOOLS   := $(CURDIR)/.tools
BIN     := $(CURDIR)/bin/parley
DEMO    ?= $(CURDIR)/demo
TALKS   ?= examples/selvane-talks
ADDR    ?= 127.0.0.1:8080
SHARED  ?= $(CURDIR)/../shared
FUZZ    ?= 10s

LINT_VERSION := v2.15.0
PLATFORMS    := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

export CGO_ENABLED = 0

.DEFAULT_GOAL := help
.PHONY: help build demo test unit browser check fmt vet lint race generated cross arch bench fuzz eval clean

help: ## tell what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build bin/parley
	$(GO) build -trimpath -o $(BIN) ./cmd/parley

demo: build ## read the invented talks, print the brief, serve the application (TALKS=examples/spring-2025: the real ones)
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(BIN) read --db $(DEMO)/parley.db $(TALKS)
	$(BIN) brief --db $(DEMO)/parley.db
	@echo
	@echo "Now serving the record at http://$(ADDR)/ (Ctrl-C ends; another address: make demo ADDR=127.0.0.1:9090)"
	@trap 'exit 0' INT; $(BIN) serve --db $(DEMO)/parley.db --addr $(ADDR)

test: vet unit browser ## everything that must hold before a commit
	@echo "make test: vet, unit tests and browser test passed"

vet:
	$(GO) vet ./...

unit:
	$(GO) test -timeout 12m ./...

browser: build ## the browser test alone
	test/browser/run.sh $(BIN)

check: fmt vet lint race generated cross arch ## test, lint, race, cross-compile, compare processors: all that a reviewer runs
	@echo "make check: all passed"

fmt:
	@out=$$(git ls-files '*.go' | xargs gofmt -l); [ -z "$$out" ] || { echo "not gofmt-ed:"; echo "$$out"; exit 1; }

$(TOOLS)/golangci-lint-$(LINT_VERSION):
	@mkdir -p $(TOOLS)
	GOBIN=$(TOOLS) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	@mv $(TOOLS)/golangci-lint $@

lint: $(TOOLS)/golangci-lint-$(LINT_VERSION)
	$< run ./...

race: # import rules, documents and their links are tests too: see test/rules
	CGO_ENABLED=1 $(GO) test -race -timeout 40m ./...

generated:
	@$(GO) generate ./...
	@git diff --exit-code --stat -- '*.go' '*.s' docs || { echo "generated files are not current: commit what go generate made"; exit 1; }

cross:
	@for p in $(PLATFORMS); do \
		echo "build $$p"; \
		GOOS=$${p%/*} GOARCH=$${p#*/} $(GO) build -o /dev/null ./cmd/parley || exit 1; \
	done

arch: ## the same decisions on amd64, amd64 in plain Go, and arm64
	test/arch/run.sh

bench: build ## words a second, memory, load time, size; then benchmarks of every package
	$(GO) run ./eval/bench -program $(BIN) -news $(SHARED)/corpus/world-2025-05-21.jsonl.gz examples
	$(GO) test -run '^$$' -bench . -benchmem -benchtime 0.3s -cpu 1 -timeout 60m ./...

fuzz: ## every fuzz target for FUZZ (10s)
	@set -e; for f in $$(git grep -l '^func Fuzz' -- '*_test.go'); do \
		for t in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/p' $$f); do \
			echo "$$(dirname $$f) $$t"; \
			$(GO) test -run '^$$' -fuzz "^$$t\$$" -fuzztime $(FUZZ) ./$$(dirname $$f); \
		done; \
	done

eval: build ## score against the data beside the project; writes eval/SCORES.md
	eval/run.sh $(BIN) $(SHARED)

clean: ## remove what make made
	rm -rf bin demo .tools
