package io.breakwater.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// "Mounting a blob from another repository" (OCI distribution specification 1.1).
interface MountRules extends Rules {
  private Answer mount(Repository into, String digest, String from) throws IOException {
    var query = "?mount=" + Caller.encoded(digest) + from;
    return caller().send("POST", into.path("blobs/uploads/" + query), new byte[0]);
  }

  private static String from(Repository source) {
    return "&from=" + Caller.encoded(source.name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha512"})
  @Tag(SPECIFICATION)
  default void aBlobIsMountedFromAnotherRepository(String algorithm) throws IOException {
    var source = repository();
    var into = repository();
    var blob = Images.random(512);
    var digest = source.push(algorithm, blob);
    into.headBlob(digest).is(404);
    var mounted = mount(into, digest, from(source)).is(201);
    assertThat(mounted.header("Docker-Content-Digest")).isIn(digest, "");
    assertThat(caller().send("GET", mounted.location(), new byte[0]).is(200).body())
        .isEqualTo(blob);
    into.served(digest, blob);
  }

  @Test
  @Tag(BREAKWATER)
  default void theChallengeOfAMountAsksForBothRepositories() throws IOException {
    assumeThat(caller().target().user()).as("skipped: the registry asks for no login").isPresent();
    var source = repository();
    var into = repository();
    var path = into.path("blobs/uploads/?mount=" + Images.sha256(new byte[1]) + from(source));
    var challenge = caller().nobody().send("POST", path, new byte[0]).is(401);
    assertThat(Caller.parameters(challenge.header("WWW-Authenticate")).get("scope"))
        .contains("repository:" + into.name() + ":")
        .contains("repository:" + source.name() + ":pull");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha512"})
  @Tag(SPECIFICATION)
  default void aBlobIsMountedWithoutSayingFromWhere(String algorithm) throws IOException {
    var source = repository();
    var into = repository();
    var blob = Images.random(512);
    var digest = source.push(algorithm, blob);
    var mounted = mount(into, digest, "").is(201);
    assertThat(caller().send("GET", mounted.location(), new byte[0]).is(200).body())
        .isEqualTo(blob);
    into.served(digest, blob);
  }

  @Test
  @Tag(SPECIFICATION)
  default void aMountOfWhatIsNotThereIsAnUpload() throws IOException {
    var source = repository();
    source.push(Images.random(10));
    var into = repository();
    var blob = Images.random(512);
    var digest = Images.sha256(blob);
    var missing = caller().target().namespace() + "/none-" + Images.unique();
    for (var from : new String[] {from(source), "&from=" + Caller.encoded(missing), ""}) {
      var begun = mount(into, digest, from).is(202);
      into.headBlob(digest).is(404);
      into.finish(begun.location(), blob, digest).is(201);
      into.served(digest, blob);
      into.delete("blobs/" + digest).is(202);
    }
  }

  @Test
  @Tag(SPECIFICATION)
  default void aMountFromARepositoryOfNoSuchNameIsAnUpload() throws IOException {
    var into = repository();
    var digest = Images.sha256(Images.random(3));
    assertThat(mount(into, digest, "&from=UPPER%2Fx").status()).isIn(202, 400);
  }

  @Test
  @Tag(BREAKWATER)
  default void aMountedBlobThatIsDeletedStaysInItsSource() throws IOException {
    var source = repository();
    var into = repository();
    var blob = Images.random(512);
    var digest = source.push(blob);
    mount(into, digest, from(source)).is(201);
    into.delete("blobs/" + digest).is(202);
    into.headBlob(digest).is(404);
    into.blob(digest).is(404);
    source.served(digest, blob);
    mount(into, digest, from(source)).is(201);
    source.delete("blobs/" + digest).is(202);
    source.headBlob(digest).is(404);
    into.served(digest, blob);
  }

  @Test
  @Tag(SPECIFICATION)
  default void anImageOfMountedBlobsIsPushed() throws IOException {
    var source = repository();
    var image = source.image("base");
    var into = repository();
    mount(into, Images.sha256(image.config()), from(source)).is(201);
    mount(into, Images.sha256(image.layer()), from(source)).is(201);
    into.put("derived", image.manifest()).is(201);
    assertThat(into.manifest("derived").is(200).body()).isEqualTo(image.manifest());
  }
}
