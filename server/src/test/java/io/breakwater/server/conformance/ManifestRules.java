package io.breakwater.server.conformance;

import static io.breakwater.server.conformance.Images.descriptor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// "Pushing manifests" of every kind (OCI distribution specification 1.1; OCI image
/// specification 1.1; Docker image manifest version 2, schema 2).
interface ManifestRules extends Rules {
  /// Pushes by digest and by tag, and sees that both are served, where the answer says, too.
  private void stored(Repository repository, byte[] manifest) throws IOException {
    stored(repository, manifest, Json.parse(manifest).text("mediaType"));
  }

  private void stored(Repository repository, byte[] manifest, String type) throws IOException {
    var digest = Images.sha256(manifest);
    var tag = "t" + Images.unique();
    for (var reference : new String[] {digest, tag}) {
      var put = repository.put(reference, manifest, type).is(201);
      assertThat(put.header("Docker-Content-Digest")).isEqualTo(digest);
      var at = caller().send("GET", put.location(), new byte[0], "Accept", type).is(200);
      assertThat(at.body()).isEqualTo(manifest);
      var answer = caller().get(repository.path("manifests/" + reference), "Accept", type);
      assertThat(answer.is(200).body()).isEqualTo(manifest);
      assertThat(answer.header("Content-Type")).isEqualTo(type);
      assertThat(answer.header("Docker-Content-Digest")).isEqualTo(digest);
    }
  }

  private static String config(Repository repository) throws IOException {
    var config = Images.config();
    repository.push(config);
    return descriptor(Images.CONFIG, config);
  }

  private static String layer(Repository repository, String type) throws IOException {
    var layer = Images.random(200);
    repository.push(layer);
    return descriptor(type, layer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.oci.image.layer.v1.tar",
        "application/vnd.oci.image.layer.v1.tar+gzip",
        "application/vnd.oci.image.layer.v1.tar+zstd",
        "application/vnd.example.unknown"
      })
  @Tag(SPECIFICATION)
  default void anImageIsStored(String type) throws IOException {
    var repository = repository();
    var layers = new String[] {layer(repository, type), layer(repository, type)};
    stored(repository, Images.manifest(config(repository), Images.annotated(), layers));
  }

  @Test
  @Tag(SPECIFICATION)
  default void anImageWithoutLayersIsStored() throws IOException {
    var repository = repository();
    stored(repository, Images.manifest(config(repository), ""));
  }

  @Test
  @Tag(SPECIFICATION)
  default void anImageThatSaysNoMediaTypeIsStored() throws IOException {
    var repository = repository();
    var manifest =
        "{\"schemaVersion\":2,\"config\":"
            + config(repository)
            + ",\"layers\":["
            + layer(repository, Images.LAYER)
            + "]}";
    stored(repository, Images.bytes(manifest), Images.MANIFEST);
  }

  @Test
  @Tag(SPECIFICATION)
  default void anImageWithALargeManifestIsStored() throws IOException {
    var repository = repository();
    var large =
        IntStream.range(0, 390)
            .mapToObj(i -> "\"large-annotation-" + i + "\":\"" + "A".repeat(10_000) + "\"")
            .collect(Collectors.joining(",", ",\"annotations\":{", "}"));
    var manifest = Images.manifest(config(repository), large, layer(repository, Images.LAYER));
    assertThat(manifest.length).isBetween(3_900_000, 4_000_000);
    stored(repository, manifest);
  }

  @Test
  @Tag(SPECIFICATION)
  default void theBytesOfAManifestAreKept() throws IOException {
    var repository = repository();
    var text =
        "  {\n\t\"layers\" : [ ],\r\n \"config\":"
            + config(repository)
            + ", \"unknown\": {\"ü\\u00fc\": [1, 2.50, -0, 1e400, null, true]},"
            + "\"schemaVersion\": 2 , \"mediaType\":\""
            + Images.MANIFEST
            + "\" }\n\n";
    stored(repository, Images.bytes(text), Images.MANIFEST);
  }

