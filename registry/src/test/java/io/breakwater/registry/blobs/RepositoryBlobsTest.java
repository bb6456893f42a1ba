package io.breakwater.registry.blobs;

import static io.breakwater.registry.Stores.bytes;
import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.refused;
import static io.breakwater.registry.Stores.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.accounts.access.Decision;
import io.breakwater.image.Digest;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.Stores;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.uploads.UploadBody;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.NewManifest;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryBlobsTest {
  private static final RepositoryName ROBIN = name("birds/robin");
  private static final RepositoryName EEL = name("fish/eel");
  private static final byte[] LAYER = bytes("a layer of feathers");
  private static final Digest DIGEST = sha256(LAYER);

  @TempDir Path folder;
  private Stores stores;
  private RepositoryBlobs blobs;

  @BeforeEach
  void open() throws Exception {
    stores = new Stores(folder);
    blobs = new RepositoryBlobs(stores.metadata(), stores.blobs(), Stores.CLOCK);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private void push(RepositoryName repository) throws Exception {
    new Uploads(stores.metadata(), stores.blobs(), Stores.CLOCK, UploadLimits.defaults())
        .push(
            repository,
            "ann",
            DIGEST,
            UploadBody.of(new ByteArrayInputStream(LAYER), LAYER.length));
  }

  @Test
  void repositoriesServeWhatWasPushedToThemOnly() throws Exception {
    push(ROBIN);

    try (var opened = blobs.open(ROBIN, DIGEST);
        var content = opened.content().read(2)) {
      assertThat(content.readAllBytes()).isEqualTo(bytes("layer of feathers"));
      assertThat(opened.blob().size()).isEqualTo(LAYER.length);
    }
    var refusal = refused(ErrorCode.BLOB_UNKNOWN, () -> blobs.open(EEL, DIGEST));
    assertThat(refusal.detail()).isEqualTo(new Detail.Missing(List.of(DIGEST), List.of()));
  }

  @Test
  void mountsNeedTheRightToPullTheSource() throws Exception {
    push(ROBIN);

    assertThat(blobs.mount(EEL, DIGEST, ROBIN, new Decision.Denied("pull"))).isEmpty();
    assertThat(blobs.mount(EEL, DIGEST, ROBIN, new Decision.Hidden("pull"))).isEmpty();
    assertThat(blobs.mount(EEL, DIGEST, ROBIN, new Decision.LoginRequired("pull"))).isEmpty();
    refused(ErrorCode.BLOB_UNKNOWN, () -> blobs.find(EEL, DIGEST));

    assertThat(blobs.mount(EEL, DIGEST, ROBIN, new Decision.Granted())).isPresent();
    assertThat(blobs.find(EEL, DIGEST).size()).isEqualTo(LAYER.length);
  }

  @Test
  void mountsOfWhatIsNotThereMakeNothing() throws Exception {
    assertThat(blobs.mount(EEL, DIGEST, ROBIN, new Decision.Granted())).isEmpty();
    var made = stores.metadata().read(tx -> tx.repositories().find("fish/eel"));
    assertThat(made).isEmpty();
  }

  @Test
  void mountsIntoNoNamespaceAndBeyondTheQuotaAreRefused() throws Exception {
    push(EEL);
    stores.quota(LAYER.length - 1);

    var refusal =
        refused(ErrorCode.DENIED, () -> blobs.mount(ROBIN, DIGEST, EEL, new Decision.Granted()));
    assertThat(refusal.detail()).isEqualTo(new Detail.Quota(0, LAYER.length - 1));
    refused(
        ErrorCode.NAME_UNKNOWN,
        () -> blobs.mount(name("nobody/x"), DIGEST, EEL, new Decision.Granted()));
  }

  @Test
  void deletedBlobsAreGoneAtOnceThoughTheyWereMounted() throws Exception {
    push(ROBIN);
    blobs.mount(EEL, DIGEST, ROBIN, new Decision.Granted());

    blobs.delete(EEL, DIGEST);

    refused(ErrorCode.BLOB_UNKNOWN, () -> blobs.find(EEL, DIGEST));
    refused(ErrorCode.BLOB_UNKNOWN, () -> blobs.delete(EEL, DIGEST));
    assertThat(blobs.find(ROBIN, DIGEST).size()).isEqualTo(LAYER.length);
  }

  @Test
  void blobsThatAManifestNeedsStay() throws Exception {
    push(ROBIN);
    stores
        .metadata()
        .write(
            tx ->
                tx.manifests()
                    .put(
                        tx.repositories().find("birds/robin").orElseThrow(),
                        new NewManifest(
                            sha256(bytes("m")),
                            "application/vnd.oci.image.manifest.v1+json",
                            Optional.empty(),
                            bytes("m"),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(new NewManifest.Reference(DIGEST, LAYER.length, true)),
                            List.of(),
                            Optional.empty()),
                        "ann",
                        Stores.CLOCK.instant()));

    var refusal = refused(ErrorCode.UNSUPPORTED, () -> blobs.delete(ROBIN, DIGEST));
    assertThat(refusal).hasMessageContaining("delete the manifest first");
    assertThat(blobs.find(ROBIN, DIGEST).size()).isEqualTo(LAYER.length);
  }

  @Test
  void contentThatIsLostIsNoUnknownBlob() throws Exception {
    push(ROBIN);
    stores.blobs().delete(blobs.find(ROBIN, DIGEST).key());

    assertThatThrownBy(() -> blobs.open(ROBIN, DIGEST))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("storage-corrupt"));
  }
}
