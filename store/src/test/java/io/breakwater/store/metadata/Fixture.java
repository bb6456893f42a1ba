package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A registry's content in few words.
final class Fixture {
  static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
  private static final AtomicLong COPIES = new AtomicLong();

  private Fixture() {}

  static Digest digest(String text) {
    try {
      return new Digest(
          "sha256",
          HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(text.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static BlobKey key(String content) {
    return new BlobKey(digest(content), "c" + COPIES.incrementAndGet());
  }

  /// Finds or makes a repository and its namespace, the part before the slash.
  static Repository repository(Transaction tx, String name) {
    var namespace = name.substring(0, name.indexOf('/'));
    tx.namespaces().create(namespace, "acme", NOW);
    return tx.repositories().findOrCreate(tx.namespaces().find(namespace).orElseThrow(), name, NOW);
  }

  static Repository repository(Metadata metadata, String name) throws StoreException {
    return metadata.write(tx -> repository(tx, name));
  }

  /// Pushes a blob whose size is its content's.
  static Linked blob(Transaction tx, Repository repository, String content) {
    return tx.blobs().link(repository, key(content), content.length(), NOW);
  }

  /// A manifest with blobs; its digest is that of its name.
  static NewManifest manifest(String name, String... blobs) {
    return new NewManifest(
        digest(name),
        "application/vnd.oci.image.manifest.v1+json",
        Optional.empty(),
        name.getBytes(StandardCharsets.UTF_8),
        Optional.empty(),
        Optional.empty(),
        references(blobs),
        List.of(),
        Optional.empty());
  }

  static NewManifest index(String name, String... children) {
    return new NewManifest(
        digest(name),
        "application/vnd.oci.image.index.v1+json",
        Optional.empty(),
        name.getBytes(StandardCharsets.UTF_8),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        references(children),
        Optional.empty());
  }

  static NewManifest referrer(String name, String subject, String artifactType) {
    return new NewManifest(
        digest(name),
        "application/vnd.oci.image.manifest.v1+json",
        Optional.of(artifactType),
        name.getBytes(StandardCharsets.UTF_8),
        Optional.of(digest(subject)),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.of("{\"of\":\"" + subject + "\"}"));
  }

  private static List<NewManifest.Reference> references(String... contents) {
    return Stream.of(contents)
        .map(content -> new NewManifest.Reference(digest(content), content.length(), true))
        .toList();
  }

  /// Pushes blobs, a manifest and a tag in one transaction.
  static void push(Metadata metadata, String repository, String tag, String name, String... blobs)
      throws StoreException {
    metadata.write(
        tx -> {
          var into = repository(tx, repository);
          for (var blob : blobs) {
            blob(tx, into, blob);
          }
          tx.manifests().put(into, manifest(name, blobs), "ann", NOW);
          return tx.tags().put(into, tag, digest(name), true, NOW);
        });
  }

  static long used(Metadata metadata, String namespace) throws StoreException {
    return metadata.read(tx -> tx.namespaces().find(namespace).orElseThrow().usedBytes());
  }
}
