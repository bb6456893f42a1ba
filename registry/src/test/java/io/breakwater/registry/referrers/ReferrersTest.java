package io.breakwater.registry.referrers;

import static io.breakwater.registry.Stores.bytes;
import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.Digest;
import io.breakwater.registry.Pushes;
import io.breakwater.registry.Stores;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.metadata.StoredManifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferrersTest {
  private static final RepositoryName ROBIN = name("birds/robin");
  private static final String SUBJECT = Pushes.manifest("layer");
  private static final Digest DIGEST = sha256(bytes(SUBJECT));

  @TempDir Path folder;
  private Stores stores;
  private Pushes pushes;
  private Referrers referrers;

  @BeforeEach
  void open() throws Exception {
    stores = new Stores(folder);
    pushes = new Pushes(stores);
    pushes.blob("birds/robin", "{}");
    referrers = new Referrers(stores.metadata());
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private Digest refer(String artifactType) throws Exception {
    return pushes.manifest("birds/robin", "", Pushes.referrer(SUBJECT, artifactType));
  }

  private static List<Digest> digests(ReferrerPage page) {
    return page.manifests().stream().map(StoredManifest::digest).toList();
  }

  @Test
  void pagesFollowEachOtherUntilTheLast() throws Exception {
    var pushed = new ArrayList<Digest>();
    for (var i = 0; i < 5; i++) {
      pushed.add(refer("application/type" + i));
    }
    var first = referrers.page(ROBIN, DIGEST, Optional.empty(), 0, 3);
    assertThat(digests(first)).isEqualTo(pushed.subList(0, 3));
    assertThat(first.more()).isTrue();
    var second = referrers.page(ROBIN, DIGEST, Optional.empty(), first.last(), 3);
    assertThat(digests(second)).isEqualTo(pushed.subList(3, 5));
    assertThat(second.more()).isFalse();
  }

  @Test
  void onlyThoseOfATypeAreTold() throws Exception {
    refer("application/sbom");
    var signature = refer("application/signature");
    var type = Optional.of("application/signature");
    assertThat(digests(referrers.page(ROBIN, DIGEST, type, 0, 10))).containsExactly(signature);
  }

  @Test
  void aSubjectThatIsNotThereHasReferrersAndARepositoryThatIsNotHasNone() throws Exception {
    var pushed = refer("application/sbom");
    assertThat(digests(referrers.page(ROBIN, DIGEST, Optional.empty(), 0, 10)))
        .containsExactly(pushed);
    var nobodys = referrers.page(name("fish/cod"), DIGEST, Optional.empty(), 7, 10);
    assertThat(nobodys).isEqualTo(new ReferrerPage(List.of(), false, 7));
  }

  @Test
  void aDeletedReferrerIsNotTold() throws Exception {
    var pushed = refer("application/sbom");
    new RepositoryManifests(stores.metadata(), Stores.CLOCK)
        .delete(ROBIN, new Reference.ByDigest(pushed), "ann");
    assertThat(referrers.page(ROBIN, DIGEST, Optional.empty(), 0, 10).manifests()).isEmpty();
  }
}
