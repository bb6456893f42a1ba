package io.breakwater.api;

import static io.breakwater.api.Content.bytes;
import static io.breakwater.api.Content.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.registry.uploads.UploadLimits;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uploads: where they are, and what is said of parts that do not fit.
class UploadTest {
  private static final String UPLOADS = "/v2/birds/robin/blobs/uploads/";

  @TempDir Path folder;

  @Test
  void partThatDoesNotFollowIsToldWhereToGoOn() throws Exception {
    try (var server = new TestServer(folder)) {
      var wren = server.as("wren");
      var begun = wren.post(UPLOADS);
      assertThat(begun.status()).isEqualTo(202);
      var location = begun.header("Location");
      assertThat(location).startsWith(UPLOADS).doesNotContain("?");
      assertThat(begun.header("Docker-Upload-UUID"))
          .isEqualTo(location.substring(UPLOADS.length()));
      var first = wren.patch(location, bytes("hello"), "Content-Range", "0-4");
      assertThat(first.status()).isEqualTo(202);
      assertThat(first.header("Range")).isEqualTo("0-4");
      for (var range : new String[] {"0-4", "6-10", "nonsense"}) {
        var wrong = wren.patch(location, bytes("world"), "Content-Range", range);
        assertThat(wrong.status()).as(range).isEqualTo(416);
        assertThat(wrong.code()).isEqualTo("RANGE_INVALID");
        assertThat(wrong.header("Range")).isEqualTo("0-4");
        assertThat(wrong.header("Location")).isEqualTo(location);
      }
      var status = wren.get(location);
      assertThat(status.status()).isEqualTo(204);
      assertThat(status.header("Range")).isEqualTo("0-4");
      var digest = sha256(bytes("helloworld"));
      var ended = wren.put(location + "?digest=" + digest, bytes("world"), "Content-Range", "5-9");
      assertThat(ended.status()).as(ended.text()).isEqualTo(201);
      assertThat(ended.header("Location")).isEqualTo("/v2/birds/robin/blobs/" + digest);
      assertThat(wren.get(ended.header("Location")).text()).isEqualTo("helloworld");
    }
  }

  @Test
  void limitsOfUploadsHaveTheirStatuses() throws Exception {
    var limits = new UploadLimits(10, 2, Duration.ofSeconds(20), Duration.ZERO);
    var options = Api.Options.of("breakwater.test");
    try (var server = new TestServer(folder, options, limits)) {
      var wren = server.as("wren");
      var large = wren.post(UPLOADS + "?digest=" + sha256(new byte[11]), new byte[11]);
      assertThat(large.status()).isEqualTo(413);
      assertThat(large.code()).isEqualTo("SIZE_INVALID");
      assertThat(large.text()).contains("\"limit\":10");
      var one = wren.post(UPLOADS).header("Location");
      assertThat(wren.post(UPLOADS).status()).isEqualTo(202);
      var many = wren.post(UPLOADS);
      assertThat(many.status()).isEqualTo(429);
      assertThat(many.code()).isEqualTo("TOOMANYREQUESTS");
      assertThat(many.header("Retry-After")).isNotEmpty();
      assertThat(wren.delete(one).status()).isEqualTo(204);
      assertThat(wren.get(one).status()).isEqualTo(404);
      assertThat(wren.get(one).code()).isEqualTo("BLOB_UPLOAD_UNKNOWN");
      assertThat(wren.post(UPLOADS).status()).isEqualTo(202);
    }
  }

  @Test
  void blobOverTheQuotaIsRefusedBeforeItIsSent() throws Exception {
    try (var server = new TestServer(folder)) {
      server.quota("birds", 10);
      var path = UPLOADS + "?digest=" + sha256(new byte[11]);
      var answer = server.as("wren").post(path, new byte[11]);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.code()).isEqualTo("DENIED");
      assertThat(answer.text()).contains("\"usedBytes\":0", "\"quotaBytes\":10");
    }
  }
}
