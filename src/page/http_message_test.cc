#include "page/http_message.h"

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include "page/gzip_member.h"

namespace checkback {
namespace {

constexpr std::string_view kPage =
    "<p>The dam holds.</p><p>The dam holds.</p><p>The dam holds.</p>";
constexpr std::size_t kMost = 1u << 20;

std::string Gzip(std::string_view bytes) {
  return GzipDeflater(6).Deflate(bytes);
}

std::string Zlib(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string packed(size, '\0');
  compress(reinterpret_cast<Bytef*>(packed.data()), &size,
           reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  packed.resize(size);
  return packed;
}

std::string RawDeflate(std::string_view bytes) {
  const std::string zlib = Zlib(bytes);
  return zlib.substr(2, zlib.size() - 6);
}

std::string Zstd(std::string_view bytes) {
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 3));
  return packed;
}

// kPage by the reference encoder at level 5.
std::string Brotli() {
  constexpr std::string_view kHex =
      "133e0000c46d6c5dc7722cf1acc6090a3a41501a038d405961ebe91cd3a85c64f33c993700";
  std::string bytes;
  for (std::size_t i = 0; i < kHex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(kHex.substr(i, 2)), nullptr, 16));
  return bytes;
}

std::string Chunks(std::string_view body, std::size_t each) {
  std::string chunks;
  for (; !body.empty(); body.remove_prefix(std::min(each, body.size()))) {
    const std::string_view chunk = body.substr(0, each);
    char size[32];
    std::snprintf(size, sizeof size, "%zx", chunk.size());
    chunks.append(size).append("\r\n").append(chunk).append("\r\n");
  }
  return chunks + "0\r\n\r\n";
}

TEST(HttpHead, SaysWhatTheBodyIs) {
  struct Case {
    std::string_view message;
    int status;
    std::string_view type, charset, body;
  };
  const Case cases[] = {
      {"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n\r\nx", 200, "text/html",
       "utf-8", "x"},
      {"HTTP/2 404\ncontent-type:Text/HTML;a=b; CharSet = \"koi8-r\"\n\nx\n\ny", 404, "text/html",
       "koi8-r", "x\n\ny"},
      {"HTTP/1.0 200 OK\r\nno colon\r\nX: 1\r\n folded\r\n\r\n", 200, "", "", ""},
      {"HTTP/1.1 200 OK\r\nContent-Type: text/html", 200, "text/html", "", ""},
      {"HTTP/1.1\r\n\r\nx", 0, "", "", "x"},
      {"HTTP/1.1 2x0 OK\r\n\r\nx", 0, "", "", "x"},
      {"HTTP/", 0, "", "", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.message);
    const auto head = ReadHttpHead(c.message);
    ASSERT_TRUE(head);
    EXPECT_EQ(head->status, c.status);
    EXPECT_EQ(head->MediaType(), c.type);
    EXPECT_EQ(head->Charset(), c.charset);
    EXPECT_EQ(c.message.substr(head->bytes), c.body);
  }
  EXPECT_FALSE(ReadHttpHead("<html>HTTP/1.1 200 OK"));
  EXPECT_FALSE(ReadHttpHead(""));
}

struct BodyCase {
  std::string_view name, headers;
  std::string raw;
  std::string body;
  bool cut_short = false;
};

void ExpectBodies(const std::vector<BodyCase>& cases) {
  for (const BodyCase& c : cases) {
    SCOPED_TRACE(c.name);
    const auto head = ReadHttpHead("HTTP/1.1 200 OK\r\n" + std::string(c.headers) + "\r\n\r\n");
    const auto body = DecodeBody(*head, c.raw, kMost);
    ASSERT_TRUE(body) << body.error().what;
    EXPECT_EQ(body->bytes, c.body);
    EXPECT_EQ(body->cut_short, c.cut_short);
  }
}

