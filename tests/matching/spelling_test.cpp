#include "models/import/matching/spelling.hpp"

#include <gtest/gtest.h>

namespace hakyu::models::matching {
namespace {

TEST(Spelling, AVersionAtTheEndOfAName) {
  struct Case {
    const char *written, *name, *version;
    bool dotted;
  };
  for (const Case& each :
       {Case{"PostgreSQL 14", "PostgreSQL", "14", false}, Case{"PostgreSQL14", "PostgreSQL", "14", false},
        Case{"PostgreSQL14.9", "PostgreSQL", "14.9", true},
        Case{"ＰｏｓｔｇｒｅＳＱＬ　１４．９", "postgresql", "14.9", true},
        Case{"Oracle Database 19c", "Oracle Database", "19c", false},
        Case{"vSphere 8.0", "vSphere", "8.0", true}, Case{"Vue PACS Ver.12.2.0", "Vue PACS", "12.2.0", true},
        Case{"Vue PACS v12.2", "Vue PACS", "12.2", true},
        Case{"FortiOS Version 7.2.5", "FortiOS", "7.2.5", true},
        Case{"log4j-core-2.14.1", "log4j-core", "2.14.1", true},
        Case{"電子カルテ 5.1", "電子カルテ", "5.1", true}}) {
    const auto found = trailing_version(each.written);
    ASSERT_TRUE(found) << each.written;
    EXPECT_EQ(found->name, each.name);
    EXPECT_EQ(found->version, each.version);
    EXPECT_EQ(found->dotted, each.dotted) << each.written;
  }
}

TEST(Spelling, NumbersThatBelongToTheName) {
  for (const char* name : {"", "14", "14.9", " 7.1 ", "FortiGate-60F", "CR-IR357", "CR-IR 357A2",
                           "Windows Server 2019", "Win2019", "MX800", "PRIMERGY RX2540M5", "M.2", "7-Zip",
                           "Foo 1..2", "v1", "Ver.", "Office2019", "電子カルテ"})
    EXPECT_FALSE(trailing_version(name)) << name;
}

TEST(Spelling, AVersionInAProductOfAnAdvisory) {
  EXPECT_EQ(version_in_product("IntelliSpace Portal 8.0.x")->version, "8.0.x");
  EXPECT_EQ(version_in_product("IntelliSpace Portal 8.0.x")->name, "IntelliSpace Portal");
  EXPECT_EQ(version_in_product("Central Station (CSCS) 1.X")->version, "1.x");
  EXPECT_EQ(version_in_product("Vue PACS 12.2")->version, "12.2");
  for (const char* name : {"Windows 10", "Exchange Server 2016", "Box", "", ".x"})
    EXPECT_FALSE(version_in_product(name)) << name;
}

}  // namespace
}  // namespace hakyu::models::matching
