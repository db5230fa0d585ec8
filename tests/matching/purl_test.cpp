#include "models/import/matching/purl.hpp"

#include <gtest/gtest.h>

namespace hakyu::models::matching {
namespace {

std::string canonical(std::string_view text) {
  const auto purl = read_purl(text);
  return purl ? to_string(*purl) : "–";
}

TEST(Purl, ExamplesOfTheSpecification) {
  for (const char* text :
       {"pkg:bitbucket/birkenfeld/pygments-main@244fd47e07d1014f0aed9c",
        "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie",
        "pkg:docker/cassandra@sha256:244fd47e07d1004f0aed9c", "pkg:gem/jruby-launcher@1.1.2?platform=java",
        "pkg:golang/google.golang.org/genproto#googleapis/api/annotations",
        "pkg:npm/%40angular/animation@12.3.1",
        "pkg:maven/org.apache.xmlgraphics/batik-anim@1.9.1?packaging=sources",
        "pkg:nuget/EnterpriseLibrary.Common@6.0.1304",
        "pkg:rpm/fedora/curl@7.50.3-1.fc25?arch=i386&distro=fedora-25",
        "pkg:generic/openssl@1.1.10g?checksum=sha1:ad9503c3e994a4f%2Csha256:41bf9088b3a1e6c1ef1d"})
    EXPECT_EQ(canonical(text), text);
}

TEST(Purl, TypesHaveTheirOwnRules) {
  EXPECT_EQ(canonical("PKG:npm/x@1"), "–") << "the scheme is lower case";
  EXPECT_EQ(canonical("pkg:PyPI/Django_package@1.11.1.dev1"), "pkg:pypi/django-package@1.11.1.dev1");
  EXPECT_EQ(canonical("pkg:GitHub/Package-URL/purl-Spec@244fd47"),
            "pkg:github/package-url/purl-spec@244fd47");
  EXPECT_EQ(canonical("pkg://maven//org.apache/commons@1.0/"), "pkg:maven/org.apache/commons@1.0");
  EXPECT_EQ(canonical("pkg:npm/@angular/animation@12.3.1"), "pkg:npm/%40angular/animation@12.3.1");
}

TEST(Purl, RefusesWhatIsNone) {
  for (const char* bad :
       {"", "pkg:", "pkg:npm", "pkg:npm/", "pkg:maven/@1.3.4", "pkg:3nginx/nginx@0.8.9",
        "pkg:n&g?inx/nginx@0.8.9", "pkg:npm/x?in%20production=true", "pkg%3Amaven/a/b", "npm/x@1"})
    EXPECT_FALSE(read_purl(bad)) << bad;
  EXPECT_FALSE(read_purl("pkg:npm/" + std::string(3000, 'x')));
}

}  // namespace
}  // namespace hakyu::models::matching
