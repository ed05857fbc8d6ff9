.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

# The environment: made once, and again when what it is made of changes.
$(READY): pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@touch $(READY)

.PHONY: run test test-both check rules test-page test-office bench format lock help

run: $(READY) ## 启动小伴：没有令牌就在本机沙盒里，有 XIAOBAN_TOKEN 就连 Telegram
	@if [ -n "$$XIAOBAN_TOKEN" ] || grep -qs '^XIAOBAN_TOKEN=.' .env; then exec $(BIN)/python -m bot; \
	else exec $(BIN)/python -m sandbox; fi

SIDE_BY_SIDE := -m "not page and not office" -n 4 --dist loadfile --no-loadscope-reorder --durations=20

test: $(READY) ## 运行全部测试（不需要浏览器）
	$(BIN)/python -m pytest $(SIDE_BY_SIDE)

test-both: $(READY) ## 全部测试，每段对话在两种数据库上各走一遍（发布之前）
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) --both

check: $(READY) ## 格式、代码规范、类型、依赖方向、全部测试
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@$(MAKE) --no-print-directory -j2 rules test

rules: $(READY) ## 类型、依赖方向
	$(BIN)/mypy
	$(BIN)/lint-imports

test-page: $(READY) ## 在真的浏览器（Chromium）里走一遍网页
	$(BIN)/python -m pytest -m page -n 3

test-office: $(READY) ## 用 LibreOffice 打开导出的文件
	$(BIN)/python -m pytest -m office

bench: $(READY) ## 测速，结果写到 build/bench.json
	$(BIN)/python -m bench

format: $(READY) ## 整理格式
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

lock: $(READY) ## 按 pyproject.toml 重新锁定依赖
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file requirements.lock

help: ## 列出这些命令
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /	/' | expand -t 14
