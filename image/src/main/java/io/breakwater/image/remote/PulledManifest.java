package io.breakwater.image.remote;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import java.net.http.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A manifest as the registry has it.
public final class PulledManifest {
  private final byte[] bytes;
  private final String mediaType;
  private final Digest digest;

  private PulledManifest(byte[] bytes, String mediaType, Digest digest) {
    this.bytes = bytes;
    this.mediaType = mediaType;
    this.digest = digest;
  }

  /// What came, if it is what was asked for and announced.
  ///
  /// @param version tag or digest that was asked for
  /// @throws ImageException `blob-digest-mismatch`
  static PulledManifest verified(String version, HttpHeaders headers, byte[] bytes, String what)
      throws ImageException {
    var announced = headers.firstValue("Docker-Content-Digest").flatMap(Digest::tryParse);
    var wanted = Digest.tryParse(version).or(() -> announced);
    var digest = digest(bytes, wanted.map(Digest::algorithm).orElse("sha256"));
    if (wanted.isPresent() && !wanted.get().equals(digest)) {
      throw new ImageException(
          "blob-digest-mismatch",
          what,
          "expected " + wanted.get() + ", the content has " + digest,
          "Try again; if it stays so, the registry or a proxy changes the content");
    }
    var type = headers.firstValue("Content-Type").orElse("");
    var semicolon = type.indexOf(';');
    var bare = (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
    return new PulledManifest(bytes, bare, digest);
  }

  private static Digest digest(byte[] bytes, String algorithm) {
    try {
      var hash = MessageDigest.getInstance("SHA-" + algorithm.substring(3));
      return new Digest(algorithm, HexFormat.of().formatHex(hash.digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256 and SHA-512", e);
    }
  }

  /// The document; not to be changed.
  public byte[] bytes() {
    return bytes;
  }

  /// `Content-Type`, without parameters.
  public String mediaType() {
    return mediaType;
  }

  public Digest digest() {
    return digest;
  }
}
