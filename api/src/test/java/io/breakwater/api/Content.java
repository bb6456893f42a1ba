package io.breakwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Things to push.
public final class Content {
  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String INDEX = "application/vnd.oci.image.index.v1+json";
  public static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
  public static final String DOCKER_LIST =
      "application/vnd.docker.distribution.manifest.list.v2+json";

  private Content() {}

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static Digest sha256(byte[] content) {
    return digest("sha256", content);
  }

  public static Digest digest(String algorithm, byte[] content) {
    try {
      var digest = MessageDigest.getInstance("SHA-" + algorithm.substring(3));
      return new Digest(algorithm, HexFormat.of().formatHex(digest.digest(content)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Pushes a blob in one request.
  public static Digest blob(Client client, String repository, byte[] content) {
    var digest = sha256(content);
    var answer = client.post("/v2/" + repository + "/blobs/uploads/?digest=" + digest, content);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return digest;
  }

  /// An image of a config and a layer, which are pushed; not the manifest itself.
  public static byte[] image(Client client, String repository, String layer) {
    var config = blob(client, repository, bytes("{}"));
    var content = bytes(layer);
    var digest = blob(client, repository, content);
    return manifest(
        MANIFEST,
        descriptor("application/vnd.oci.image.config.v1+json", config, 2),
        List.of(descriptor("application/vnd.oci.image.layer.v1.tar", digest, content.length)),
        "");
  }

  public static String descriptor(String mediaType, Digest digest, long size) {
    return "{\"mediaType\":\""
        + mediaType
        + "\",\"digest\":\""
        + digest
        + "\",\"size\":"
        + size
        + "}";
  }

  /// An image manifest.
  ///
  /// @param more members, each with a comma before it
  public static byte[] manifest(String mediaType, String config, List<String> layers, String more) {
    return bytes(
        "{\"schemaVersion\":2,\"mediaType\":\""
            + mediaType
            + "\",\"config\":"
            + config
            + ",\"layers\":["
            + String.join(",", layers)
            + "]"
            + more
            + "}");
  }

  public static byte[] index(String mediaType, List<String> manifests, String more) {
    return bytes(
        "{\"schemaVersion\":2,\"mediaType\":\""
            + mediaType
            + "\",\"manifests\":["
            + String.join(",", manifests)
            + "]"
            + more
            + "}");
  }

  /// Pushes a manifest of any kind.
  public static Digest push(
      Client client, String repository, String reference, String mediaType, byte[] manifest) {
    var answer =
        client.put(
            "/v2/" + repository + "/manifests/" + reference, manifest, "Content-Type", mediaType);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return sha256(manifest);
  }
}
