// Imports that are killed. Whenever that happens, and however often, running the import again
// gives the store that an undisturbed one gives.
//
//   CHECKBACK_KILLS=1000 build/faults_test --gtest_filter='Crash.*'    a longer run
//   CHECKBACK_SEED=7                                                   other moments

#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <map>
#include <sstream>
#include <thread>

#include "imports.h"
#include "random.h"

namespace faults {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kCaptures = 1100;  // three batches of 512
constexpr std::uint64_t kKills = 50;

class Crash : public testing::Test {
 protected:
  void SetUp() override {
    if (!ProgramImports()) GTEST_SKIP() << "this program has no `import` yet";
    MakeSample(kCaptures, sample_);
  }

  // Starts an import and kills it after a part of the time that an undisturbed one takes; a
  // quarter of the moments lie in its first twentieth. False where it ended before.
  bool KilledImport(const fs::path& store, std::vector<std::string> environment = {}) {
    const double part = random_.Chance(0.25) ? random_.Share() / 20 : random_.Share();
    Process import(ImportOf(store, sample_.files, std::move(environment)));
    std::this_thread::sleep_for(std::chrono::duration<double>(part * sample_.seconds));
    import.Signal(SIGKILL);
    const Outcome outcome = import.Wait();
    if (outcome.signal == SIGKILL) return true;
    EXPECT_EQ(outcome.exit, 0) << outcome.Told();
    return false;
  }

  Sample sample_;
  bench::Random random_{NumberFrom("CHECKBACK_SEED", 1)};
};

TEST_F(Crash, KilledAtAnyMomentAndRunAgainItGivesTheSameStore) {
  const std::uint64_t kills = NumberFrom("CHECKBACK_KILLS", CanPreload() ? kKills : kKills / 5);
  std::uint64_t killed = 0;
  for (std::uint64_t round = 0; killed < kills && round < kills && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round) +
                 " of CHECKBACK_SEED=" + std::to_string(NumberFrom("CHECKBACK_SEED", 1)));
    const fs::path store = sample_.Store("killed");
    // Once or several times into the same store, and then undisturbed.
    for (std::uint32_t n = random_.Between(2, 8); n > 0 && killed < kills; --n)
      killed += KilledImport(store);
    ExpectWholeAfterImport(store, sample_);
    fs::remove_all(store);
  }
}

// The sizes of files at the last fsync of each, as the failing disk tells them.
std::map<std::string, std::uintmax_t> SyncedSizes(const fs::path& log) {
  std::map<std::string, std::uintmax_t> sizes;
  std::ifstream lines(log);
  std::uintmax_t size = 0;
  for (std::string path; lines >> size && std::getline(lines >> std::ws, path);) sizes[path] = size;
  return sizes;
}

// What a power cut leaves at worst: of the raw captures only what was synced, of the database
// everything that was written.
void LoseUnsynced(const fs::path& store, const fs::path& log) {
  const auto synced = SyncedSizes(log);
  std::error_code ignored;
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(store, ignored)) {
    if (entry.path().string().find(".warc") != std::string::npos) files.push_back(entry.path());
  }
  for (const fs::path& file : files) {
    const auto known = synced.find(file.string());
    if (known == synced.end())
      fs::remove(file);
    else if (known->second < fs::file_size(file))
      fs::resize_file(file, known->second);
  }
}

TEST_F(Crash, TheDatabaseNeverSpeaksOfRawCapturesThatAPowerCutMayTake) {
  if (!CanPreload()) GTEST_SKIP() << "no LD_PRELOAD beside sanitizers";
  for (int round = 0; round < 5 && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const fs::path store = sample_.Store("cut");
    const fs::path log = sample_.folder / "synced";
    KilledImport(store, {Preload(CHECKBACK_FAILING_IO), "FAULTS_UNDER=" + store.string(),
                         "FAULTS_SYNCED=" + log.string()});
    LoseUnsynced(store, log);
    ExpectWholeAfterImport(store, sample_);
    fs::remove_all(store);
    fs::remove(log);
  }
}

TEST_F(Crash, AWriteAheadLogThatIsGoneAfterAKillCostsNothing) {
  for (int round = 0; round < 4 && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const fs::path store = sample_.Store("without_wal");
    KilledImport(store);
    const fs::path wal = FileOf(store, "-wal");
    if (!wal.empty()) fs::remove(wal);
    ExpectWholeAfterImport(store, sample_);
    fs::remove_all(store);
  }
}

TEST_F(Crash, KilledWhileItGoesOnWithOthersItGivesTheSameStore) {
  const fs::path store = sample_.Store("in_two");
  ASSERT_EQ(OutcomeOf(ImportOf(store, {sample_.files[0]})).exit, 0);
  for (int n = 0; n < 5; ++n) KilledImport(store);
  ExpectWholeAfterImport(store, sample_);
}

}  // namespace
}  // namespace faults