  @Test
  @Tag(SPECIFICATION)
  default void anIndexIsStored() throws IOException {
    var repository = repository();
    var amd64 = repository.image("").manifest();
    var arm64 = repository.image("").manifest();
    var index =
        Images.index(Images.annotated(), platform(amd64, "amd64"), platform(arm64, "arm64"));
    stored(repository, index);
  }

  private static String platform(byte[] manifest, String architecture) {
    return descriptor(
        Images.MANIFEST,
        Images.sha256(manifest),
        manifest.length,
        ",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + architecture + "\"}");
  }

  @Test
  @Tag(SPECIFICATION)
  default void anIndexOfIndexesIsStored() throws IOException {
    var repository = repository();
    var manifest = repository.image("").manifest();
    var inner = Images.index(Images.annotated(), descriptor(Images.MANIFEST, manifest));
    var empty = Images.index(Images.annotated());
    repository.put(Images.sha256(inner), inner).is(201);
    repository.put(Images.sha256(empty), empty).is(201);
    stored(
        repository,
        Images.index("", descriptor(Images.INDEX, inner), descriptor(Images.INDEX, empty)));
  }

  @Test
  @Tag(SPECIFICATION)
  default void anEmptyIndexIsStored() throws IOException {
    var repository = repository();
    stored(repository, Images.index(Images.annotated()));
    stored(repository, Images.index(""));
  }

