// Disks that fail, and stores that are not as they should be: the message names the cause, what
// was acknowledged stays, and the next import gives the store that an undisturbed one gives.
//
//   CHECKBACK_FAULTS=1000 build/faults_test --gtest_filter='*Disk*'    more of the calls

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <set>
#include <thread>

#include "imports.h"

namespace faults {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kFaults = 10;  // calls that fail, of each kind of fault
constexpr std::uint64_t kFirst = 5;    // of these the first ones of the import

class Faults : public testing::Test {
 protected:
  void SetUp() override {
    if (!ProgramImports()) GTEST_SKIP() << "this program has no `import` yet";
    MakeSample(300, sample_);
  }
  Sample sample_;
};

struct Fault {
  const char* name;
  int error;
  bool on;    // the disk stays so
  bool torn;  // half of the first write arrives
};

constexpr Fault kKinds[] = {
    {"FullDisk", ENOSPC, true, false},     {"FullDiskInAWrite", ENOSPC, true, true},
    {"BrokenDiskOnce", EIO, false, false}, {"BrokenDisk", EIO, true, true},
    {"QuotaUsedUp", EDQUOT, true, false},  {"ReadOnlyDisk", EROFS, true, false},
};

class FailingDisk : public Faults, public testing::WithParamInterface<Fault> {
 protected:
  std::vector<std::string> Disk(const fs::path& store, std::uint64_t at) const {
    const Fault& fault = GetParam();
    return {Preload(CHECKBACK_FAILING_IO),
            "FAULTS_UNDER=" + store.string(),
            "FAULTS_COUNT=" + (sample_.folder / "count").string(),
            fmt::format("FAULTS_AT={}", at),
            fmt::format("FAULTS_ERRNO={}", fault.error),
            fmt::format("FAULTS_ON={}", fault.on ? 1 : 0),
            fmt::format("FAULTS_TORN={}", fault.torn ? 1 : 0)};
  }

  bool NamesCause(const std::string& said) const {
    const auto says = [&](const char* words) { return said.find(words) != std::string::npos; };
    if (says(std::strerror(GetParam().error))) return true;
    // SQLite may keep the cause to itself, and afterwards the disk is well and cannot be asked.
    return !GetParam().on && (says("unable to open database file") || says("readonly database") ||
                              says("disk I/O error"));
  }