TEST(HttpBody, ComesOutOfChunksAndCodings) {
  const std::string page(kPage);
  ExpectBodies({
      {"as it is", "X: y", page, page},
      {"gzip", "Content-Encoding: gzip", Gzip(page), page},
      {"two members", "Content-Encoding: gzip", Gzip(page) + Gzip("<p>b"), page + "<p>b"},
      {"in capitals", "CONTENT-ENCODING: X-GZIP", Gzip(page), page},
      {"zlib", "Content-Encoding: deflate", Zlib(page), page},
      {"raw deflate", "Content-Encoding: deflate", RawDeflate(page), page},
      {"brotli", "Content-Encoding: br", Brotli(), page},
      {"zstd", "Content-Encoding: zstd", Zstd(page), page},
      {"twice", "Content-Encoding: zstd, gzip", Gzip(Zstd(page)), page},
      {"twice, two headers", "Content-Encoding: zstd\r\nContent-Encoding: gzip", Gzip(Zstd(page)),
       page},
      {"chunks", "Transfer-Encoding: chunked", Chunks(page, 7), page},
      {"chunks of gzip", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip",
       Chunks(Gzip(page), 9), page},
      {"gzip for the way", "Transfer-Encoding: gzip, chunked", Chunks(Gzip(page), 9), page},
      {"an extension", "Transfer-Encoding: chunked", "3;a=b\r\n<p>\r\n0\r\n", "<p>"},
      {"line feeds only", "Transfer-Encoding: chunked", "3\n<p>\n0\n\n", "<p>"},
      {"unknown", "Content-Encoding: utf-8", page, page},
      {"identity", "Content-Encoding: identity", page, page},
      {"empty", "Content-Encoding: gzip\r\nTransfer-Encoding: chunked", "", ""},
  });
}

TEST(HttpBody, MayBeUnpackedAlready) {
  const std::string page(kPage);
  ExpectBodies({
      {"gzip", "Content-Encoding: gzip", page, page},
      {"deflate", "Content-Encoding: deflate", page, page},
      {"brotli", "Content-Encoding: br", " \n" + page, " \n" + page},
      {"zstd", "Content-Encoding: zstd", page, page},
      {"chunks", "Transfer-Encoding: chunked", page, page},
      {"chunks, digits first", "Transfer-Encoding: chunked", "12\nmen in a boat on a lake",
       "12\nmen in a boat on a lake"},
      {"both", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip", page, page},
  });
}

TEST(HttpBody, KeepsWhatCameBeforeDamage) {
  const std::string page(kPage);
  const std::string packed = Gzip(page);
  std::string bad_sum = packed;
  bad_sum[bad_sum.size() - 6] ^= 1;
  ExpectBodies({
      {"a check sum", "Content-Encoding: gzip", bad_sum, page, true},
      {"gzip cut", "Content-Encoding: gzip", packed.substr(0, packed.size() - 8), page, true},
      {"chunks cut", "Transfer-Encoding: chunked", "a\r\n<p>The", "<p>The", true},
      {"chunks without an end", "Transfer-Encoding: chunked", "3\r\n<p>\r\n", "<p>", true},
      {"a bad size", "Transfer-Encoding: chunked", "3\r\n<p>\r\nxyz\r\n", "<p>", true},
      {"a huge size", "Transfer-Encoding: chunked", "fffffffffffffff\r\n<p>", "<p>", true},
  });
}

TEST(HttpBody, HasABound) {
  const std::string zeros(kMost + 1, '\0');
  const std::string exact(kMost, '\0');
  const auto gzip = ReadHttpHead("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
  const auto deflate = ReadHttpHead("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n");
  const auto zstd = ReadHttpHead("HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n");
  const auto twice = ReadHttpHead("HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n\r\n");
  const auto often = ReadHttpHead(
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip,gzip,gzip,gzip,gzip,gzip,gzip\r\n\r\n");
  EXPECT_EQ(DecodeBody(*gzip, Gzip(zeros), kMost).error().code, Errc::kTooLarge);
  EXPECT_EQ(DecodeBody(*deflate, Zlib(zeros), kMost).error().code, Errc::kTooLarge);
  EXPECT_EQ(DecodeBody(*zstd, Zstd(zeros), kMost).error().code, Errc::kTooLarge);
  EXPECT_EQ(DecodeBody(*twice, Gzip(Gzip(zeros)), kMost).error().code, Errc::kTooLarge);
  EXPECT_EQ(DecodeBody(*often, Gzip(zeros), kMost).error().code, Errc::kBadInput);
  EXPECT_EQ(DecodeBody(*gzip, Gzip(exact), kMost)->bytes.size(), kMost);
  EXPECT_EQ(DecodeBody(*zstd, Zstd(exact), kMost)->bytes.size(), kMost);
}

TEST(HttpBody, IsAnErrorWhereNothingCanBeUnpacked) {
  const auto gzip = ReadHttpHead("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
  const auto brotli = ReadHttpHead("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n");
  EXPECT_EQ(DecodeBody(*gzip, "\x1F\x8B not gzip", kMost).error().code, Errc::kBadInput);
  EXPECT_EQ(DecodeBody(*gzip, "\x1F\x8B", kMost).error().code, Errc::kBadInput);
  EXPECT_EQ(DecodeBody(*brotli, "\xFF\xFF\xFF\xFF", kMost).error().code, Errc::kBadInput);
}

}  // namespace
}  // namespace checkback
