package io.breakwater.server.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Content to push. Each call makes another.
final class Images {
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String INDEX = "application/vnd.oci.image.index.v1+json";
  static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
  static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
  static final String EMPTY = "application/vnd.oci.empty.v1+json";

  private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());

  private Images() {}

  static byte[] random(int length) {
    var bytes = new byte[length];
    new SplittableRandom(NEXT.incrementAndGet()).nextBytes(bytes);
    return bytes;
  }

  /// A text that is in no other content.
  static String unique() {
    return Long.toString(NEXT.incrementAndGet(), 36);
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static String sha256(byte[] bytes) {
    return digest("sha256", bytes);
  }

  static String digest(String algorithm, byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance(algorithm.equals("sha256") ? "SHA-256" : "SHA-512");
      return algorithm + ":" + HexFormat.of().formatHex(digest.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A configuration of an image whose layers are empty.
  static byte[] config() {
    return bytes(
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Labels\":{\"unique\":\""
            + unique()
            + "\"}},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}");
  }

  static String descriptor(String type, String digest, long size) {
    return descriptor(type, digest, size, "");
  }

  /// @param more members, each with a comma before it
  static String descriptor(String type, String digest, long size, String more) {
    return "{\"mediaType\":\""
        + type
        + "\",\"digest\":\""
        + digest
        + "\",\"size\":"
        + size
        + more
        + "}";
  }

  static String descriptor(String type, byte[] content) {
    return descriptor(type, sha256(content), content.length);
  }

  /// @param more members, each with a comma before it
  static byte[] manifest(String config, String more, String... layers) {
    return bytes(
        "{\"schemaVersion\":2,\"mediaType\":\""
            + MANIFEST
            + "\",\"config\":"
            + config
            + ",\"layers\":["
            + String.join(",", layers)
            + "]"
            + more
            + "}");
  }

  static byte[] index(String more, String... manifests) {
    return bytes(
        "{\"schemaVersion\":2,\"mediaType\":\""
            + INDEX
            + "\",\"manifests\":"
            + Arrays.stream(manifests).collect(Collectors.joining(",", "[", "]"))
            + more
            + "}");
  }

  /// Annotations with a value that is in no other content.
  static String annotated() {
    return ",\"annotations\":{\"org.example.unique\":\"" + unique() + "\"}";
  }
}