  // How many calls the import makes that can fail.
  std::uint64_t Calls(const fs::path& store) {
    const Outcome imported = OutcomeOf(ImportOf(store, sample_.files, Disk(store, 0)));
    EXPECT_EQ(imported.exit, 0) << imported.Told();
    std::uint64_t calls = 0;
    const std::string bytes = BytesOf(sample_.folder / "count");
    if (bytes.size() == sizeof calls) std::memcpy(&calls, bytes.data(), sizeof calls);
    return calls;
  }
};

// The first ones, the last one, and others spread evenly.
std::set<std::uint64_t> Chosen(std::uint64_t calls) {
  const std::uint64_t wanted = NumberFrom("CHECKBACK_FAULTS", kFaults);
  std::set<std::uint64_t> chosen;
  for (std::uint64_t n = 1; n <= std::min(kFirst, calls); ++n) chosen.insert(n);
  for (std::uint64_t n = 1; n <= wanted; ++n)
    chosen.insert(std::max<std::uint64_t>(1, calls * n / wanted));
  return chosen;
}

TEST_P(FailingDisk, NamesTheCauseAndLosesNothing) {
  if (!CanPreload()) GTEST_SKIP() << "no LD_PRELOAD beside sanitizers";
  // Half of the captures are there already, so that opening a store is among what fails.
  const fs::path half = sample_.Store("half");
  ASSERT_EQ(OutcomeOf(ImportOf(half, {sample_.files[0]})).exit, 0);
  const fs::path store = sample_.Store("store");
  const auto copy_half = [&] { fs::copy(half, store, fs::copy_options::recursive); };
  copy_half();
  const std::uint64_t calls = Calls(store);
  ASSERT_GT(calls, 10u) << "the failing disk is not in the way of the program";
  fs::remove_all(store);
  for (const std::uint64_t at : Chosen(calls)) {
    SCOPED_TRACE(
        fmt::format("call {} of {} fails: {}", at, calls, std::strerror(GetParam().error)));
    copy_half();
    fs::remove(sample_.folder / "count");
    const Outcome imported = OutcomeOf(ImportOf(store, sample_.files, Disk(store, at)));
    if (imported.exit == 0) {
      ExpectWhole(store, sample_);  // it could do without that call
    } else {
      EXPECT_EQ(imported.exit, 1) << imported.Told();
      EXPECT_TRUE(NamesCause(imported.err)) << imported.Told();
    }
    ExpectWholeAfterImport(store, sample_);
    fs::remove_all(store);
    if (HasFailure()) break;
  }
}

INSTANTIATE_TEST_SUITE_P(All, FailingDisk, testing::ValuesIn(kKinds),
                         [](const auto& test) { return test.param.name; });

TEST_F(Faults, ALimitOnTheSizeOfFilesIsNamed) {
  const fs::path store = sample_.Store("store");
  Start start = ImportOf(store, sample_.files);
  // So that a segment of raw captures reaches it before the database: SQLite does not pass the
  // cause on.
  start.most_file_bytes = 400'000;
  const Outcome imported = OutcomeOf(start);
  EXPECT_EQ(imported.exit, 1) << imported.Told();
  EXPECT_NE(imported.err.find(std::strerror(EFBIG)), std::string::npos) << imported.Told();
  ExpectWholeAfterImport(store, sample_);
}

TEST_F(Faults, ALimitOnMemoryIsNamedAndLosesNothing) {
  if (!CanPreload()) GTEST_SKIP() << "sanitizers take all addresses";
  const fs::path store = sample_.Store("store");
  bool was_short = false;
  // Where less is left than the libraries take, jemalloc may end the program before it begins.
  for (std::uint64_t megabytes = 120; megabytes <= 260; megabytes += 20) {
    Start start = ImportOf(store, sample_.files);
    start.most_memory_bytes = megabytes * 1'000'000;
    const Outcome imported = OutcomeOf(start);
    ASSERT_EQ(imported.signal, 0) << megabytes << " MB: " << imported.Told();
    if (imported.exit == 0) continue;
    was_short = was_short || imported.exit == 1;
    EXPECT_NE(imported.err.find("memory"), std::string::npos) << imported.Told();
  }
  EXPECT_TRUE(was_short) << "no limit was too low";
  ExpectWholeAfterImport(store, sample_);
}

TEST_F(Faults, ASecondImportIsToldWhichProcessHasTheStore) {
  const fs::path store = sample_.Store("store");
  std::optional<Process> first;
  for (int tries = 0; tries < 10; ++tries) {  // it may be over before it can be stopped
    fs::remove_all(store);
    first.emplace(ImportOf(store, sample_.files));
    while (first->IsRunning() && BytesOf(store / "lock").empty())
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    first->Signal(SIGSTOP);
    if (first->IsRunning()) break;
  }
  ASSERT_TRUE(first->IsRunning()) << "it was over before a second one could be started";
  const Outcome second = OutcomeOf(ImportOf(store, sample_.files));
  EXPECT_EQ(second.exit, 1) << second.Told();
  EXPECT_NE(second.err.find(std::to_string(first->pid())), std::string::npos) << second.Told();
  first->Signal(SIGCONT);
  const Outcome ended = first->Wait();
  EXPECT_EQ(ended.exit, 0) << ended.Told();
  ExpectWhole(store, sample_);
}

TEST_F(Faults, AClockThatStepsBackChangesNothing) {
  if (!CanPreload()) GTEST_SKIP() << "no LD_PRELOAD beside sanitizers";
  const fs::path store = sample_.Store("store");
  const std::vector<std::string> clock = {Preload(CHECKBACK_STEPPING_CLOCK)};
  for (const std::string& file : sample_.files) {
    const Outcome imported = OutcomeOf(ImportOf(store, {file}, clock));
    EXPECT_EQ(imported.exit, 0) << imported.Told();
  }
  ExpectWhole(store, sample_);
}

TEST_F(Faults, AStoreOfANewerProgramIsLeftAsItIs) {
  const fs::path store = sample_.Store("undisturbed");
  const fs::path database = FileOf(store, ".db");
  ASSERT_FALSE(database.empty());
  ASSERT_TRUE(FileOf(store, "-wal").empty()) << "a clean end leaves no write-ahead log";
  std::string bytes = BytesOf(database);
  bytes[60] = bytes[61] = 0;  // user_version, where SQLite keeps it: 99
  bytes[62] = 0;
  bytes[63] = 99;
  Write(database, bytes);
  for (const char* command : {"import", "export"}) {
    Start start = ImportOf(store, sample_.files);
    if (std::string(command) == "export")
      start.arguments = {"export", "--store", store.string(), "--canonical"};
    const Outcome outcome = OutcomeOf(start);
    EXPECT_EQ(outcome.exit, 1) << command << ": " << outcome.Told();
    EXPECT_NE(outcome.err.find("newer"), std::string::npos) << outcome.Told();
  }
  EXPECT_TRUE(BytesOf(database) == bytes);
}

TEST_F(Faults, AStoreFolderThatIsAFileIsNamed) {
  Write(sample_.Store("file"), "not a folder");
  const Outcome imported = OutcomeOf(ImportOf(sample_.Store("file"), sample_.files));
  EXPECT_EQ(imported.exit, 1) << imported.Told();
  EXPECT_NE(imported.err.find(sample_.Store("file").string()), std::string::npos)
      << imported.Told();
  EXPECT_EQ(BytesOf(sample_.Store("file")), "not a folder");
}

TEST_F(Faults, ADatabaseOfGarbageIsNamedAndCanBeRebuilt) {
  const fs::path store = sample_.Store("undisturbed");
  const fs::path database = FileOf(store, ".db");
  ASSERT_FALSE(database.empty());
  Write(database, std::string(20'000, 'x'));
  const Outcome imported = OutcomeOf(ImportOf(store, sample_.files));
  EXPECT_EQ(imported.exit, 1) << imported.Told();
  EXPECT_NE(imported.err.find(database.filename().string()), std::string::npos) << imported.Told();
  const Outcome rebuilt = OutcomeOf({.arguments = {"rebuild", "--store", store.string()}});
  EXPECT_EQ(rebuilt.exit, 0) << rebuilt.Told();
  ExpectWhole(store, sample_);
}

TEST_F(Faults, ADatabaseThatIsGoneCanBeRebuilt) {
  const fs::path store = sample_.Store("undisturbed");
  fs::remove(FileOf(store, ".db"));
  const Outcome rebuilt = OutcomeOf({.arguments = {"rebuild", "--store", store.string()}});
  EXPECT_EQ(rebuilt.exit, 0) << rebuilt.Told();
  ExpectWhole(store, sample_);
}

TEST_F(Faults, ACutSegmentIsNamedByCheckAndEveryOtherCaptureStays) {
  const fs::path store = sample_.Store("undisturbed");
  const fs::path segment = FileOf(store, ".warc.gz");
  ASSERT_FALSE(segment.empty());
  fs::resize_file(segment, fs::file_size(segment) - 100);
  const Outcome checked = OutcomeOf({.arguments = {"check", "--store", store.string()}});
  EXPECT_NE(checked.exit, 0) << checked.out;
  EXPECT_EQ(checked.signal, 0);
  EXPECT_NE((checked.out + checked.err).find(segment.filename().string()), std::string::npos)
      << checked.Told() << checked.out;
}

// An archive that breaks off: what is whole is kept, the damage told with its place.
TEST_F(Faults, AnArchiveThatBreaksOffGivesWhatIsWhole) {
  const fs::path cut = sample_.folder / "cut.warc.gz";
  std::string bytes = BytesOf(sample_.files[1]);
  Write(cut, bytes.substr(0, bytes.size() - 300));
  const fs::path store = sample_.Store("store");
  const Outcome imported = OutcomeOf(ImportOf(store, {sample_.files[0], cut.string()}));
  EXPECT_EQ(imported.exit, 3) << imported.Told();
  EXPECT_NE(imported.err.find("cut.warc.gz"), std::string::npos) << imported.Told();
  ExpectWholeAfterImport(store, sample_);
}

// Permissions bind nobody who is root, so there the program runs as somebody else.
TEST_F(Faults, AReadOnlyFolderIsNamed) {
  const fs::path folder = sample_.folder / "read_only";
  fs::create_directory(folder);
  fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec | fs::perms::group_read |
                              fs::perms::group_exec | fs::perms::others_read |
                              fs::perms::others_exec);
  Start start = ImportOf(folder / "store", sample_.files);
  start.as_nobody = true;
  const Outcome imported = OutcomeOf(start);
  if (imported.exit == 126 || imported.exit == 127)
    GTEST_SKIP() << "another user cannot run the program where it stands";
  EXPECT_EQ(imported.exit, 1) << imported.Told();
  EXPECT_NE(imported.err.find(std::strerror(EACCES)), std::string::npos) << imported.Told();
}

}  // namespace
}  // namespace faults
