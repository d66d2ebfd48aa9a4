# One Makefile for the whole tree; 'make help' lists the targets. Facts about this machine come
# from build/config.mk: make installs the packages, runs autoconf and configure itself when
# something is missing or stale, so that a fresh clone needs no step before 'make run'.
SHELL       := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS   += --no-builtin-rules --no-print-directory
ifeq ($(filter -j% --jobserver%,$(MAKEFLAGS)),)
MAKEFLAGS   += -j$(shell nproc)
endif
.DELETE_ON_ERROR:
.SECONDARY:
.DEFAULT_GOAL := all

B    := build
MODE ?= release
PORT ?= 8080
VAR  ?= var

# Goals that need no configured tree must not set off a configure run.
PLAIN := help deps deps-run deps-test clean distclean down status dist format
ifneq ($(filter-out $(PLAIN),$(or $(MAKECMDGOALS),all)),)
include $(B)/config.mk
endif

# ---------------------------------------------------------------- packages, configuring
$(B)/deps.%: src/ops/deps
	@src/ops/deps $* $@

$(B)/config.mk: $(B)/configure config.mk.in
	@echo "  CONF  $@"
	@cd $(B) && ./configure --quiet --srcdir=.. $(CONFIGURE_FLAGS)
	@touch $@

$(B)/configure: configure.ac $(B)/deps.build
	@echo "  ACONF $@"
	@AUTOM4TE='autom4te --cache=$(B)/autom4te.cache' aclocal --output=$(B)/aclocal.m4
	@autom4te --language=autoconf --cache=$(B)/autom4te.cache -o $@ $(B)/aclocal.m4 configure.ac
	@chmod +x $@

# ---------------------------------------------------------------- sources, all by wildcard
# Files with a main() become programs of their own and stay out of the unit test binary.
with_main = $(if $(1),$(shell grep -lE '^int main\b' $(1) /dev/null))
LIB_SRC   := $(filter-out src/main/% src/ops/%,$(wildcard src/*/*.cc src/*/*/*.cc))
MAIN_SRC  := $(wildcard src/main/*.cc)
SITE_SRC  := $(wildcard sitegen/*.cc)
CRON_SRC  := $(wildcard cron/*.cc)
FAKES_SRC := $(filter-out %_test.cc,$(wildcard t/fakes/*.cc))
BENCH_SRC := $(wildcard t/bench/*.cc)
FUZZ_SRC  := $(wildcard t/fuzz/*.cc)
PLAY_SRC  := $(wildcard t/*.cc t/histories/*.cc)
TEST_SRC  := $(sort $(PLAY_SRC) $(wildcard t/*/*_test.cc t/*/*/*_test.cc))
UNIT_SRC  := $(TEST_SRC) $(LIB_SRC) \
             $(filter-out $(call with_main,$(SITE_SRC) $(FAKES_SRC)),$(SITE_SRC) $(FAKES_SRC))

dashed   = $(subst _,-,$(basename $(notdir $(1))))
PROGRAMS := $(call dashed,$(MAIN_SRC)) $(if $(SITE_SRC),sitegen) $(call dashed,$(CRON_SRC)) \
            $(if $(FAKES_SRC),gds-fakes)
BIN      := $(if $(filter release,$(MODE)),$(B)/bin,$(B)/$(MODE)/bin)

# ---------------------------------------------------------------- compiling
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast \
        -Wcast-qual -Wnon-virtual-dtor -Woverloaded-virtual -Wformat=2 -Wimplicit-fallthrough \
        -Wextra-semi
WARN_GCC := -Wduplicated-cond -Wlogical-op
WERROR   ?= -Werror
COMMON   := $(CXXSTD) -Isrc -I. $(DEPFLAGS) -D_GLIBCXX_ASSERTIONS -pthread $(WARN) $(WERROR)
CXXFLAGS_release := $(COMMON) $(WARN_GCC) -Wnull-dereference -O2 -g1 -D_FORTIFY_SOURCE=2 \
                    -fstack-protector-strong -fPIE $(USERFLAGS)
CXXFLAGS_debug   := $(COMMON) $(WARN_GCC) -O0 -g $(USERFLAGS)
# What the sanitizers watch is compiled by clang: half the time, and a second compiler's warnings.
# To optimise what they insert would take twice as long again, and the tests wait for the database,
# not for themselves.
CXXFLAGS_asan    := $(COMMON) -DGDS_FAULT_POINTS -O0 -g1 -fno-omit-frame-pointer \
                    -fsanitize=address,undefined -fno-sanitize-recover=all $(USERFLAGS)
