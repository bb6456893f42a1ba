package io.breakwater.registry.uploads;

import static io.breakwater.registry.Stores.bytes;
import static io.breakwater.registry.Stores.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.registry.RegistryException;
import io.breakwater.registry.Stores;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the metadata fail while somebody holds an upload, whoever goes on with it does not wait
/// until the lease is over.
class UnsureHoldTest {
  private static final RepositoryName ROBIN = name("birds/robin");
  private static final UploadLimits LIMITS =
      new UploadLimits(1 << 20, 3, Duration.ofSeconds(20), Duration.ofMillis(300));

  @TempDir private Path folder = Path.of("");
  private Stores stores;
  private UnsureMetadata metadata;
  private Uploads uploads;
  private UploadId id;

  @BeforeEach
  void begin() throws Exception {
    stores = new Stores(folder);
    metadata = new UnsureMetadata(stores.metadata());
    uploads = new Uploads(metadata, stores.blobs(), Stores.CLOCK, LIMITS);
    id = uploads.start(ROBIN, "ann", OptionalLong.empty()).id();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private void append(String range) throws Exception {
    var _ =
        uploads.append(
            ROBIN,
            id,
            UploadBody.at(ContentRange.parse(range), new ByteArrayInputStream(bytes("0123"))));
  }

  @Test
  void aHoldOfWhichNobodyKnowsIsLetGo() throws Exception {
    metadata.fail(1, true);
    assertThatThrownBy(() -> append("0-3")).isInstanceOf(StoreException.class);
    append("0-3");
    assertThat(uploads.status(ROBIN, id).bytes()).isEqualTo(4);
  }

  @Test
  void lettingGoIsTriedAgain() throws Exception {
    metadata.fail(2, false);
    assertThatThrownBy(() -> append("4-7")).isInstanceOf(RegistryException.class);
    append("0-3");
    assertThat(uploads.status(ROBIN, id).bytes()).isEqualTo(4);
  }
}
