package io.breakwater.registry.namespaces;

import static io.breakwater.registry.Stores.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.access.Resource;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.Pushes;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.Stores;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryNamespacesTest {
  private static final AccountId ACME = new AccountId("acme");

  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private Stores stores;
  private RegistryNamespaces namespaces;

  @BeforeEach
  void open() throws Exception {
    stores = new Stores(folder);
    namespaces = here();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  /// Those of a server over the same stores.
  private RegistryNamespaces here() {
    return new RegistryNamespaces(stores.metadata(), Stores.CLOCK, nanos::get);
  }

  @Test
  void aNamespaceIsMadeOnceAndSaysWhatIsSet() throws Exception {
    assertThat(namespaces.find("bees")).isEmpty();
    assertThat(namespaces.create("bees", ACME)).isTrue();
    assertThat(namespaces.create("bees", new AccountId("other"))).isFalse();
    var made = namespaces.find("bees").orElseThrow();
    assertThat(made.resource()).isEqualTo(new Resource.Namespace(ACME, "bees", false));
    assertThat(made.quotaBytes()).isEmpty();
    assertThat(made.immutableTags()).isEmpty();
    assertThat(made.pullPolicy()).isEqualTo(new PullPolicy.All());

    namespaces.change("bees", NamespaceChange.NONE.withAnonymousPull(true));
    namespaces.change(
        "bees",
        NamespaceChange.NONE
            .withQuotaBytes(OptionalLong.of(1000))
            .withImmutableTags(List.of(TagPattern.parse("*:v*"), TagPattern.parse("a:b")))
            .withPullPolicy(new PullPolicy.ByVerdict(Duration.ofDays(3))));
    var set = here().find("bees").orElseThrow();
    assertThat(set.resource()).isEqualTo(new Resource.Namespace(ACME, "bees", true));
    assertThat(set.quotaBytes()).hasValue(1000);
    assertThat(set.immutable("bees/x", "v1")).isTrue();
    assertThat(set.immutable("bees/a", "b")).isTrue();
    assertThat(set.immutable("bees/a", "c")).isFalse();
    assertThat(set.pullPolicy()).isEqualTo(new PullPolicy.ByVerdict(Duration.ofDays(3)));

    namespaces.change(
        "bees",
        new NamespaceChange(
            Optional.of(false),
            Optional.of(OptionalLong.empty()),
            Optional.of(List.of()),
            Optional.of(new PullPolicy.All())));
    assertThat(namespaces.find("bees")).contains(made);
    assertThat(namespaces.list(ACME))
        .extracting(NamespaceState::name)
        .containsExactly("bees", "birds", "fish");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Birds", "a/b", "-a", "a-", "a..b", "a b", "_catalog", "ä"})
  void namesThatNoRepositoryCanHaveAreRefused(String name) {
    refused(ErrorCode.NAME_INVALID, () -> namespaces.create(name, ACME));
  }

  @Test
  void namesHaveALimit() throws Exception {
    assertThat(namespaces.create("a".repeat(100), ACME)).isTrue();
    refused(ErrorCode.NAME_INVALID, () -> namespaces.create("a".repeat(101), ACME));
  }

  @Test
  void settingsOfANamespaceThatIsNotThereAreRefused() {
    refused(ErrorCode.NAME_UNKNOWN, () -> namespaces.change("bees", NamespaceChange.NONE));
    refused(ErrorCode.NAME_UNKNOWN, () -> namespaces.delete("bees"));
  }

  @Test
  void aChangeThatIsRefusedInPartChangesNothing() throws Exception {
    var pattern = TagPattern.parse("*:v*");
    var open = NamespaceChange.NONE.withAnonymousPull(true);
    var before = namespaces.current("birds");
    refused(
        ErrorCode.SIZE_INVALID,
        () -> namespaces.change("birds", open.withQuotaBytes(OptionalLong.of(-1))));
    refused(
        ErrorCode.SIZE_INVALID,
        () ->
            namespaces.change("birds", open.withImmutableTags(Collections.nCopies(101, pattern))));
    assertThat(namespaces.current("birds")).isEqualTo(before);
    namespaces.change("birds", open.withImmutableTags(Collections.nCopies(100, pattern)));
    assertThat(namespaces.current("birds").orElseThrow().anonymousPull()).isTrue();
  }

  @Test
  void anotherServersChangeIsSeenWithinASecondAndOnesOwnAtOnce() throws Exception {
    var other = here();
    assertThat(other.find("birds").orElseThrow().anonymousPull()).isFalse();
    namespaces.change("birds", NamespaceChange.NONE.withAnonymousPull(true));
    assertThat(namespaces.find("birds").orElseThrow().anonymousPull()).isTrue();
    assertThat(other.find("birds").orElseThrow().anonymousPull()).as("remembered").isFalse();
    assertThat(other.current("birds").orElseThrow().anonymousPull()).isTrue();
    namespaces.change("birds", NamespaceChange.NONE.withAnonymousPull(false));
    nanos.addAndGet(RecentStates.NANOS);
    assertThat(other.find("birds").orElseThrow().anonymousPull()).isFalse();
  }

  @Test
  void whatWasReadBeforeAChangeIsNotRemembered() throws Exception {
    var states = new RecentStates(nanos::get);
    var before = namespaces.current("birds").orElseThrow();
    var reading = states.reading();
    states.forget("birds");
    states.keep(before, reading);
    assertThat(states.find("birds")).isEmpty();
    states.keep(before, states.reading());
    assertThat(states.find("birds")).contains(before);
  }

  @Test
  void deletingTakesAllThatIsInItAndNothingElse() throws Exception {
    var pushes = new Pushes(stores);
    var manifests = new RepositoryManifests(stores.metadata(), Stores.CLOCK);
    var image = pushes.image("birds/robin", "1", "layer");
    var trashed = pushes.image("birds/robin", "2", "other");
    pushes.manifest("birds/robin", "index", Pushes.index(Pushes.manifest("layer")));
    pushes.image("fish/cod", "1", "layer");
    manifests.delete(Stores.name("birds/robin"), new Reference.ByDigest(trashed), "ann");
    new Uploads(stores.metadata(), stores.blobs(), Stores.CLOCK, UploadLimits.defaults())
        .start(Stores.name("birds/wren"), "ann", OptionalLong.empty());

    namespaces.delete("birds");
    assertThat(namespaces.find("birds")).isEmpty();
    var refusal = refused(ErrorCode.NAME_UNKNOWN, () -> pushes.image("birds/robin", "1"));
    assertThat(refusal).isInstanceOf(RegistryException.class).hasMessageContaining("birds");
    assertThat(manifests.get(Stores.name("fish/cod"), Reference.parse("1")).digest())
        .isEqualTo(image);
    List<String> problems = stores.metadata().read(tx -> tx.consistency().problems(10));
    assertThat(problems).isEmpty();
    assertThat(namespaces.create("birds", ACME)).as("free again").isTrue();
  }
}