# Of the tests themselves only their use of memory is watched, not their arithmetic: a third less to
# compile. What they try is watched whole. They call what throws, and get no answer from it.
TESTFLAGS_asan   := -fno-sanitize=undefined -Wno-unused-result
CXXFLAGS_coverage := $(COMMON) $(WARN_GCC) -DGDS_FAULT_POINTS -O0 -g --coverage $(USERFLAGS)
LDFLAGS_coverage := --coverage -Wl,--as-needed -pthread $(USERLD)
LDFLAGS_release  := -pie -Wl,-z,relro,-z,now -Wl,--as-needed -pthread $(USERLD)
LDFLAGS_debug    := -Wl,--as-needed -pthread $(USERLD)
LDFLAGS_asan     := -fsanitize=address,undefined -Wl,--as-needed -pthread $(USERLD)

CXX_release  := $(CXX)
CXX_debug    := $(CXX)
CXX_coverage := $(CXX)
CXX_asan     := $(CLANGXX)
# Headers of nearly every file, read once. Only under the sanitizers: the release build has none of
# it, so an include that a file of ours lacks is still found.
EARLY        ?= $(B)/asan/early.pch
EARLY_asan   := $(EARLY)

FORCE:
.PHONY: FORCE

# Rules of one mode: $(1) is its name, $(2) the folder for its programs.
define mode_rules
obj_$(1) = $$(patsubst %.cc,$(B)/$(1)/obj/%.o,$$(1))

# Objects are rebuilt when the flags change, not whenever configure has run.
$(B)/$(1)/flags: FORCE
	@mkdir -p $$(@D)
	@echo '$$(CXX_$(1)) $$(CXXFLAGS_$(1)) $$(TESTFLAGS_$(1))' | cmp -s - $$@ || \
	 echo '$$(CXX_$(1)) $$(CXXFLAGS_$(1)) $$(TESTFLAGS_$(1))' > $$@

$(B)/$(1)/early.pch: t/early.h $(B)/$(1)/flags
	@echo "  PCH   $$< ($(1))"
	@$$(CXX_$(1)) $$(CXXFLAGS_$(1)) -fpch-instantiate-templates -MMD -MP -x c++-header -o $$@ $$<

$(B)/$(1)/obj/%.o: %.cc $(B)/$(1)/flags $$(EARLY_$(1))
	@mkdir -p $$(@D)
	@echo "  CXX   $$< ($(1))"
	@$$(CXX_$(1)) $$(CXXFLAGS_$(1)) $$(if $$(filter t/%,$$<),$$(TESTFLAGS_$(1))) \
	 $$(EARLY_$(1):%=-include-pch %) -MMD -MP -c -o $$@ $$<

$(B)/$(1)/libshop.a: $$(call obj_$(1),$(LIB_SRC))
	@mkdir -p $$(@D)
	@echo "  AR    $$@"
	@rm -f $$@ && ar rcs $$@ $$^

$$(foreach p,$(MAIN_SRC) $(CRON_SRC),$$(eval $(2)/$$(call dashed,$$(p)): $$(call obj_$(1),$$(p))))
$(2)/sitegen: $$(call obj_$(1),$(SITE_SRC))
$(2)/gds-fakes: $$(call obj_$(1),$(FAKES_SRC))
$(addprefix $(2)/,$(PROGRAMS)): $(B)/$(1)/libshop.a
	@mkdir -p $$(@D)
	@echo "  LINK  $$@"
	@$$(CXX_$(1)) $$(LDFLAGS_$(1)) -o $$@ $$(filter %.o,$$^) $$(filter %.a,$$^) $$(DEPLIBS)

$(B)/$(1)/bench/% $(B)/$(1)/fuzz/%: $(B)/$(1)/libshop.a
	@mkdir -p $$(@D)
	@echo "  LINK  $$@"
	@$$(CXX_$(1)) $$(LDFLAGS_$(1)) -o $$@ $$(filter %.o,$$^) $$(filter %.a,$$^) $$(DEPLIBS)
$$(foreach p,$(BENCH_SRC),$$(eval $(B)/$(1)/bench/$$(call dashed,$$(p)): $$(call obj_$(1),$$(p))))
$$(foreach p,$(FUZZ_SRC),$$(eval $(B)/$(1)/fuzz/$$(call dashed,$$(p)): $$(call obj_$(1),$$(p))))

# Every object by name, none from an archive: a test or query that registers itself must be in it.
$(B)/$(1)/unit: $$(call obj_$(1),$(UNIT_SRC))
	@echo "  LINK  $$@"
	@$$(CXX_$(1)) $$(LDFLAGS_$(1)) -o $$@ $$(filter %.o,$$^) $$(CPPUNIT_LIBS) $$(DEPLIBS)

