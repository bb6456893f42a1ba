package io.breakwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SelectionTest {
  private static final String CONTENT = "0123456789";
  private static final String ETAG = "\"abc\"";
  private static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Served SERVED =
      new Served(
          Routes.builder()
              .add("GET", "/content", "", (q, a) -> content(q, a, CONTENT))
              .add("GET", "/empty", "", (q, a) -> content(q, a, "")));

  @AfterAll
  static void stop() {
    SERVED.close();
  }

  private static void content(Request request, Response answer, String text) throws IOException {
    var selection = Selection.of(request, text.length(), ETAG, MODIFIED);
    selection.describe(answer, ETAG, MODIFIED);
    switch (selection) {
      case Selection.Whole _ -> answer.send("text/plain", text);
      case Selection.Part(var offset, var length, var _) ->
          answer.send("text/plain", text.substring((int) offset, (int) (offset + length)));
      case Selection.Outside _, Selection.Unchanged _ -> answer.send();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 206, 0, bytes 0-0/10",
    "bytes=2-4, 206, 234, bytes 2-4/10",
    "bytes=7-, 206, 789, bytes 7-9/10",
    "bytes=7-99999999999999999999, 206, 789, bytes 7-9/10",
    "bytes=-3, 206, 789, bytes 7-9/10",
    "bytes=-30, 206, 0123456789, bytes 0-9/10",
    "BYTES=9-9, 206, 9, bytes 9-9/10",
    "bytes=10-, 416, '', bytes */10",
    "bytes=99999999999999999999-, 416, '', bytes */10",
    "bytes=-0, 416, '', bytes */10",
    "bytes=4-2, 416, '', bytes */10",
    "'bytes=0-1,3-4', 200, 0123456789, ",
    "bytes=-, 200, 0123456789, ",
    "bytes=a-b, 200, 0123456789, ",
    "bytes=1, 200, 0123456789, ",
    "bytes=--1, 200, 0123456789, ",
    "bytes=+1-2, 200, 0123456789, ",
    "lines=1-2, 200, 0123456789, ",
  })
  void ranges(String range, int status, String body, String contentRange) throws Exception {
    var answer = SERVED.get("/content", "Range", range);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.headers().firstValue("Content-Range").orElse(null)).isEqualTo(contentRange);
    assertThat(answer.headers().firstValue("ETag")).contains(ETAG);
    assertThat(answer.headers().firstValue("Accept-Ranges")).contains("bytes");
  }

  @Test
  void nothingLiesWithinAnEmptyContent() throws Exception {
    for (var range : new String[] {"bytes=0-", "bytes=0-0", "bytes=-5"}) {
      assertThat(SERVED.get("/empty", "Range", range).statusCode()).isEqualTo(416);
    }
    assertThat(SERVED.get("/empty").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "If-None-Match: \"abc\" | 304",
        "If-None-Match: W/\"abc\" | 304",
        "If-None-Match: \"x\", \"abc\" | 304",
        "If-None-Match: * | 304",
        "If-None-Match: \"x\" | 200",
        "If-None-Match: abc | 200",
        "If-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT | 304",
        "If-Modified-Since: Fri, 02 Jan 2026 03:04:04 GMT | 200",
        "If-Modified-Since: yesterday | 200",
        // The tag decides where both stand.
        "If-None-Match: \"x\" + If-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT | 200",
        "Range: bytes=1-2 + If-Range: \"abc\" | 206",
        "Range: bytes=1-2 + If-Range: W/\"abc\" | 200",
        "Range: bytes=1-2 + If-Range: \"x\" | 200",
        "Range: bytes=1-2 + If-Range: Fri, 02 Jan 2026 03:04:05 GMT | 206",
        "Range: bytes=1-2 + If-Range: Fri, 02 Jan 2026 03:04:06 GMT | 200",
        "Range: bytes=1-2 + If-None-Match: \"abc\" | 304",
      })
  void conditions(String headers, int status) throws Exception {
    var pairs = new ArrayList<String>();
    for (var header : headers.split(" \\+ ", -1)) {
      pairs.addAll(List.of(header.split(": ", 2)));
    }
    var answer = SERVED.get("/content", pairs.toArray(String[]::new));
    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 304) {
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
      assertThat(answer.headers().firstValue("Transfer-Encoding")).isEmpty();
      assertThat(answer.headers().firstValue("ETag")).contains(ETAG);
    }
  }

  @Test
  void headKnowsNoRanges() throws Exception {
    var head = SERVED.send("HEAD", "/content", "Range", "bytes=1-2");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).contains("10");
  }
}
