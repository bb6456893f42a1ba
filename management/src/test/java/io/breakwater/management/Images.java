package io.breakwater.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Pushes images.
final class Images {
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String INDEX = "application/vnd.oci.image.index.v1+json";
  static final String BUILT = "2026-02-03T04:05:06Z";

  private Images() {}

  static Digest sha256(String content) {
    try {
      var bytes = content.getBytes(StandardCharsets.UTF_8);
      var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Digest("sha256", HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String config(String created) {
    return """
    {"created":"%s","author":"wren","architecture":"amd64","os":"linux",
     "config":{"Env":["A=b"],"Cmd":["/bin/x"],"Labels":{"team":"birds"}},
     "rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}\
    """
        .formatted(created, "1".repeat(64));
  }

  /// Pushes an image under a tag, or by its digest where that is empty.
  static Digest push(Client client, String repository, String tag, String config, String layer) {
    blob(client, repository, config);
    blob(client, repository, layer);
    var manifest =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
            .formatted(
                MANIFEST,
                descriptor("application/vnd.oci.image.config.v1+json", config),
                descriptor("application/vnd.oci.image.layer.v1.tar", layer));
    return manifest(client, repository, tag, MANIFEST, manifest);
  }

  /// The same of a usual configuration, with what its layer says.
  static Digest push(Client client, String repository, String tag, String layer) {
    return push(client, repository, tag, config(BUILT), layer);
  }

  static Digest index(Client client, String repository, String tag, Digest image, long size) {
    var index =
        ("{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[{\"mediaType\":\"%s\","
                + "\"digest\":\"%s\",\"size\":%d,\"platform\":{\"architecture\":\"amd64\","
                + "\"os\":\"linux\"}}]}")
            .formatted(INDEX, MANIFEST, image, size);
    return manifest(client, repository, tag, INDEX, index);
  }

  private static Digest manifest(
      Client client, String repository, String tag, String type, String manifest) {
    var digest = sha256(manifest);
    var reference = tag.isEmpty() ? digest.toString() : tag;
    var path = "/v2/" + repository + "/manifests/" + reference;
    var answer = client.send("PUT", path, manifest, "Content-Type", type);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return digest;
  }

  private static void blob(Client client, String repository, String content) {
    var path = "/v2/" + repository + "/blobs/uploads/?digest=" + sha256(content);
    var answer = client.send("POST", path, content);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  private static String descriptor(String type, String content) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(type, sha256(content), content.length());
  }
}
