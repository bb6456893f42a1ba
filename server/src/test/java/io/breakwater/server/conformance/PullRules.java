package io.breakwater.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// "Pull" (OCI distribution specification 1.1), and RFC 9110 on ranges and conditions.
interface PullRules extends Rules {
  @Test
  @Tag(SPECIFICATION)
  default void aManifestIsServedAsItWasPushedByTagAndByDigest() throws IOException {
    var repository = repository();
    var image = repository.image("latest");
    for (var reference : new String[] {"latest", image.digest()}) {
      var answer = repository.manifest(reference).is(200);
      assertThat(answer.body()).isEqualTo(image.manifest());
      assertThat(answer.header("Content-Type")).isEqualTo(Images.MANIFEST);
      assertThat(answer.header("Docker-Content-Digest")).isEqualTo(image.digest());
      assertThat(answer.header("Content-Length"))
          .isEqualTo(Integer.toString(image.manifest().length));
    }
  }

  @Test
  @Tag(SPECIFICATION)
  default void headOfAManifestSaysWhatGetWould() throws IOException {
    var repository = repository();
    var image = repository.image("latest");
    for (var reference : new String[] {"latest", image.digest()}) {
      var answer = repository.headManifest(reference).is(200);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.header("Content-Type")).isEqualTo(Images.MANIFEST);
      assertThat(answer.header("Docker-Content-Digest")).isEqualTo(image.digest());
      assertThat(answer.header("Content-Length"))
          .isEqualTo(Integer.toString(image.manifest().length));
    }
  }

  @Test
  @Tag(SPECIFICATION)
  default void whatIsNotThereIs404() throws IOException {
    var repository = repository();
    repository.image("there");
    var missing = Images.sha256(Images.random(10));
    repository.manifest("missing").error(404, "MANIFEST_UNKNOWN");
    repository.manifest(missing).error(404, "MANIFEST_UNKNOWN");
    repository.blob(missing).error(404, "BLOB_UNKNOWN");
    assertThat(repository.headManifest("missing").is(404).body()).isEmpty();
    assertThat(repository.headManifest(missing).is(404).body()).isEmpty();
    assertThat(repository.headBlob(missing).is(404).body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sha256:baddigeststring", "sha256:", "md5:d41d8cd98f00b204e9800998ecf8427e"})
  @Tag(SPECIFICATION)
  default void aMalformedDigestIsNotServed(String digest) throws IOException {
    var repository = repository();
    repository.image("there");
    assertThat(repository.manifest(digest).status()).isIn(400, 404);
    assertThat(repository.blob(digest).status()).isIn(400, 404);
  }

  @Test
  @Tag(BREAKWATER)
  default void aMalformedDigestIsSaidToBeInvalid() throws IOException {
    var repository = repository();
    repository.image("there");
    repository.manifest("sha256:xyz").error(400, "DIGEST_INVALID");
    repository.blob("sha256:xyz").error(400, "DIGEST_INVALID");
    repository.blob(Images.sha256(new byte[1]).toUpperCase(java.util.Locale.ROOT)).is(400, 404);
  }

  @Test
  @Tag(SPECIFICATION)
  default void aBlobIsServedAsItWasPushed() throws IOException {
    var repository = repository();
    var blob = Images.random(100_000);
    var digest = repository.push(blob);
    repository.served(digest, blob);
    assertThat(repository.blob(digest).header("Docker-Content-Digest")).isEqualTo(digest);
    var head = repository.headBlob(digest).is(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length")).isEqualTo("100000");
    assertThat(head.header("Docker-Content-Digest")).isEqualTo(digest);
  }

  @Test
  @Tag(SPECIFICATION)
  default void contentOfAnotherRepositoryIsNotServed() throws IOException {
    var image = repository().image("latest");
    var other = repository();
    other.image("latest");
    other.blob(Images.sha256(image.layer())).is(404);
    other.headBlob(Images.sha256(image.layer())).is(404);
    other.manifest(image.digest()).is(404);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=500-1499, 206, 500, 1500",
    "bytes=500-, 206, 500, 2048",
    "bytes=-500, 206, 1548, 2048",
    "bytes=2000-5000, 206, 2000, 2048",
    "bytes=0-0, 206, 0, 1",
    "bytes=0-2047, 206, 0, 2048",
    "bytes=-5000, 206, 0, 2048",
    "bytes=500-0, 416, 0, 0",
    "bytes=5000-10000, 416, 0, 0",
    "bytes=2048-, 416, 0, 0",
  })
  @Tag(SPECIFICATION)
  default void aRangeOfABlobIsServed(String range, int status, int from, int to)
      throws IOException {
    var repository = repository();
    var blob = Images.random(2048);
    var path = repository.path("blobs/" + repository.push(blob));
    var answer = caller().get(path, "Range", range).is(status);
    if (status == 206) {
      assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(blob, from, to));
      assertThat(answer.header("Content-Range"))
          .isEqualTo("bytes " + from + "-" + (to - 1) + "/2048");
      assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(to - from));
    } else {
      assertThat(answer.header("Content-Range")).isIn("bytes */2048", "");
    }
  }

  @Test
  @Tag(BREAKWATER)
  default void blobsSayThatTheyHaveRanges() throws IOException {
    var repository = repository();
    var digest = repository.push(Images.random(10));
    assertThat(repository.blob(digest).header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(repository.headBlob(digest).header("Accept-Ranges")).isEqualTo("bytes");
  }

  @Test
  @Tag(BREAKWATER)
  default void aBlobThatTheClientHasIs304() throws IOException {
    var repository = repository();
    var digest = repository.push(Images.random(10));
    var etag = repository.blob(digest).header("ETag");
    assertThat(etag).startsWith("\"").endsWith("\"");
    var path = repository.path("blobs/" + digest);
    assertThat(caller().get(path, "If-None-Match", etag).is(304).body()).isEmpty();
    caller().head(path, "If-None-Match", etag).is(304);
    caller().get(path, "If-None-Match", "\"other\"").is(200);
    caller().get(path, "If-None-Match", "\"other\", W/" + etag).is(304);
  }

  @Test
  @Tag(BREAKWATER)
  default void aManifestThatTheClientHasIs304() throws IOException {
    var repository = repository();
    var digest = repository.image("latest").digest();
    for (var reference : new String[] {"latest", digest}) {
      var path = repository.path("manifests/" + reference);
      var etag = repository.manifest(reference).header("ETag");
      assertThat(etag).isEqualTo("\"" + digest + "\"");
      assertThat(caller().get(path, "If-None-Match", etag).is(304).body()).isEmpty();
      caller().head(path, "If-None-Match", etag).is(304);
    }
    var old = repository.manifest("latest").header("ETag");
    repository.image("latest");
    caller().get(repository.path("manifests/latest"), "If-None-Match", old).is(200);
  }

  @Test
  @Tag(BREAKWATER)
  default void aPartOfABlobThatChangedIsNotServed() throws IOException {
    var repository = repository();
    var blob = Images.random(10);
    var path = repository.path("blobs/" + repository.push(blob));
    caller().get(path, "Range", "bytes=0-1", "If-Range", "\"other\"").is(200);
    var etag = caller().get(path).header("ETag");
    caller().get(path, "Range", "bytes=0-1", "If-Range", etag).is(206);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/json", "text/plain", Images.INDEX})
  @Tag(BREAKWATER)
  default void aManifestIsServedWithItsTypeWhateverIsAccepted(String accept) throws IOException {
    var repository = repository();
    var image = repository.image("latest");
    var answer = caller().get(repository.path("manifests/latest"), "Accept", accept).is(200);
    assertThat(answer.body()).isEqualTo(image.manifest());
    assertThat(answer.header("Content-Type")).isEqualTo(Images.MANIFEST);
  }

  @Test
  @Tag(BREAKWATER)
  default void aBlobIsNeverAPage() throws IOException {
    var repository = repository();
    var blob = Images.bytes("<html><script>alert('" + Images.unique() + "')</script></html>");
    var digest = repository.push(blob);
    var answer = repository.blob(digest).is(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Encoding")).isEmpty();
  }

  @Test
  @Tag(SPECIFICATION)
  default void aBlobIsNotCompressedForClientsThatWouldTakeIt() throws IOException {
    var repository = repository();
    var blob = new byte[50_000];
    var digest = repository.push(blob);
    var path = repository.path("blobs/" + digest);
    var answer = caller().get(path, "Accept-Encoding", "gzip, deflate, zstd").is(200);
    assertThat(answer.body()).isEqualTo(blob);
  }
}