  @Test
  @Tag(SPECIFICATION)
  default void dockersManifestsAndListsAreStored() throws IOException {
    var repository = repository();
    var config = Images.config();
    repository.push(config);
    var manifest =
        Images.bytes(
            "{\"schemaVersion\":2,\"mediaType\":\""
                + Images.DOCKER_MANIFEST
                + "\",\"config\":"
                + descriptor("application/vnd.docker.container.image.v1+json", config)
                + ",\"layers\":["
                + layer(repository, "application/vnd.docker.image.rootfs.diff.tar.gzip")
                + "]}");
    stored(repository, manifest);
    var list =
        Images.bytes(
            "{\"schemaVersion\":2,\"mediaType\":\""
                + Images.DOCKER_LIST
                + "\",\"manifests\":["
                + descriptor(
                    Images.DOCKER_MANIFEST,
                    Images.sha256(manifest),
                    manifest.length,
                    ",\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"}")
                + "]}");
    stored(repository, list);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.oci.image.layer.nondistributable.v1.tar",
        "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"
      })
  @Tag(SPECIFICATION)
  default void layersThatMayNotBeDistributedNeedNotBeThere(String type) throws IOException {
    var repository = repository();
    var digest = Images.sha256(Images.random(9));
    var foreign =
        descriptor(type, digest, 12345, ",\"urls\":[\"https://example.com/" + digest + "\"]");
    var docker = type.contains("docker");
    var manifest =
        Images.manifest(config(repository), "", foreign, layer(repository, Images.LAYER));
    if (docker) {
      var text = new String(manifest, java.nio.charset.StandardCharsets.UTF_8);
      manifest = Images.bytes(text.replace(Images.MANIFEST, Images.DOCKER_MANIFEST));
    }
    stored(repository, manifest);
  }

  @Test
  @Tag(SPECIFICATION)
  default void anArtifactIsStored() throws IOException {
    var repository = repository();
    var empty = Images.bytes("{}");
    repository.push(empty);
    var type = ",\"artifactType\":\"application/vnd.example.thing\"";
    var config = descriptor(Images.EMPTY, empty);
    var content = layer(repository, "application/vnd.example.thing");
    stored(repository, Images.manifest(config, type + Images.annotated(), content));
    stored(repository, Images.manifest(config, type, config));
    var own = Images.manifest(descriptor("application/vnd.example.config", empty), "", content);
    stored(repository, own);
    stored(repository, Images.index(type, descriptor(Images.MANIFEST, own)));
  }

  @Test
  @Tag(SPECIFICATION)
  default void descriptorsMayCarryTheirData() throws IOException {
    var repository = repository();
    var config = Images.config();
    repository.push(config);
    var data = ",\"data\":\"" + Base64.getEncoder().encodeToString(config) + "\"";
    var carrying = descriptor(Images.CONFIG, Images.sha256(config), config.length, data);
    stored(repository, Images.manifest(carrying, "", layer(repository, Images.LAYER)));
  }

  @Test
  @Tag(SPECIFICATION)
  default void manifestsMaySayWhatTheSpecificationDoesNotKnow() throws IOException {
    var repository = repository();
    var more = ",\"org.example.more\":{\"a\":[{}],\"b\":\"" + Images.unique() + "\"}";
    stored(repository, Images.manifest(config(repository), more, layer(repository, Images.LAYER)));
    stored(repository, Images.index(more));
  }

  @Test
  @Tag(SPECIFICATION)
  default void anImageIsStoredUnderItsSha512() throws IOException {
    var repository = repository();
    var config = Images.config();
    var layer = Images.random(70);
    var manifest =
        Images.manifest(
            descriptor(Images.CONFIG, repository.push("sha512", config), config.length),
            "",
            descriptor(Images.LAYER, repository.push("sha512", layer), layer.length));
    var digest = Images.digest("sha512", manifest);
    var put = repository.put(digest, manifest).is(201);
    assertThat(put.header("Docker-Content-Digest")).isEqualTo(digest);
    var answer = repository.manifest(digest).is(200);
    assertThat(answer.body()).isEqualTo(manifest);
    assertThat(answer.header("Docker-Content-Digest")).isEqualTo(digest);
    assertThat(repository.headManifest(digest).is(200).header("Docker-Content-Digest"))
        .isEqualTo(digest);
    assertThat(caller().send("GET", put.location(), new byte[0]).is(200).body())
        .isEqualTo(manifest);
    var index = Images.index("", descriptor(Images.MANIFEST, digest, manifest.length));
    repository.put(Images.digest("sha512", index), index).is(201);
    repository.delete("manifests/" + Images.digest("sha512", index)).is(202);
    repository.delete("manifests/" + digest).is(202);
    repository.headManifest(digest).is(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha512"})
  @Tag(SPECIFICATION)
  default void tagsMayBeGivenBesideTheDigest(String algorithm) throws IOException {
    var repository = repository();
    var manifest = Images.index(Images.annotated());
    var digest = Images.digest(algorithm, manifest);
    var put = repository.put(digest + "?tag=one&tag=two", manifest).is(201);
    assumeThat(put.headers().allValues("OCI-Tag"))
        .as("skipped: the registry does not know the parameter tag, which is optional")
        .isNotEmpty();
    assertThat(String.join(",", put.headers().allValues("OCI-Tag")).replace(" ", "").split(","))
        .containsExactlyInAnyOrder("one", "two");
    for (var tag : new String[] {"one", "two"}) {
      var answer = repository.manifest(tag).is(200);
      assertThat(answer.body()).isEqualTo(manifest);
      assertThat(answer.header("Docker-Content-Digest")).isEqualTo(digest);
    }
  }

  @Test
  @Tag(SPECIFICATION)
  default void aTagMovesToWhatIsPushedLast() throws IOException {
    var repository = repository();
    var first = repository.image("moving");
    var second = repository.image("moving");
    assertThat(repository.manifest("moving").body()).isEqualTo(second.manifest());
    assertThat(repository.manifest(first.digest()).is(200).body()).isEqualTo(first.manifest());
    repository.put("moving", first.manifest()).is(201);
    assertThat(repository.manifest("moving").body()).isEqualTo(first.manifest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A_b.c-D", "_", "0", "v1.2.3-rc.1", "latest"})
  @Tag(SPECIFICATION)
  default void tagsMayHaveTheseShapes(String tag) throws IOException {
    var repository = repository();
    repository.put(tag, Images.index("")).is(201);
    repository.headManifest(tag).is(200);
    var longest = "a".repeat(128);
    repository.put(longest, Images.index("")).is(201);
    repository.headManifest(longest).is(200);
  }
}
