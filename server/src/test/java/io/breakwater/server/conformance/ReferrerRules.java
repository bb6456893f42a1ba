package io.breakwater.server.conformance;

import static io.breakwater.server.conformance.Images.descriptor;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// "Listing referrers" and "Pushing manifests with subject" (OCI distribution specification
/// 1.1).
interface ReferrerRules extends Rules {
  String THING = "application/vnd.example.thing";
  String OTHER = "application/vnd.example.other";

  private Answer referrers(Repository repository, String subject, String query) throws IOException {
    var answer = caller().get(repository.path("referrers/" + subject + query)).is(200);
    assertThat(answer.header("Content-Type")).isEqualTo(Images.INDEX);
    assertThat(answer.json().text("mediaType")).isEqualTo(Images.INDEX);
    assertThat(answer.json().text("schemaVersion")).isEqualTo("2");
    assertThat(answer.json().member("manifests")).isPresent();
    return answer;
  }

  private static List<String> digests(Answer answer) {
    return answer.json().list("manifests").stream().map(found -> found.text("digest")).toList();
  }

  private static String subject(String type, String digest, long size) {
    return ",\"subject\":" + descriptor(type, digest, size);
  }

  /// An artifact about a subject; gives its bytes.
  private byte[] artifact(Repository repository, String type, String subject) throws IOException {
    var empty = Images.bytes("{}");
    repository.push(empty);
    var config = descriptor(Images.EMPTY, empty);
    var manifest =
        Images.manifest(
            config, ",\"artifactType\":\"" + type + "\"" + Images.annotated() + subject, config);
    var answer = repository.put(Images.sha256(manifest), manifest).is(201);
    assertThat(answer.header("OCI-Subject")).isNotEmpty();
    return manifest;
  }

  @Test
  @Tag(SPECIFICATION)
  default void whatNothingRefersToHasAnEmptyList() throws IOException {
    var unknown = repository();
    assertThat(digests(referrers(unknown, Images.sha256(Images.random(4)), ""))).isEmpty();
    var repository = repository();
    var image = repository.image("latest");
    assertThat(digests(referrers(repository, image.digest(), ""))).isEmpty();
  }

  @Test
  @Tag(SPECIFICATION)
  default void aPushWithASubjectIsAcknowledgedWithItsDigest() throws IOException {
    var repository = repository();
    var image = repository.image("latest");
    var about = subject(Images.MANIFEST, image.digest(), image.manifest().length);
    var manifest = Images.index(about);
    for (var reference : new String[] {Images.sha256(manifest), "tagged"}) {
      assertThat(repository.put(reference, manifest).is(201).header("OCI-Subject"))
          .isEqualTo(image.digest());
    }
    assertThat(repository.put("none", Images.index("")).header("OCI-Subject")).isEmpty();
  }

  @Test
  @Tag(SPECIFICATION)
  default void referrersAreListedWithTypeSizeAndAnnotations() throws IOException {
    var repository = repository();
    var image = repository.image("latest");
    var about = subject(Images.MANIFEST, image.digest(), image.manifest().length);
    var thing = artifact(repository, THING, about);
    var config = Images.config();
    repository.push(config);
    var plain = Images.manifest(descriptor(Images.CONFIG, config), about);
    repository.put(Images.sha256(plain), plain).is(201);
    var index = Images.index(",\"artifactType\":\"" + OTHER + "\"" + about);
    repository.put("an-index", index).is(201);
    var found = referrers(repository, image.digest(), "");
    assertThat(digests(found))
        .containsExactlyInAnyOrder(
            Images.sha256(thing), Images.sha256(plain), Images.sha256(index));
    described(found, thing, THING);
    described(found, plain, Images.CONFIG);
    described(found, index, OTHER);
  }

  private static void described(Answer found, byte[] manifest, String artifactType) {
    var digest = Images.sha256(manifest);
    var item =
        found.json().list("manifests").stream()
            .filter(one -> one.text("digest").equals(digest))
            .findFirst()
            .orElseThrow();
    assertThat(item.text("size")).isEqualTo(Integer.toString(manifest.length));
    assertThat(item.text("mediaType")).isEqualTo(Json.parse(manifest).text("mediaType"));
    assertThat(item.text("artifactType")).isEqualTo(artifactType);
    assertThat(item.member("annotations")).isEqualTo(Json.parse(manifest).member("annotations"));
  }

