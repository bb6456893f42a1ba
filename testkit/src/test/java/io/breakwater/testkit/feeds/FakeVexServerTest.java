package io.breakwater.testkit.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import io.breakwater.testkit.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FakeVexServerTest {
  private static final Instant MONDAY = Instant.parse("2024-05-06T10:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2024-05-07T10:00:00Z");

  private final FakeVexServer server = FakeVexServer.start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void servesArchiveChangesAndDeletions() throws Exception {
    server
        .put(CsafVex.of("CVE-2024-1"), MONDAY)
        .put(CsafVex.of("CVE-2023-7"), MONDAY)
        .archive(LocalDate.of(2024, 5, 6))
        .put(CsafVex.of("CVE-2024-2"), TUESDAY)
        .delete("CVE-2023-7", TUESDAY);
    assertThat(text("archive_latest.txt")).isEqualTo("csaf_vex_2024-05-06.tar.zst");
    assertThat(text("changes.csv"))
        .isEqualTo(
            """
            "2024/cve-2024-2.json","2024-05-07T10:00:00+00:00"
            "2024/cve-2024-1.json","2024-05-06T10:00:00+00:00"
            """);
    assertThat(text("deletions.csv"))
        .isEqualTo("\"2023/cve-2023-7.json\",\"2024-05-07T10:00:00+00:00\"\n");
    assertThat(Json.parseObject(get("2024/cve-2024-2.json").body())).containsKey("vulnerabilities");
    assertThat(get("2023/cve-2023-7.json").statusCode()).isEqualTo(404);
    var archive = get("csaf_vex_2024-05-06.tar.zst").body();
    try (var tar =
        new TarArchiveInputStream(new ZstdInputStream(new ByteArrayInputStream(archive)))) {
      assertThat(tar.getNextEntry().getName()).isEqualTo("2024/cve-2024-1.json");
      assertThat(tar.getNextEntry().getName()).isEqualTo("2023/cve-2023-7.json");
      assertThat(tar.getNextEntry()).isNull();
    }
  }

  @Test
  void whatIsKnownIsNotSentAgain() throws Exception {
    server.put(CsafVex.of("CVE-2024-1"), MONDAY);
    var first = get("changes.csv");
    var tag = first.headers().firstValue("ETag").orElseThrow();
    var date = first.headers().firstValue("Last-Modified").orElseThrow();
    assertThat(date).isEqualTo("Mon, 06 May 2024 10:00:00 GMT");
    assertThat(get("changes.csv", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get("changes.csv", "If-Modified-Since", date).statusCode()).isEqualTo(304);
    server.put(CsafVex.of("CVE-2024-2"), TUESDAY);
    assertThat(get("changes.csv", "If-None-Match", tag).statusCode()).isEqualTo(200);
    assertThat(get("changes.csv", "If-Modified-Since", date).statusCode()).isEqualTo(200);
    assertThat(server.fetches())
        .extracting(FakeVexServer.Fetch::status)
        .containsExactly(200, 304, 304, 200, 200);
  }

  @Test
  void aBrokenDownloadCanBeTakenUp() throws Exception {
    server.put(CsafVex.of("CVE-2024-1"), MONDAY).archive(LocalDate.of(2024, 5, 6));
    var path = "csaf_vex_2024-05-06.tar.zst";
    var whole = get(path).body();
    server.cut(path, 10);
    assertThatThrownBy(() -> get(path)).isInstanceOf(IOException.class);
    var rest = get(path, "Range", "bytes=10-");
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 10, whole.length));
    assertThat(get(path, "Range", "bytes=10-", "If-Range", "\"other\"").body()).isEqualTo(whole);
    assertThat(get(path, "Range", "bytes=99999999-").statusCode()).isEqualTo(416);
  }

  @Test
  void failsOnOrder() throws Exception {
    server.fail("changes.csv", 503);
    assertThat(get("changes.csv").statusCode()).isEqualTo(503);
    server.fail("changes.csv", 200);
    assertThat(get("changes.csv").statusCode()).isEqualTo(200);
  }

  private String text(String path) throws Exception {
    return new String(get(path).body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(server.uri().resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
