#include "store/sqlite.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace checkback {
namespace {

class StatementsTest : public testing::Test {
 protected:
  StatementsTest() : db_(Database::Open(std::string(Database::kInMemory), Database::Mode::kWrite)) {
    EXPECT_TRUE(db_->Run("create table page (page integer primary key, url text)"));
    EXPECT_TRUE(db_->Run("insert into page values (1, 'a'), (2, 'b'), (3, 'c')"));
  }

  Result<Database> db_;
};

TEST_F(StatementsTest, TheSameSqlMayBeReadTwiceAtOnce) {
  const std::string sql = "select url from page order by page";
  for (int again = 0; again < 3; ++again) {
    Result<Statement> outer = db_->Prepare(sql);
    std::string seen;
    while (*outer->Step()) {
      Result<Statement> inner = db_->Prepare(sql);
      while (*inner->Step()) seen += inner->Text(0);
      seen += outer->Text(0);
    }
    EXPECT_EQ(seen, "abcaabcbabcc");
  }
}

TEST_F(StatementsTest, NothingOfItsLastUseIsLeftInAStatement) {
  const std::string sql = "select url from page where page >= ?1 and ?2 is null order by page";
  {
    Result<Statement> first = db_->Prepare(sql);
    first->Bind(1, std::int64_t{2});
    ASSERT_TRUE(*first->Step());  // and the rest is not read
    EXPECT_EQ(first->Text(0), "b");
  }
  Result<Statement> second = db_->Prepare(sql);
  second->Bind(1, std::int64_t{1});
  ASSERT_TRUE(*second->Step());
  EXPECT_EQ(second->Text(0), "a");
  second->Reset();
  second->BindText(2, "x");
  EXPECT_FALSE(*second->Step());
  second = db_->Prepare("select 1");
  Result<Statement> third = db_->Prepare(sql);
  EXPECT_FALSE(*third->Step());  // ?1 is null again
}

TEST_F(StatementsTest, AnIdleStatementHoldsNoTransactionAndKeepsNoTable) {
  {
    ASSERT_TRUE(*db_->Prepare("select url from page")->Step());
  }
  ASSERT_TRUE(db_->Run("drop table page"));
  EXPECT_FALSE(db_->Prepare("select url from page")->Step());
  ASSERT_TRUE(db_->Run("create table page (url text, more text)"));
  ASSERT_TRUE(db_->Run("insert into page values ('z', '')"));
  Result<Statement> now = db_->Prepare("select url from page");
  ASSERT_TRUE(*now->Step());
  EXPECT_EQ(now->Text(0), "z");
}

TEST_F(StatementsTest, ATableThatComesBeforeIsSeenByTheSameSql) {
  EXPECT_EQ(**db_->Integer("select count(*) from page"), 3);
  ASSERT_TRUE(db_->Run("create temp view page as select * from main.page where page = 1"));
  EXPECT_EQ(**db_->Integer("select count(*) from page"), 1);
}

TEST_F(StatementsTest, MoreOfThemThanAreKeptAreNoTrouble) {
  for (int round = 0; round < 2; ++round)
    for (int n = 0; n < 1000; ++n) EXPECT_EQ(**db_->Integer(fmt::format("select {}", n)), n);
}

}  // namespace
}  // namespace checkback