  @Test
  @Tag(SPECIFICATION)
  default void referrersAreFilteredByArtifactType() throws IOException {
    var repository = repository();
    var image = repository.image("latest");
    var about = subject(Images.MANIFEST, image.digest(), image.manifest().length);
    var thing = artifact(repository, THING, about);
    var other = artifact(repository, OTHER, about);
    var filtered = referrers(repository, image.digest(), "?artifactType=" + Caller.encoded(THING));
    assertThat(filtered.header("OCI-Filters-Applied")).isEqualTo("artifactType");
    assertThat(digests(filtered)).containsExactly(Images.sha256(thing));
    var unfiltered = referrers(repository, image.digest(), "");
    assertThat(unfiltered.header("OCI-Filters-Applied")).isEmpty();
    assertThat(digests(unfiltered))
        .containsExactlyInAnyOrder(Images.sha256(thing), Images.sha256(other));
    var none = referrers(repository, image.digest(), "?artifactType=application%2Fnone");
    assertThat(none.header("OCI-Filters-Applied")).isEqualTo("artifactType");
    assertThat(digests(none)).isEmpty();
  }

  @Test
  @Tag(SPECIFICATION)
  default void theSubjectNeedNotBeThere() throws IOException {
    var repository = repository();
    var missing = Images.sha256(Images.random(7));
    var thing = artifact(repository, THING, subject(Images.MANIFEST, missing, 123));
    assertThat(digests(referrers(repository, missing, ""))).containsExactly(Images.sha256(thing));
  }

  @Test
  @Tag(SPECIFICATION)
  default void theSubjectMayComeLater() throws IOException {
    var repository = repository();
    var config = Images.config();
    repository.push(config);
    var image = Images.manifest(descriptor(Images.CONFIG, config), "");
    var digest = Images.sha256(image);
    var thing = artifact(repository, THING, subject(Images.MANIFEST, digest, image.length));
    repository.put("later", image).is(201);
    assertThat(digests(referrers(repository, digest, ""))).containsExactly(Images.sha256(thing));
    repository.delete("manifests/" + digest).is(202);
    assertThat(digests(referrers(repository, digest, ""))).containsExactly(Images.sha256(thing));
  }

  @Test
  @Tag(SPECIFICATION)
  default void aReferrerThatIsDeletedIsNotListed() throws IOException {
    var repository = repository();
    var image = repository.image("latest");
    var about = subject(Images.MANIFEST, image.digest(), image.manifest().length);
    var kept = artifact(repository, THING, about);
    var gone = artifact(repository, THING, about);
    repository.delete("manifests/" + Images.sha256(gone)).is(202);
    assertThat(digests(referrers(repository, image.digest(), "")))
        .containsExactly(Images.sha256(kept));
  }

  @Test
  @Tag(SPECIFICATION)
  default void subjectsMayBeNamedBySha512() throws IOException {
    var repository = repository();
    var image = Images.index(Images.annotated());
    var digest = Images.digest("sha512", image);
    repository.put(digest, image).is(201);
    var thing = artifact(repository, THING, subject(Images.INDEX, digest, image.length));
    assertThat(digests(referrers(repository, digest, ""))).containsExactly(Images.sha256(thing));
  }

  @Test
  @Tag(SPECIFICATION)
  default void referrersOfAnotherRepositoryAreNotListed() throws IOException {
    var repository = repository();
    var image = repository.image("latest");
    var about = subject(Images.MANIFEST, image.digest(), image.manifest().length);
    artifact(repository(), THING, about);
    assertThat(digests(referrers(repository, image.digest(), ""))).isEmpty();
  }

  @Test
  @Tag(SPECIFICATION)
  default void aMalformedSubjectIsRefused() throws IOException {
    var repository = repository();
    repository.image("latest");
    assertThat(caller().get(repository.path("referrers/sha256:xyz")).status()).isIn(400, 404);
  }

  @Test
  @Tag(BREAKWATER)
  default void manyReferrersAreListedOnceEachOverPages() throws IOException {
    var repository = repository();
    var image = repository.image("latest");
    var about = subject(Images.MANIFEST, image.digest(), image.manifest().length);
    var pushed = new java.util.HashSet<String>();
    for (var i = 0; i < 130; i++) {
      var index = Images.index(Images.annotated() + about);
      repository.put(Images.sha256(index), index).is(201);
      pushed.add(Images.sha256(index));
    }
    var answer = referrers(repository, image.digest(), "");
    var seen = new java.util.ArrayList<>(digests(answer));
    while (!answer.header("Link").isEmpty()) {
      answer = caller().send("GET", answer.next(), new byte[0]).is(200);
      seen.addAll(digests(answer));
    }
    assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(pushed);
  }
}
