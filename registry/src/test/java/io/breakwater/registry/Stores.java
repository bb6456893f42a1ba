package io.breakwater.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.files.FileBlobStore;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MetadataOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A registry's stores in a folder, with the namespaces `birds` and `fish`.
public final class Stores implements AutoCloseable {
  public static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-05-01T00:00:00Z"));

  private final Metadata metadata;
  private final BlobStore blobs;

  public Stores(Path folder) throws StoreException {
    metadata = Metadata.open(MetadataOptions.Sqlite.at(folder.resolve("metadata.db")));
    blobs = FileBlobStore.open(folder.resolve("blobs"));
    metadata.write(
        tx ->
            tx.namespaces().create("birds", "acme", CLOCK.instant())
                && tx.namespaces().create("fish", "acme", CLOCK.instant()));
  }

  public Metadata metadata() {
    return metadata;
  }

  public BlobStore blobs() {
    return blobs;
  }

  /// Limits what `birds` may use.
  public void quota(long bytes) throws StoreException {
    metadata.write(
        tx -> {
          var namespace = tx.namespaces().find("birds").orElseThrow();
          tx.namespaces().quota(namespace, OptionalLong.of(bytes), CLOCK.instant());
          return true;
        });
  }

  /// Names of uploads and of copies that there are.
  public List<String> kept() throws StoreException {
    var kept = new ArrayList<String>();
    blobs.staged(upload -> kept.add("staged " + upload.size()));
    blobs.contents(stored -> kept.add(stored.key().digest().toString()));
    return kept;
  }

  public static RepositoryName name(String text) {
    try {
      return RepositoryName.parse(text);
    } catch (RegistryException e) {
      throw new IllegalArgumentException(e);
    }
  }

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

  /// What a call is refused with.
  public static RegistryException refused(ErrorCode code, ThrowingCallable call) {
    var refusal = catchThrowableOfType(RegistryException.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
    return refusal;
  }

  @Override
  public void close() {
    blobs.close();
    metadata.close();
  }
}
