package io.breakwater.store.metadata;

import static io.breakwater.store.metadata.Fixture.NOW;
import static io.breakwater.store.metadata.Fixture.digest;
import static io.breakwater.store.metadata.Fixture.repository;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every database knows of upstreams.
abstract class MirrorsContract extends OpenMetadata {
  private static final byte[] CONTENT = {'{', '}'};

  private Repository robin;

  @BeforeEach
  void makeRepository() throws Exception {
    robin = repository(metadata(), "birds/robin");
  }

  @Test
  void aTagNamesWhatUpstreamSaidLast() throws StoreException {
    change(tx -> tx.mirrors().putTag(robin, "1", digest("old"), NOW));
    change(tx -> tx.mirrors().putTag(robin, "1", digest("new"), NOW.plusSeconds(9)));
    assertThat(read((Transaction tx) -> tx.mirrors().tag("birds/robin", "1")))
        .contains(new MirroredTag(digest("new"), NOW.plusSeconds(9)));
    assertThat(read((Transaction tx) -> tx.mirrors().tags(robin, digest("new"))))
        .containsExactly("1");
    change(tx -> tx.mirrors().deleteTag(robin, "1"));
    assertThat(read((Transaction tx) -> tx.mirrors().tag("birds/robin", "1"))).isEmpty();
  }

  @Test
  void aManifestIsDueOnceSomebodyWantsItAndTakenByOne() throws StoreException {
    change(tx -> tx.mirrors().keep(robin, digest("m"), "type", CONTENT, NOW));
    assertThat(read((Transaction tx) -> tx.mirrors().due(NOW.plusSeconds(99), 9))).isEmpty();
    change(tx -> tx.mirrors().want(robin, digest("m"), NOW.plusSeconds(5)));
    assertThat(read((Transaction tx) -> tx.mirrors().due(NOW, 9))).isEmpty();
    var later = NOW.plusSeconds(5);
    assertThat(read((Transaction tx) -> tx.mirrors().due(later, 9)))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.repository()).isEqualTo("birds/robin");
              assertThat(found.mediaType()).isEqualTo("type");
              assertThat(found.content()).isEqualTo(CONTENT);
            });
    var again = later.plusSeconds(60);
    assertThat(attempt(later, again)).isTrue();
    assertThat(attempt(later, again)).as("another has it").isFalse();
    assertThat(attempt(again, again.plusSeconds(60))).isTrue();
    assertThat(read((Transaction tx) -> tx.mirrors().find("birds/robin", digest("m"))))
        .hasValueSatisfying(found -> assertThat(found.tries()).isEqualTo(2));
  }

  private boolean attempt(Instant now, Instant again) throws StoreException {
    return write((Transaction tx) -> tx.mirrors().attempt(robin, digest("m"), now, again));
  }

  @Test
  void whatNeverBecameWholeIsForgottenAfterItsTime() throws StoreException {
    change(tx -> tx.mirrors().keep(robin, digest("a"), "type", CONTENT, NOW));
    change(tx -> tx.mirrors().keep(robin, digest("b"), "type", CONTENT, NOW.plusSeconds(10)));
    assertThat(write((Transaction tx) -> tx.mirrors().expire(NOW.plusSeconds(5), 9))).isEqualTo(1);
    assertThat(read((Transaction tx) -> tx.mirrors().find("birds/robin", digest("a")))).isEmpty();
    assertThat(read((Transaction tx) -> tx.mirrors().unfinished())).isEqualTo(1);
  }

  @Test
  void indexesWaitForTheirManifestsOnce() throws StoreException {
    change(tx -> tx.mirrors().missing(robin, digest("i"), List.of(digest("a"), digest("b"))));
    change(tx -> tx.mirrors().missing(robin, digest("j"), List.of(digest("a"))));
    assertThat(write((Transaction tx) -> tx.mirrors().arrived(robin, digest("a"))))
        .containsExactlyInAnyOrder(digest("i"), digest("j"));
    assertThat(write((Transaction tx) -> tx.mirrors().arrived(robin, digest("a")))).isEmpty();
  }

  @Test
  void aRepositoryThatGoesTakesWhatIsKnownOfItsUpstreamAlong() throws StoreException {
    change(tx -> tx.mirrors().keep(robin, digest("m"), "type", CONTENT, NOW));
    change(tx -> tx.mirrors().putTag(robin, "1", digest("m"), NOW));
    change(tx -> tx.mirrors().missing(robin, digest("i"), List.of(digest("m"))));
    assertThat(write((Transaction tx) -> tx.repositories().delete(robin, NOW))).isTrue();
    assertThat(read((Transaction tx) -> tx.mirrors().unfinished())).isZero();
    assertThat(read((Transaction tx) -> tx.mirrors().tag("birds/robin", "1"))).isEmpty();
  }

  @Test
  void aSettingIsFoundInEveryScopeThatHasIt() throws StoreException {
    write(
        tx -> {
          tx.settings().put("namespace/birds", "mirror", "a");
          tx.settings().put("namespace/fish", "mirror", "b");
          tx.settings().put("namespace/fish", "other", "c");
          return true;
        });
    assertThat(read((Transaction tx) -> tx.settings().everywhere("mirror")))
        .containsExactly(Map.entry("namespace/birds", "a"), Map.entry("namespace/fish", "b"));
  }
}
