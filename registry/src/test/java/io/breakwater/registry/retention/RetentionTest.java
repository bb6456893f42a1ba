package io.breakwater.registry.retention;

import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.breakwater.accounts.AccountId;
import io.breakwater.image.Digest;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.MovingClock;
import io.breakwater.registry.Stores;
import io.breakwater.registry.images.ImageShop;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.NamespaceChange;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.namespaces.TagPattern;
import io.breakwater.registry.trash.RegistryTrash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {
  private static final RepositoryName ROBIN = name("birds/robin");
  private static final RepositoryName WREN = name("birds/wren");
  private static final AccountId ACME = new AccountId("acme");
  private static final RetentionPolicy ONE = new RetentionPolicy(1, false, OptionalInt.empty());

  @TempDir Path folder;
  private final MovingClock clock = new MovingClock(Stores.CLOCK.instant());
  private ImageShop shop;
  private RegistryNamespaces namespaces;
  private Retention retention;

  @BeforeEach
  void open() throws Exception {
    shop = new ImageShop(folder);
    namespaces = new RegistryNamespaces(shop.stores().metadata(), clock);
    retention = new Retention(shop.stores().metadata(), namespaces, shop.images(), clock);
  }

  @AfterEach
  void close() throws Exception {
    List<String> problems = shop.stores().metadata().read(tx -> tx.consistency().problems(10));
    shop.close();
    assertThat(problems).isEmpty();
  }

  private static List<Digest> digests(
      Map<RepositoryName, List<GoingImage>> going, RepositoryName of) {
    return going.getOrDefault(of, List.of()).stream().map(GoingImage::digest).toList();
  }

  private boolean there(RepositoryName repository, Digest digest) throws Exception {
    return shop.stores()
        .metadata()
        .read(tx -> tx.manifests().byDigest(repository.toString(), digest).isPresent());
  }

  @Test
  void eachRepositoryKeepsItsNewestAndTheRestIsInTheTrash() throws Exception {
    var old = shop.image("birds/robin", "1", "2026-01-01T00:00:00Z");
    shop.image("birds/robin", "one", "2026-01-01T00:00:00Z");
    var fresh = shop.image("birds/robin", "2", "2026-02-01T00:00:00Z");
    var only = shop.image("birds/wren", "1", "2026-01-01T00:00:00Z");
    var other = shop.image("fish/cod", "1", "2026-01-01T00:00:00Z");
    shop.image("fish/cod", "2", "2026-02-01T00:00:00Z");
    shop.image("birds/wren", "chart", new byte[] {'{', '}'}, "x/chart", "x", "x/y");

    var going = retention.analyze("birds", ONE);
    assertThat(going).containsOnlyKeys(ROBIN);
    assertThat(digests(going, ROBIN)).containsExactly(old);
    assertThat(going.getOrDefault(ROBIN, List.of()).getFirst().tags())
        .extracting(Object::toString)
        .containsExactly("1", "one");
    assertThat(there(ROBIN, old)).as("only looked at").isTrue();

    assertThat(retention.run("birds", ONE)).isEqualTo(going);
    assertThat(there(ROBIN, old)).isFalse();
    assertThat(there(ROBIN, fresh)).isTrue();
    assertThat(there(WREN, only)).isTrue();
    assertThat(there(name("fish/cod"), other)).as("another namespace's").isTrue();
    assertThat(retention.run("birds", ONE)).isEmpty();

    var trash = new RegistryTrash(shop.stores().metadata(), clock, RegistryTrash.KEPT);
    var trashed = trash.page(List.of("birds"), Optional.empty(), 10).images();
    assertThat(trashed).hasSize(1);
    assertThat(trashed.getFirst().by()).isEqualTo(Retention.BY);
    assertThat(trashed.getFirst().tags()).containsExactly("1", "one");
  }

  @Test
  void anIndexGoesWithItsPlatformsAndATaggedPlatformBehindIt() throws Exception {
    var amd = shop.image("birds/robin", "", "2026-01-01T00:00:00Z");
    var arm = shop.image("birds/robin", "arm", "2026-01-02T00:00:00Z");
    var index = shop.index("birds/robin", "multi", amd, arm);
    var fresh = shop.image("birds/robin", "2", "2026-02-01T00:00:00Z");
    var going = retention.analyze("birds", ONE);
    assertThat(digests(going, ROBIN)).containsExactlyInAnyOrder(index, arm);
    assertThat(digests(retention.run("birds", ONE), ROBIN)).containsExactlyInAnyOrder(index, arm);
    assertThat(there(ROBIN, amd)).isFalse();
    assertThat(there(ROBIN, arm)).isFalse();
    assertThat(there(ROBIN, fresh)).isTrue();
  }

  @Test
  void whatIsImmutableStays() throws Exception {
    var kept = shop.image("birds/robin", "v1", "2026-01-01T00:00:00Z");
    shop.image("birds/robin", "2", "2026-02-01T00:00:00Z");
    namespaces.change(
        "birds", NamespaceChange.NONE.withImmutableTags(List.of(TagPattern.parse("robin:v*"))));
    assertThat(retention.analyze("birds", ONE)).isEmpty();
    namespaces.change("birds", NamespaceChange.NONE.withImmutableTags(List.of()));
    assertThat(digests(retention.analyze("birds", ONE), ROBIN)).containsExactly(kept);
  }

  @Test
  void manyImagesOfManyRepositoriesAreDecidedRepositoryByRepository() throws Exception {
    for (var repository : List.of("birds/a", "birds/b", "birds/c")) {
      for (var day = 10; day < 20; day++) {
        shop.image(repository, "d" + day, "2026-01-" + day + "T00:00:00Z");
      }
    }
    var going = retention.analyze("birds", new RetentionPolicy(4, false, OptionalInt.empty()));
    assertThat(going).hasSize(3).allSatisfy((repository, some) -> assertThat(some).hasSize(6));
  }

  @Test
  void policiesAreKeptByNamespace() throws Exception {
    assertThat(retention.policies(ACME))
        .containsExactly(
            entry("birds", RetentionPolicy.KEEP_ALL), entry("fish", RetentionPolicy.KEEP_ALL));
    var policy = new RetentionPolicy(10, true, OptionalInt.of(30));
    retention.set("fish", policy);
    retention.set("birds", ONE);
    assertThat(retention.policies(ACME))
        .containsExactly(entry("birds", ONE), entry("fish", policy));
    assertThat(retention.policy("fish")).isEqualTo(policy);
    retention.set("fish", RetentionPolicy.KEEP_ALL);
    assertThat(retention.policy("fish")).isEqualTo(RetentionPolicy.KEEP_ALL);
    assertThat(retention.policies(new AccountId("other"))).isEmpty();
    refused(ErrorCode.NAME_UNKNOWN, () -> retention.policy("bees"));
    refused(ErrorCode.NAME_UNKNOWN, () -> retention.set("bees", ONE));
    refused(ErrorCode.NAME_UNKNOWN, () -> retention.analyze("bees", ONE));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-2, 0", "1000001, 0", "99999999999, 0", "1, -1", "1, 36501"})
  void numbersThatMeanNothingAreRefused(long images, int days) {
    refused(ErrorCode.SIZE_INVALID, () -> RetentionPolicy.of(images, false, OptionalInt.of(days)));
  }

  @Test
  void numbersAtTheLimitsAreTaken() throws Exception {
    assertThat(RetentionPolicy.of(-1, false, OptionalInt.empty()).keepsAll()).isTrue();
    assertThat(RetentionPolicy.of(1_000_000, true, OptionalInt.of(36_500)).keepsAll()).isFalse();
    assertThatThrownBy(() -> new RetentionPolicy(0, false, OptionalInt.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void policiesAreCarriedOutOnceADayWhicheverServerDoesIt() throws Exception {
    var told = new ArrayList<String>();
    RetentionRun.Listener listener =
        (account, repository, image) -> told.add(account + " " + repository + " " + image.tags());
    var run = new RetentionRun(shop.stores().metadata(), retention, clock, listener);
    assertThat(run.run()).as("no policy").isZero();
    shop.image("birds/robin", "1", "2026-01-01T00:00:00Z");
    shop.image("birds/robin", "2", "2026-02-01T00:00:00Z");
    shop.image("fish/cod", "1", "2026-01-01T00:00:00Z");
    shop.image("fish/cod", "2", "2026-02-01T00:00:00Z");
    retention.set("birds", ONE);
    assertThat(run.run()).isEqualTo(1);
    assertThat(told).containsExactly("acme birds/robin [1]");

    shop.image("birds/robin", "3", "2026-03-01T00:00:00Z");
    var another = new RetentionRun(shop.stores().metadata(), retention, clock, listener);
    clock.pass(Duration.ofHours(23));
    assertThat(another.run()).as("done today").isZero();
    clock.pass(Duration.ofHours(1));
    assertThat(another.run()).isEqualTo(1);
    assertThat(there(ROBIN, shop.manifests().get(ROBIN, Reference.parse("3")).digest())).isTrue();
    assertThat(told).containsExactly("acme birds/robin [1]", "acme birds/robin [2]");
  }
}
