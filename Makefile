# Two commands matter: `make run` and `make test`. Both install what is missing first (scripts/setup).
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run site test test-native test-wasm test-browser example size bench lighthouse later-code screenshot icons fmt lint \
	test-conformance conformance-table differential console-differential tools tools-site tools-tests

export PATH := $(CURDIR)/.tools/bin:$(PATH)
WASM := --target wasm32-unknown-unknown
phase = @printf '== %s\n'

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-21s %s\n", $$1, $$2 }' Makefile

run: tools-site ## build the release site and serve it on http://localhost:8080
	$(phase) 'building the site; then it is served on http://localhost:8080 (Ctrl+C ends it)'
	@trunk serve --release --port 8080

site: tools-site ## build the release site into dist/
	$(phase) 'release site'
	@trunk build --release

test: test-native test-conformance test-wasm test-browser ## run all tests

test-native: tools-tests ## engine, export and command line
	$(phase) 'native tests'
	@cargo test --locked

test-wasm: tools-tests ## components, in headless Chromium
	$(phase) 'wasm tests in headless Chromium'
	@if command -v chromedriver >/dev/null; then cargo test --locked $(WASM) --test web; else echo 'skipped: no chromedriver'; fi

test-browser: tools-tests site ## the built site, driven in a real browser
	$(phase) 'the built site in Chromium and Firefox'
	@cargo build --locked --bin landform --target-dir target
	@if command -v chromium >/dev/null; then node --test tests/browser/specs/*.spec.mjs; else echo 'skipped: no chromium'; fi

example: ## renew docs/example, what the presets become
	@LANDFORM_EXAMPLE=1 cargo test --locked --test native documents::example

size: site ## print the size of each file of the site; fails beyond the budget (scripts/size.mjs)
	@node scripts/size.mjs

bench: tools-tests site ## what a change costs: natively, in Chromium, on the page, and beside terraform plan
	$(phase) 'the engine, natively'
	@cargo bench --locked --bench engine
	$(phase) 'the engine in Chromium, compiled as for the site'
	@if command -v chromedriver >/dev/null; then WASM_BINDGEN_TEST_DRIVER_TIMEOUT=300 cargo bench --locked $(WASM) --profile site --bench web; else echo 'skipped: no chromedriver'; fi
	$(phase) 'a toggle on the page, by the tracing of Chromium'
	@if command -v chromium >/dev/null; then node tests/browser/bench.mjs; else echo 'skipped: no chromium'; fi
	$(phase) 'beside terraform plan, as whole processes'
	@scripts/bench-terraform

lighthouse: tools-tests site ## have Lighthouse judge the built site, as a phone and as a desktop
	@cmp -s tests/lighthouse/package-lock.json tests/lighthouse/node_modules/.installed-lock || { \
	  npm ci --silent --prefix tests/lighthouse; cp tests/lighthouse/package-lock.json tests/lighthouse/node_modules/.installed-lock; }
	@node tests/lighthouse/lighthouse.mjs

later-code: tools-tests ## renew site/later-code.txt: which code the first load does without
	@LANDFORM_MARK=1 trunk build --release --dist target/marked
	@node tests/browser/later-code.mjs

screenshot: tools-tests site ## take the README's picture of the built site, and docs/screenshots of every view
	@node tests/browser/screenshot.mjs

icons: tools-tests ## draw the icons of the installed page from site/favicon.svg
	@node tests/browser/icons.mjs

fmt: ## format the Rust code and the Terraform
	@cargo fmt
	@terraform fmt -recursive blueprint

lint: lint-native lint-wasm ## clippy, natively and for the browser

lint-native:
	$(phase) 'clippy'
	@cargo clippy --locked --all-targets -- -D warnings
	@cargo clippy --locked --test conformance --test console-differential -- -D warnings

lint-wasm:
	$(phase) 'clippy, for the browser'
	@cargo clippy --locked $(WASM) --lib --bins --test web --bench web -- -D warnings

test-conformance: tools ## the real terraform, linters and scanners on exports; LANDFORM_DESIGNS=all for all
	$(phase) 'exports, held against the real tools (some minutes)'
	@if command -v terraform >/dev/null; then cargo test --locked --test conformance -- --test-threads 2; else echo 'skipped: no terraform'; fi

conformance-table: tools ## the same, and what comes of it into the README
	@LANDFORM_TABLE=write cargo test --locked --test conformance -- --test-threads 2

differential: ## random designs planned by terraform and by Landform: make differential N=1000 SEED=2
	$(phase) 'designs, planned by terraform and by Landform'
	@LANDFORM_DESIGNS=$(or $(N),100) LANDFORM_SEED=$(or $(SEED),1) cargo test --quiet --locked --test differential

console-differential: ## thousands of expressions in terraform console and in Landform's
	$(phase) 'expressions, in terraform console and in landform console'
	@cargo test --quiet --locked --test console-differential

tools: tools-tests ## install whatever the tests use
	@scripts/gates

tools-site:
	@scripts/setup

tools-tests:
	@scripts/setup --tests
