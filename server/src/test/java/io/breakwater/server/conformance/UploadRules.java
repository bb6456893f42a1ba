package io.breakwater.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// "Pushing blobs" in one piece and as a stream, and digests (OCI distribution specification
/// 1.1).
interface UploadRules extends Rules {
  private static String other(String digest) {
    return digest.substring(0, digest.length() - 1) + (digest.endsWith("0") ? "1" : "0");
  }

  /// What each way of pushing ends with.
  private void created(Repository repository, Answer answer, String digest, byte[] blob)
      throws IOException {
    answer.is(201);
    assertThat(answer.header("Docker-Content-Digest")).isIn(digest, "");
    var at = caller().send("GET", answer.location(), new byte[0]).is(200);
    assertThat(at.body()).isEqualTo(blob);
    repository.served(digest, blob);
    repository.headBlob(digest).is(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha512"})
  @Tag(SPECIFICATION)
  default void postThenPutStoresABlob(String algorithm) throws IOException {
    var repository = repository();
    var blob = Images.random(512);
    var digest = Images.digest(algorithm, blob);
    created(repository, repository.finish(repository.begin(), blob, digest), digest, blob);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha512"})
  @Tag(SPECIFICATION)
  default void postWithDigestStoresABlobInOneRequest(String algorithm) throws IOException {
    var repository = repository();
    var blob = Images.random(512);
    var digest = Images.digest(algorithm, blob);
    var path = repository.path("blobs/uploads/?digest=" + Caller.encoded(digest));
    var answer = caller().send("POST", path, blob, "Content-Type", "application/octet-stream");
    created(repository, answer, digest, blob);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha512"})
  @Tag(SPECIFICATION)
  default void aStreamOfUnknownLengthStoresABlob(String algorithm) throws IOException {
    var repository = repository();
    var blob = Images.random(300_000);
    var digest = Images.digest(algorithm, blob);
    var patched =
        caller().stream(
                "PATCH", repository.begin(), blob, "Content-Type", "application/octet-stream")
            .is(202);
    assertThat(patched.header("Range")).isEqualTo("0-299999");
    var answer = repository.finish(patched.location(), new byte[0], digest);
    created(repository, answer, digest, blob);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha512"})
  @Tag(SPECIFICATION)
  default void aPutMayStreamToo(String algorithm) throws IOException {
    var repository = repository();
    var blob = Images.random(5000);
    var digest = Images.digest(algorithm, blob);
    var uri = Repository.finishing(repository.begin(), digest);
    created(repository, caller().stream("PUT", uri, blob), digest, blob);
  }

  @ParameterizedTest
  @CsvSource({"sha256, ''", "sha512, ''", "sha256, {}", "sha512, {}"})
  @Tag(SPECIFICATION)
  default void blobsThatAreEmptyOrAnEmptyObjectAreStored(String algorithm, String text)
      throws IOException {
    var repository = repository();
    var blob = Images.bytes(text);
    var digest = Images.digest(algorithm, blob);
    created(repository, repository.finish(repository.begin(), blob, digest), digest, blob);
    repository.delete("blobs/" + digest).is(202);
    repository.headBlob(digest).is(404);
  }

  @Test
  @Tag(BREAKWATER)
  default void theDigestIsSaidInAllAnswersAboutABlob() throws IOException {
    var repository = repository();
    for (var algorithm : new String[] {"sha256", "sha512"}) {
      var blob = Images.random(64);
      var digest = Images.digest(algorithm, blob);
      var put = repository.finish(repository.begin(), blob, digest).is(201);
      assertThat(put.header("Docker-Content-Digest")).isEqualTo(digest);
      assertThat(repository.blob(digest).header("Docker-Content-Digest")).isEqualTo(digest);
      assertThat(repository.headBlob(digest).header("Docker-Content-Digest")).isEqualTo(digest);
    }
  }

  @Test
  @Tag(BREAKWATER)
  default void anUploadsLocationHasNoQuery() throws IOException {
    // A load generator in wide use drops what stands behind the question mark.
    var repository = repository();
    var location = repository.begin();
    assertThat(location.getQuery()).isNull();
    assertThat(repository.patch(location, new byte[4], 0, 4).is(202).location().getQuery())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha512"})
  @Tag(SPECIFICATION)
  default void aWrongDigestStoresNothing(String algorithm) throws IOException {
    var repository = repository();
    var blob = Images.random(3000);
    var stated = other(Images.digest(algorithm, blob));
    repository.finish(repository.begin(), blob, stated).error(400, "DIGEST_INVALID");
    var streamed = caller().stream("PATCH", repository.begin(), blob).is(202);
    repository.finish(streamed.location(), new byte[0], stated).error(400, "DIGEST_INVALID");
    var chunk = repository.patch(repository.begin(), blob, 0, 1000).is(202);
    repository
        .finish(chunk.location(), Arrays.copyOfRange(blob, 1000, 3000), stated)
        .error(400, "DIGEST_INVALID");
    repository.headBlob(stated).is(404);
    repository.headBlob(Images.digest(algorithm, blob)).is(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha512"})
  @Tag(SPECIFICATION)
  default void aWrongDigestInOneRequestStoresNothing(String algorithm) throws IOException {
    var repository = repository();
    var blob = Images.random(3000);
    var stated = other(Images.digest(algorithm, blob));
    var path = repository.path("blobs/uploads/?digest=" + Caller.encoded(stated));
    caller().send("POST", path, blob).is(400, 202);
    repository.headBlob(stated).is(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha256:xyz",
        "sha256",
        "md5:d41d8cd98f00b204e9800998ecf8427e",
        "sha256:../../x",
        ""
      })
  @Tag(SPECIFICATION)
  default void aDigestThatIsNoneIsRefused(String digest) throws IOException {
    var repository = repository();
    var uri = Repository.finishing(repository.begin(), digest);
    caller().send("PUT", uri, Images.random(10)).error(400, "DIGEST_INVALID");
  }

  @Test
  @Tag(SPECIFICATION)
  default void anUploadIsNotFinishedWithoutADigest() throws IOException {
    var repository = repository();
    var location = repository.begin();
    assertThat(caller().send("PUT", location, Images.random(10)).status()).isEqualTo(400);
  }

  @Test
  @Tag(SPECIFICATION)
  default void anUploadThatWasCancelledIsGone() throws IOException {
    var repository = repository();
    var location = repository.begin();
    var next = repository.patch(location, new byte[100], 0, 100).is(202).location();
    caller().send("DELETE", next, new byte[0]).is(204);
    caller().send("GET", next, new byte[0]).error(404, "BLOB_UPLOAD_UNKNOWN");
    repository.patch(next, new byte[200], 100, 200).error(404, "BLOB_UPLOAD_UNKNOWN");
    repository
        .finish(next, new byte[0], Images.sha256(new byte[100]))
        .error(404, "BLOB_UPLOAD_UNKNOWN");
    caller().send("DELETE", next, new byte[0]).error(404, "BLOB_UPLOAD_UNKNOWN");
  }

  @Test
  @Tag(SPECIFICATION)
  default void anUploadThatWasNeverBegunIsUnknown() throws IOException {
    var repository = repository();
    repository.push(Images.random(10));
    var path = repository.path("blobs/uploads/9e4d4f3a-0000-4000-8000-000000000000");
    var location = caller().at(path);
    caller().send("GET", location, new byte[0]).is(404, 400);
    repository.patch(location, new byte[4], 0, 4).is(404, 400);
    repository.finish(location, new byte[0], Images.sha256(new byte[0])).is(404, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "..%2f..%2fx", "%00", "9e4d4f3a-0000-4000-8000-000000000000"})
  @Tag(BREAKWATER)
  default void anUploadOfAnyNameIsUnknown(String id) throws IOException {
    var repository = repository();
    repository.push(Images.random(10));
    var answer = caller().get(repository.path("blobs/uploads/" + id));
    assertThat(answer.status()).isIn(404, 400);
    assertThat(answer.errorCodes()).isNotEmpty();
  }

  @Test
  @Tag(BREAKWATER)
  default void anUploadBelongsToItsRepository() throws IOException {
    var repository = repository();
    var other = repository();
    other.push(Images.random(10));
    var location = repository.begin().toString().replace(repository.name(), other.name());
    caller()
        .send("GET", java.net.URI.create(location), new byte[0])
        .error(404, "BLOB_UPLOAD_UNKNOWN");
  }

  @Test
  @Tag(BREAKWATER)
  default void aPutWhoseAnswerWasLostSucceedsAgain() throws IOException {
    var repository = repository();
    var blob = Images.random(2000);
    var digest = Images.sha256(blob);
    var location = caller().stream("PATCH", repository.begin(), blob).is(202).location();
    repository.finish(location, new byte[0], digest).is(201);
    repository.finish(location, new byte[0], digest).is(201);
    repository.served(digest, blob);
  }

  @Test
  @Tag(SPECIFICATION)
  default void aBlobMayBePushedAgain() throws IOException {
    var repository = repository();
    var blob = Images.random(2000);
    repository.push(blob);
    repository.served(repository.push(blob), blob);
  }

  @Test
  @Tag(BREAKWATER)
  default void onePushWithTwoAlgorithmsServesBoth() throws IOException {
    var repository = repository();
    var blob = Images.random(2000);
    repository.push("sha256", blob);
    repository.push("sha512", blob);
    repository.served(Images.digest("sha256", blob), blob);
    repository.served(Images.digest("sha512", blob), blob);
  }
}
