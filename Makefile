# What a developer types. CMake builds; this file only remembers the long commands.
#
#   make            build the program: build/checkback
#   make test       unit tests and cases (under a minute after the build)
#   make faults     imports killed at random moments and on failing disks (minutes)
#   make check      test, format, tidy, arrows, sanitizers, quality floors
#   make help       the rest

JOBS ?= $(shell nproc 2>/dev/null || echo 2)
PRESET ?= release

.PHONY: faults readme build setup demo test check bench bench-large fuzz format arrows tidy asan tsan quality accept peers clean help

build:
	@tools/build $(PRESET) checkback

help:
	@echo 'make            build the program: build/checkback'
	@echo 'make setup      install what is needed (Debian 12)'
	@echo 'make demo       one story through the store, in the terminal'
	@echo 'make test       unit tests and cases'
	@echo 'make faults     imports killed at random moments and on failing disks (minutes)'
	@echo 'make check      test, format, tidy, arrows, sanitizers, quality floors'
	@echo 'make accept     rewrite tests/cases/*/expected.txt; read the diff before you commit it'
	@echo 'make format     clang-format everything'
	@echo 'make tidy       clang-tidy on what changed since main (ALL=1: everything)'
	@echo 'make arrows     the include graph between the folders; fails on a wrong arrow'
	@echo 'make asan       the tests under AddressSanitizer and UBSan'
	@echo 'make tsan       the tests of the threaded parts under ThreadSanitizer'
	@echo 'make fuzz       every fuzz target for FUZZ_SECONDS (20) seconds'
	@echo 'make quality    score against the gold sets, and compare with quality/floors.json'
	@echo 'make bench      micro benchmarks; `make peers` runs other extractors beside ours'
	@echo 'make bench-large  a million captures imported and asked (an hour, 20 GB; LARGE_ARGS="--captures N")'
	@echo 'make readme     put what the program says and the newest benchmark tables into README.md'
	@echo 'make clean      remove build/'

setup:
	@tools/setup

demo:
	@./demo

test:
	@tools/build $(PRESET)
	@tools/run_tests $(PRESET)

faults:
	@tools/build $(PRESET)
	@tools/run_tests $(PRESET) faults

accept:
	@tools/build $(PRESET)
	@build/cases_test --accept

check: test
	@tools/setup check
	@$(MAKE) --no-print-directory arrows
	@tools/format --check
	@tools/tidy
	@$(MAKE) --no-print-directory asan tsan
	@$(MAKE) --no-print-directory quality

asan:
	@tools/setup check
	@tools/build asan
	@tools/run_tests asan

tsan:
	@tools/setup check
	@tools/build tsan
	@tools/run_tests tsan

fuzz:
	@tools/setup check
	@tools/build asan
	@tools/fuzz $(or $(FUZZ_SECONDS),20)

format:
	@tools/setup check
	@tools/format

tidy:
	@tools/setup check
	@tools/tidy $(if $(ALL),--all)

arrows:
	@tools/arrows

quality:
	@tools/build $(PRESET)
	@quality/run build/checkback

bench:
	@tools/setup bench
	@tools/build bench checkback_bench
	@build/checkback_bench $(BENCH_ARGS)

bench-large:
	@tools/setup bench
	@tools/build $(PRESET)
	@bench/large $(or $(LARGE_ARGS),--record)

peers:
	@tools/build $(PRESET)
	@bench/run_peers

readme:
	@tools/build $(PRESET)
	@tools/readme

clean:
	@rm -rf build