# The random histories alone, for the long run.
$(B)/$(1)/histories: $$(call obj_$(1),$(PLAY_SRC)) $(B)/$(1)/libshop.a
	@echo "  LINK  $$@"
	@$$(CXX_$(1)) $$(LDFLAGS_$(1)) -o $$@ $$^ $$(CPPUNIT_LIBS) $$(DEPLIBS)

-include $(B)/$(1)/early.d $$(patsubst %.o,%.d,$$(call obj_$(1),$(LIB_SRC) $(MAIN_SRC) $(SITE_SRC) $(CRON_SRC) \
                                              $(FAKES_SRC) $(BENCH_SRC) $(FUZZ_SRC) $(TEST_SRC)))
endef
$(eval $(call mode_rules,release,$(B)/bin))
$(eval $(call mode_rules,asan,$(B)/asan/bin))
$(eval $(call mode_rules,debug,$(B)/debug/bin))
$(eval $(call mode_rules,coverage,$(B)/coverage/bin))

# ---------------------------------------------------------------- targets
.PHONY: all run up down status check check-unit chaos same-time check-http check-sql check-pages check-house histories schema bench \
        fuzz flood lint format tidy coverage install sbom outdated dist clean distclean help deps deps-run deps-test

all: $(addprefix $(BIN)/,$(PROGRAMS)) ## build all programs (MODE=release|asan|debug)

run: $(B)/deps.run all ## install, build, start a private shop, stay until Ctrl-C (PORT=, VAR=)
	@exec src/ops/stack run

up: $(B)/deps.run all ## the same, detached: returns when the shop answers
	@src/ops/stack up

down: ## stop what 'make up' started
	@src/ops/stack down

status: ## what of this instance runs
	@src/ops/stack status
export PORT VAR

# What the tests in a browser need from npm, as the lock file has it.
$(B)/browser/installed: t/browser/package.json t/browser/package-lock.json t/browser/.npmrc $(B)/deps.test
	@echo "  NPM   $(@D)"
	@mkdir -p $(@D)
	@cp t/browser/package.json t/browser/package-lock.json t/browser/.npmrc $(@D)
	@cd $(@D) && npm ci --ignore-scripts --no-progress
	@touch $@
# Lighthouse and the HTML checker besides, for 'make check-pages' alone. Debian's npm cannot read a
# lock file that pins what Lighthouse asks for as "latest"; a younger one can.
$(B)/browser/full: t/browser/pages/package.json t/browser/pages/package-lock.json $(B)/browser/installed
	@echo "  NPM   $(@D), all of it"
	@cp t/browser/pages/package.json t/browser/pages/package-lock.json $(@D)
	@cd $(@D) && npx --yes npm@10.9.3 ci --ignore-scripts --no-progress
	@touch $@

PROVE   = prove --timer --comments
REPLAYS := $(addprefix $(B)/asan/fuzz/,$(call dashed,$(FUZZ_SRC)))
BENCHES := $(addprefix $(B)/release/bench/,$(call dashed,$(BENCH_SRC)))
check: $(B)/deps.test all $(BENCHES) $(B)/asan/unit $(REPLAYS) $(B)/browser/installed ## install what tests need, build, run every test
	@src/ops/sbom --outdated | sed 's/^/warning: a newer version is there of /' || true
	@t/run

check-house: $(B)/deps.test all ## the house rules alone
	@$(PROVE) $(wildcard t/00-*.t)

check-unit: $(B)/deps.test all $(B)/asan/unit ## unit, database and race tests (T=part of a name)
	@t/unit.t $(T)

