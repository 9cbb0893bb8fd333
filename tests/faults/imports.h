// What the tests of crashes and faults share: an archive to import, what an undisturbed import
// makes of it, and the question whether a store is as whole as that.

#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "program.h"

namespace faults {

// Tests skip, and say so, where the program cannot import yet.
bool ProgramImports();

struct Sample {
  Scratch folder;
  std::vector<std::string> files;  // of the archive, by time
  std::size_t captures = 0;
  std::string expected;  // `export --canonical` after an undisturbed import
  double seconds = 0;    // that it took

  std::filesystem::path Store(const std::string& name) const { return folder / name; }
};

// An archive of `captures` small pages in two files, made by bench/archive, and its import.
// `expected` stays empty, and a failure is added, where that import goes wrong.
void MakeSample(std::uint32_t captures, Sample& sample);

Start ImportOf(const std::filesystem::path& store, const std::vector<std::string>& files,
               std::vector<std::string> environment = {});

// The store holds what an undisturbed one holds, none lost and none twice, and `check` finds
// nothing wrong with it. Adds failures that name the first line that differs.
void ExpectWhole(const std::filesystem::path& store, const Sample& sample);

// Imports all of the sample once more, undisturbed, which must go well, and then as above.
void ExpectWholeAfterImport(const std::filesystem::path& store, const Sample& sample);

// The first file of the store with this ending ("" where there is none).
std::filesystem::path FileOf(const std::filesystem::path& store, const std::string& ending);

// A number from the environment, for longer runs by hand.
std::uint64_t NumberFrom(const char* variable, std::uint64_t otherwise);

}  // namespace faults
