package io.breakwater.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// "Pushing a blob in chunks" (OCI distribution specification 1.1), in order, out of order, and
/// after interruptions.
interface ChunkRules extends Rules {
  private URI at(URI location, String range) throws IOException {
    var status = caller().send("GET", location, new byte[0]).is(204);
    assertThat(status.header("Range")).isEqualTo(range);
    assertThat(status.body()).isEmpty();
    return status.location();
  }

  private Answer last(URI location, byte[] blob, int from, String digest) throws IOException {
    return caller()
        .send(
            "PUT",
            Repository.finishing(location, digest),
            Arrays.copyOfRange(blob, from, blob.length),
            "Content-Type",
            "application/octet-stream",
            "Content-Range",
            from + "-" + (blob.length - 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha512"})
  @Tag(SPECIFICATION)
  default void chunksInOrderMakeABlob(String algorithm) throws IOException {
    var repository = repository();
    var blob = Images.random(3067);
    var digest = Images.digest(algorithm, blob);
    var location = repository.begin();
    for (var from = 0; from < blob.length; from += 1024) {
      var to = Math.min(from + 1024, blob.length);
      var answer = repository.patch(location, blob, from, to).is(202);
      assertThat(answer.header("Range")).isEqualTo("0-" + (to - 1));
      location = at(answer.location(), "0-" + (to - 1));
    }
    var created = repository.finish(location, new byte[0], digest).is(201);
    assertThat(caller().send("GET", created.location(), new byte[0]).body()).isEqualTo(blob);
    repository.served(digest, blob);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha512"})
  @Tag(SPECIFICATION)
  default void theLastChunkMayComeWithThePut(String algorithm) throws IOException {
    var repository = repository();
    var blob = Images.random(3067);
    var digest = Images.digest(algorithm, blob);
    var location = repository.patch(repository.begin(), blob, 0, 1024).is(202).location();
    location = repository.patch(location, blob, 1024, 2048).is(202).location();
    last(location, blob, 2048, digest).is(201);
    repository.served(digest, blob);
  }

  @Test
  @Tag(SPECIFICATION)
  default void anUploadThatBeganHasNothingYet() throws IOException {
    var repository = repository();
    var status = caller().send("GET", repository.begin(), new byte[0]).is(204);
    assertThat(status.header("Range")).isEqualTo("0-0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha512"})
  @Tag(SPECIFICATION)
  default void aChunkOutOfOrderIs416AndTheUploadGoesOn(String algorithm) throws IOException {
    var repository = repository();
    var blob = Images.random(3067);
    var digest = Images.digest(algorithm, blob);
    var location = repository.begin();
    repository.patch(location, blob, 1024, 2048).is(416);
    assertThat(caller().send("GET", location, new byte[0]).is(204).header("Range"))
        .startsWith("0-");
    location = repository.patch(location, blob, 0, 1024).is(202).location();
    repository.patch(location, blob, 2048, 3067).is(416);
    location = at(location, "0-1023");
    location = repository.patch(location, blob, 1024, 2048).is(202).location();
    repository.patch(location, blob, 0, 1024).is(416);
    location = at(location, "0-2047");
    location = repository.patch(location, blob, 2048, 3067).is(202).location();
    repository.finish(location, new byte[0], digest).is(201);
    repository.served(digest, blob);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha512"})
  @Tag(SPECIFICATION)
  default void aLastChunkOutOfOrderIs416AndTheUploadGoesOn(String algorithm) throws IOException {
    var repository = repository();
    var blob = Images.random(3067);
    var digest = Images.digest(algorithm, blob);
    var location = repository.patch(repository.begin(), blob, 0, 1024).is(202).location();
    last(location, blob, 2048, digest).is(416);
    location = at(location, "0-1023");
    location = repository.patch(location, blob, 1024, 2048).is(202).location();
    last(location, blob, 2048, digest).is(201);
    repository.served(digest, blob);
  }

  @Test
  @Tag(BREAKWATER)
  default void a416SaysWhereToGoOn() throws IOException {
    var repository = repository();
    var blob = Images.random(2000);
    var location = repository.patch(repository.begin(), blob, 0, 1000).is(202).location();
    var refused = repository.patch(location, blob, 1500, 2000).is(416);
    assertThat(refused.header("Range")).isEqualTo("0-999");
    repository.patch(refused.location(), blob, 1000, 2000).is(202);
  }

  @Test
  @Tag(SPECIFICATION)
  default void anOverlapIs416() throws IOException {
    var repository = repository();
    var blob = Images.random(4096);
    var location = repository.patch(repository.begin(), blob, 0, 2048).is(202).location();
    repository.patch(location, blob, 1024, 4096).is(416);
    location = at(location, "0-2047");
    location = repository.patch(location, blob, 2048, 4096).is(202).location();
    repository.finish(location, new byte[0], Images.sha256(blob)).is(201);
  }

  @Test
  @Tag(SPECIFICATION)
  default void aChunkThatIsSentAgainIs416() throws IOException {
    var repository = repository();
    var blob = Images.random(2048);
    var location = repository.patch(repository.begin(), blob, 0, 1024).is(202).location();
    repository.patch(location, blob, 0, 1024).is(416);
    at(location, "0-1023");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1-0", "-5", "0-", "0-99999999999999999999", "bytes 0-9"})
  @Tag(SPECIFICATION)
  default void aMalformedContentRangeIsRefused(String range) throws IOException {
    var repository = repository();
    var answer = caller().send("PATCH", repository.begin(), new byte[10], "Content-Range", range);
    assertThat(answer.status()).as(answer::text).isIn(400, 416);
  }

  @ParameterizedTest
  @CsvSource({"0-8", "0-10"})
  @Tag(BREAKWATER)
  default void aContentRangeThatIsNotTheBodysLengthIsRefused(String range) throws IOException {
    var repository = repository();
    var location = repository.begin();
    var answer = caller().send("PATCH", location, new byte[10], "Content-Range", range);
    assertThat(answer.status()).as(answer::text).isIn(400, 416);
    assertThat(answer.errorCodes()).isNotEmpty();
    at(location, "0-0");
  }

  @Test
  @Tag(BREAKWATER)
  default void chunksMayComeWithoutARange() throws IOException {
    var repository = repository();
    var blob = Images.random(2048);
    var location = repository.begin();
    location = caller().send("PATCH", location, Arrays.copyOf(blob, 1000)).is(202).location();
    location =
        caller().stream("PATCH", location, Arrays.copyOfRange(blob, 1000, 2048)).is(202).location();
    repository.finish(location, new byte[0], Images.sha256(blob)).is(201);
    repository.served(Images.sha256(blob), blob);
  }

  @Test
  @Tag(BREAKWATER)
  default void aWrongDigestMayNotBeCorrectedWithOtherBytes() throws IOException {
    var repository = repository();
    var blob = Images.random(100);
    var location = repository.patch(repository.begin(), blob, 0, 100).is(202).location();
    var wrong = Images.sha256(Images.random(3));
    repository.finish(location, new byte[0], wrong).error(400, "DIGEST_INVALID");
    repository.headBlob(wrong).is(404);
    var after = repository.finish(location, new byte[0], Images.sha256(blob));
    assertThat(after.status()).isIn(201, 404);
  }
}
