package io.breakwater.registry.trash;

import static io.breakwater.registry.Stores.bytes;
import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.refused;
import static io.breakwater.registry.Stores.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.Digest;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.Pushes;
import io.breakwater.registry.Stores;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.referrers.Referrers;
import io.breakwater.store.metadata.StoredManifest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTrashTest {
  private static final RepositoryName ROBIN = name("birds/robin");

  @TempDir Path folder;
  private Stores stores;
  private Pushes pushes;
  private RepositoryManifests manifests;
  private RegistryTrash trash;

  @BeforeEach
  void open() throws Exception {
    stores = new Stores(folder);
    pushes = new Pushes(stores);
    manifests = new RepositoryManifests(stores.metadata(), Stores.CLOCK);
    trash = new RegistryTrash(stores.metadata(), Stores.CLOCK, Duration.ofDays(30));
  }

  @AfterEach
  void close() throws Exception {
    List<String> problems = stores.metadata().read(tx -> tx.consistency().problems(10));
    stores.close();
    assertThat(problems).isEmpty();
  }

  private void delete(Digest digest) throws Exception {
    manifests.delete(ROBIN, new Reference.ByDigest(digest), "ann");
  }

  @Test
  void whatWasDeletedIsListedAndComesBackWithItsTags() throws Exception {
    var image = pushes.image("birds/robin", "1", "layer");
    pushes.image("birds/robin", "latest", "layer");
    delete(image);
    assertThat(trash.list("birds", 10))
        .isEqualTo(
            new TrashPage(
                List.of(
                    new TrashedImage(
                        "birds/robin",
                        image,
                        Stores.CLOCK.instant(),
                        "ann",
                        Stores.CLOCK.instant().plus(Duration.ofDays(30)),
                        List.of("1", "latest"))),
                false));
    assertThat(trash.list("fish", 10).images()).isEmpty();
    assertThat(trash.list("nobodys", 10).images()).isEmpty();

    pushes.image("birds/robin", "latest", "other");
    var restored = trash.restore(ROBIN, new Reference.ByDigest(image));
    assertThat(restored)
        .isEqualTo(new RestoredImage(image, List.of("1"), List.of("latest"), List.of()));
    assertThat(manifests.get(ROBIN, Reference.parse("1")).digest()).isEqualTo(image);
    assertThat(trash.list("birds", 10).images()).isEmpty();
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> trash.restore(ROBIN, new Reference.ByDigest(image)));
  }

  @Test
  void aTagFindsTheManifestThatHadItLastUnlessItIsTaken() throws Exception {
    delete(pushes.image("birds/robin", "1", "old"));
    var image = pushes.image("birds/robin", "1", "new");
    delete(image);
    assertThat(trash.list("birds", 1).more()).isTrue();
    var byTag = Reference.parse("1");
    assertThat(trash.restore(ROBIN, byTag).digest()).isEqualTo(image);
    var refusal = refused(ErrorCode.DENIED, () -> trash.restore(ROBIN, byTag));
    assertThat(refusal).hasMessageContaining("by its digest");
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> trash.restore(ROBIN, Reference.parse("2")));
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> trash.restore(name("birds/wren"), byTag));
  }

  @Test
  void aManifestOfAnIndexIsNotDeletedBeforeTheIndexAndComesBackWithIt() throws Exception {
    var image = pushes.image("birds/robin", "", "layer");
    var inner = pushes.manifest("birds/robin", "", Pushes.index(Pushes.manifest("layer")));
    var outer =
        "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}]}"
            .formatted(
                "application/vnd.oci.image.index.v1+json",
                inner,
                Pushes.index(Pushes.manifest("layer")).length());
    var index =
        manifests
            .put(
                ROBIN,
                Reference.parse("multi"),
                "application/vnd.oci.image.index.v1+json",
                bytes(outer),
                "ann")
            .digest();

    var refusal = refused(ErrorCode.UNSUPPORTED, () -> delete(image));
    assertThat(refusal).hasMessageContaining(inner.toString());
    delete(index);
    delete(inner);
    delete(image);
    var restored = trash.restore(ROBIN, Reference.parse("multi"));
    assertThat(restored.with()).containsExactly(inner, image);
    assertThat(manifests.get(ROBIN, new Reference.ByDigest(image)).digest()).isEqualTo(image);
  }

  @Test
  void whatDoesNotFitStaysInTheTrashAsAWhole() throws Exception {
    var image = pushes.image("birds/robin", "", "layer");
    var index = pushes.manifest("birds/robin", "multi", Pushes.index(Pushes.manifest("layer")));
    delete(index);
    delete(image);
    stores.quota(400);
    pushes.blob("birds/robin", "x".repeat(100));
    var refusal = refused(ErrorCode.DENIED, () -> trash.restore(ROBIN, Reference.parse("multi")));
    assertThat(refusal).hasMessageContaining("over quota");
    assertThat(trash.list("birds", 10).images()).hasSize(2);
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> manifests.get(ROBIN, Reference.parse("multi")));
  }

  @Test
  void referrersAreFoundAgain() throws Exception {
    var image = pushes.image("birds/robin", "1", "layer");
    var signature =
        pushes.manifest(
            "birds/robin", "", Pushes.referrer(Pushes.manifest("layer"), "application/signature"));
    delete(image);
    delete(signature);
    trash.restore(ROBIN, new Reference.ByDigest(image));
    trash.restore(ROBIN, new Reference.ByDigest(signature));
    assertThat(image).isEqualTo(sha256(bytes(Pushes.manifest("layer"))));
    assertThat(
            new Referrers(stores.metadata())
                .page(ROBIN, image, Optional.empty(), 0, 10).manifests().stream()
                    .map(StoredManifest::digest))
        .containsExactly(signature);
  }
}