check-http: $(B)/deps.test all ## tests through nginx
	@t/run $(wildcard t/http/*.t)

histories: $(B)/deps.test all $(B)/release/histories ## random histories of the whole trade (N=100000)
	@t/histories/run $(or $(N),100000) $(SEED)

chaos: $(B)/deps.test all ## orders through a failing network, then the books (N=500)
	@CHAOS_ORDERS=$(or $(N),500) CHAOS_SEED=$(SEED) t/run t/http/chaos.t

same-time: $(B)/deps.test all ## known and unknown addresses take the same time, to five percent (a quiet machine)
	@SAMPLES=300 WITHIN=0.05 t/run t/http/same_time.t

check-sql: $(B)/deps.test all ## constraints and grants
	@t/run t/sql.t

check-pages: $(B)/deps.test all $(B)/browser/full ## tests in a browser, every kind of page by Lighthouse, axe and an HTML checker
	@PAGES=all t/run $(wildcard t/browser/*.t)

schema: $(B)/deps.test all ## the schema that all migrations make, in one file: build/schema.sql
	@t/lib/schema $(B)/schema.sql

bench: $(B)/deps.test all $(BENCHES) ## measure against the limits
	@t/bench/run

coverage: $(B)/deps.test $(B)/deps.coverage all $(B)/coverage/unit ## what the unit tests reach, as HTML
	@find $(B)/coverage -name '*.gcda' -delete
	@UNIT=$(B)/coverage/unit t/unit.t >$(B)/coverage/unit.tap
	@lcov -q -c -d $(B)/coverage/obj --no-external -b . -o $(B)/coverage/lcov.info
	@genhtml -q -o $(B)/coverage/html $(B)/coverage/lcov.info
	@echo "  HTML  $(B)/coverage/html/index.html"

deps: $(B)/deps.build ## install what the build needs
deps-run: $(B)/deps.run
deps-test: $(B)/deps.test

CXX_FILES = $(shell git ls-files '*.h' '*.cc')
lint: $(B)/deps.lint ## clang-format and clang-tidy on changed files, all errors
	@clang-format --dry-run --Werror $(CXX_FILES)
	@src/ops/tidy changed

tidy: $(B)/deps.lint ## clang-tidy on every file
	@src/ops/tidy all

format: ## rewrite the sources as clang-format has them
	@clang-format -i $(CXX_FILES)

install: all ## put the programs in place (DESTDIR=, prefix=)
	@src/ops/install '$(prefix)' '$(DESTDIR)'

sbom: all ## what of others is in the shop, as CycloneDX: build/sbom.json
	@src/ops/sbom >$(B)/sbom.json
	@echo "  SBOM  $(B)/sbom.json"

outdated: all ## packages of it that have a newer version
	@src/ops/sbom --outdated

dist: ## a source archive under build/
	@mkdir -p $(B)
	@git archive --prefix=gigdataserv/ -o $(B)/gigdataserv.tar.gz HEAD
	@echo "  DIST  $(B)/gigdataserv.tar.gz"

# What the targets reach is compiled once more, with eyes for libFuzzer. Findings and
# new inputs stay under build/; the ones worth keeping are copied into t/fuzz/corpus by hand.
FUZZ_LIB    := $(wildcard $(addsuffix /*.cc,$(addprefix src/,base store net stripe oidc render web))) \
               $(addprefix src/,$(addprefix pages/api/,operations.cc read.cc shapes.cc) \
               catalog/picture.cc catalog/picture_look.cc uploads/paper.cc)
FUZZ_FLAGS   = $(CXXFLAGS_asan) -DGDS_LIBFUZZER -fsanitize=fuzzer-no-link
FUZZ_RUNTIME = $(shell $(CXX_asan) -print-file-name=libclang_rt.fuzzer_no_main-$(shell uname -m).a)
FUZZERS     := $(addprefix $(B)/fuzz/,$(call dashed,$(FUZZ_SRC)))
SECONDS     ?= 60
$(B)/fuzz/obj/%.o: %.cc | $(B)/deps.test
	@mkdir -p $(@D)
	@echo "  CXX   $< (fuzz)"
	@$(CXX_asan) $(FUZZ_FLAGS) -MMD -MP -c -o $@ $<
$(B)/fuzz/lib.a: $(FUZZ_LIB:%.cc=$(B)/fuzz/obj/%.o)
	@rm -f $@ && ar rcs $@ $^
$(FUZZERS): $(B)/fuzz/lib.a
	@echo "  LINK  $@"
	@$(CXX_asan) $(LDFLAGS_asan) -o $@ $(filter %.o,$^) $(filter %.a,$^) \
	  $(FUZZ_RUNTIME) $(DEPLIBS)
$(foreach p,$(FUZZ_SRC),$(eval $(B)/fuzz/$(call dashed,$(p)): $(p:%.cc=$(B)/fuzz/obj/%.o)))
-include $(patsubst %.cc,$(B)/fuzz/obj/%.d,$(FUZZ_LIB) $(FUZZ_SRC))

fuzz: $(FUZZERS) ## libFuzzer on each parser of what comes from outside (SECONDS=60 each)
	@for target in $^; do name=$$(basename "$$target"); corpus=$(B)/fuzz/corpus/$$name; \
	  mkdir -p "$$corpus"; echo "  FUZZ  $$name"; \
	  "$$target" -max_total_time=$(SECONDS) -max_len=4096 -timeout=5 -rss_limit_mb=2048 -verbosity=0 \
	    -print_final_stats=1 -artifact_prefix=$(B)/fuzz/found- "$$corpus" t/fuzz/corpus/"$$name"; done

FLOOD ?= 1000
flood: $(B)/deps.test all ## bad sign-ins by the thousand, with memcached killed half-way (FLOOD=1000 a second)
	@FLOOD_RATE=$(FLOOD) FLOOD_SECONDS=30 t/run t/http/flood.t

clean: ## remove what the compiler made
	rm -rf $(B)/release $(B)/asan $(B)/debug $(B)/coverage $(B)/bin

distclean: ## remove everything that the build made
	rm -rf $(B)

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14
