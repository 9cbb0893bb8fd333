#include "follow/folder_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "follow/input_samples.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

namespace fs = std::filesystem;
using samples::FindAll, samples::ForImport, samples::Found, samples::ScratchFolder;

std::string NamesOf(const FolderFiles& found, const ScratchFolder& folder) {
  std::string names;
  for (const FolderFile& file : found.files)
    names += (names.empty() ? "" : " ") + file.path.substr(folder.path().size() + 1);
  return names;
}

TEST(Folders, GiveTheirFilesInOrderAndCountTheOthers) {
  const ScratchFolder folder;
  for (const char* name :
       {"b/page.html", "a.HTM", "a/z.txt", "b.jsonl", "day.warc.gz", "day.warc", "x.warc.zst",
        "feed.xml", "feed.json", "f.rss", "f.atom", "l.jsonl.gz", "p1.jpg", "p2.jpg", "s.css",
        "plain", ".hidden.html", ".git/page.html", "\xC3\xBC.\xC3\xBC\x01"})
    folder.Write(name, "x");
  ASSERT_EQ(mkfifo((folder.path() + "/pipe.html").c_str(), 0600), 0);
  const FolderFiles pages = ListFolder(folder.path(), FolderTakes::kPages);
  EXPECT_EQ(NamesOf(pages, folder), "a.HTM a/z.txt b.jsonl b/page.html");
  const FolderFiles all = ListFolder(folder.path(), FolderTakes::kEverything);
  EXPECT_EQ(NamesOf(all, folder),
            "a.HTM a/z.txt b.jsonl b/page.html day.warc day.warc.gz f.atom f.rss feed.json "
            "feed.xml l.jsonl.gz x.warc.zst");
  EXPECT_EQ(
      all.passed_over,
      (Reasons{
          {".jpg", 2}, {".css", 1}, {"no ending", 1}, {"odd endings", 1}, {"pipe or device", 1}}));
}

TEST(Folders, LeaveOutThePartsOfASavedPage) {
  const ScratchFolder folder;
  for (const char* name :
       {"dam.html", "dam_files/ad.html", "dam_files/deep/ad.html", "case_files/one.html"})
    folder.Write(name, "x");
  const FolderFiles all = ListFolder(folder.path(), FolderTakes::kEverything);
  EXPECT_EQ(NamesOf(all, folder), "case_files/one.html dam.html");
  EXPECT_EQ(all.passed_over, (Reasons{{"folder with parts of a page", 1}}));
}

TEST(Folders, EndWhereLinksGoInCircles) {
  const ScratchFolder folder;
  const ScratchFolder other;
  folder.Write("a/page.html", "x");
  other.Write("far.html", "x");
  fs::create_directory_symlink(folder.path(), folder.path() + "/a/up");
  fs::create_directory_symlink(other.path(), folder.path() + "/a/other");
  fs::create_directory_symlink("self", folder.path() + "/self");
  fs::create_symlink("nowhere", folder.path() + "/gone.html");
  const Found found = FindAll({folder.path()}, ForImport(), folder.path());
  EXPECT_EQ(found.told, (std::vector<std::string>{"a/other/far.html: x", "a/page.html: x",
                                                  "gone.html: error: No such file or directory"}));
  EXPECT_EQ(found.passed_over.files, (Reasons{{"folder linked twice", 1}, {"no ending", 1}}));
}

TEST(Folders, TellWhatTheyCannotList) {
  if (geteuid() == 0) GTEST_SKIP() << "root may list every folder";
  const ScratchFolder folder;
  folder.Write("a.html", "x");
  folder.Write("closed/b.html", "x");
  fs::permissions(folder.path() + "/closed", fs::perms::none);
  const Found found = FindAll({folder.path()}, ForImport(), folder.path());
  fs::permissions(folder.path() + "/closed", fs::perms::owner_all);
  EXPECT_EQ(found.told,
            (std::vector<std::string>{"closed: error: Permission denied", "a.html: x"}));
}

TEST(Folders, MayBeVeryDeepOrEmpty) {
  const ScratchFolder folder;
  std::string name;
  for (int i = 0; i < 300; ++i) name += "d/";
  folder.Write(name + "page.html", "x");
  EXPECT_EQ(FindAll({folder.path()}, ForImport()).told.size(), 1U);
  const ScratchFolder empty;
  const Found found = FindAll({empty.path()}, ForImport());
  ASSERT_EQ(found.inputs.size(), 1U);
  EXPECT_EQ(found.inputs[0].error->code, Errc::kNotFound);
}

TEST(Folders, GiveFilesOfAnyKindOnlyWhereTheyAreFeeds) {
  const ScratchFolder folder;
  folder.Write("package.json", "{\"name\":\"x\"}");
  folder.Write("settings.xml", "<settings/>");
  folder.Write("feed.xml", "<rss><channel/></rss>");
  folder.Write("page.html", "<p>x");
  const Found found = FindAll({folder.path()}, ForImport(), folder.path());
  EXPECT_EQ(found.told, (std::vector<std::string>{"feed.xml ends", "page.html: <p>x"}));
  EXPECT_EQ(found.passed_over.Told(),
            std::vector<std::string>{"2 files are no pages: .json 1, .xml 1"});
}

// A file may go, or change into something else, between the listing and its turn.
TEST(Folders, MayLoseFilesWhileTheyAreRead) {
  const ScratchFolder folder;
  for (const char* name : {"a.html", "b.html", "c.html"}) folder.Write(name, "x");
  InputReader reader({folder.path()}, ForImport());
  Input input;
  ASSERT_TRUE(reader.Next(input));
  fs::remove(folder.path() + "/b.html");
  fs::remove(folder.path() + "/c.html");
  fs::create_directory(folder.path() + "/c.html");
  ASSERT_TRUE(reader.Next(input));
  EXPECT_EQ(samples::Told(input, folder.path()), "b.html: error: No such file or directory");
  ASSERT_TRUE(reader.Next(input));
  EXPECT_EQ(samples::Told(input, folder.path()), "c.html: error: Is a directory");
  EXPECT_FALSE(reader.Next(input));
  EXPECT_EQ(reader.Progress().done, 3U);
}

}  // namespace
}  // namespace checkback
