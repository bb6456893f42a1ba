package io.breakwater.notifications.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.AccountId;
import io.breakwater.exemptions.ExemptIssue;
import io.breakwater.exemptions.ExemptionScope;
import io.breakwater.exemptions.ExemptionTerms;
import io.breakwater.exemptions.KeptExemption;
import io.breakwater.image.Digest;
import io.breakwater.notifications.Registry;
import io.breakwater.notifications.events.Details;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.EventType;
import io.breakwater.registry.events.ImageEvent;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is noticed of tagged images.
class TagWatchTest {
  private static final Digest ONE = Registry.digest(1);
  private static final Digest TWO = Registry.digest(2);

  @TempDir Path folder;
  private Registry registry;
  private Shelf shelf;
  private TagWatch watch;
  private String day = "2026-11-21";
  private final List<Event> read = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    registry = new Registry(folder);
    shelf = new Shelf(registry);
    shelf.says("CVE-2026-1", "3.0.12-1", false);
    watch = server();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private TagWatch server() {
    return new TagWatch(
        registry.metadata,
        shelf,
        shelf::assessment,
        () -> new Epoch(shelf.version, "p1", day),
        registry.clock);
  }

  private static RepositoryName name(String text) throws Exception {
    return RepositoryName.parse(text);
  }

  private void push(String repository, String tag, Digest digest) throws Exception {
    registry.tag(repository, tag, digest);
    watch.pushed(name(repository), digest);
    look();
  }

  private void look() throws Exception {
    while (watch.hints() > 0) {
      // Further ones.
    }
  }

  private void walk() throws Exception {
    for (var i = 0; i < 1_000 && watch.walk() > 0; i++) {
      look();
    }
  }

  private void advisories(String version) throws Exception {
    shelf.version = version;
    walk();
  }

  /// Those since the last call, as `type tags issues`.
  private List<String> news() throws Exception {
    var all = registry.events();
    var news = all.subList(read.size(), all.size()).stream().map(TagWatchTest::shown).toList();
    read.clear();
    read.addAll(all);
    return news;
  }

  private static String shown(Event event) {
    if (!(event.details() instanceof Details.OfImage image)) {
      return event.type().word() + " " + event.subject();
    }
    var ids = image.issues().stream().map(issue -> issue.id()).toList();
    return event.type().word() + " " + image.repository() + image.tags() + ids;
  }

  @Test
  void aPushIsTold() throws Exception {
    walk();
    push("birds/robin", "1", ONE);

    assertThat(news()).containsExactly("image.pushed birds/robin[1][CVE-2026-1]");
    var image = (Details.OfImage) registry.events().getFirst().details();
    assertThat(image.verdict().orElseThrow().status()).isEqualTo("FAIL");
    assertThat(image.verdict().orElseThrow().issues()).isEqualTo(1);
    assertThat(image.fix()).isNotEmpty();
    assertThat(image.cause().kind()).isEqualTo("push");
    push("birds/robin", "1", ONE);
    assertThat(news()).as("the same again").isEmpty();
  }

  @Test
  void aTagThatMovesTellsWhatItWasBefore() throws Exception {
    walk();
    push("birds/robin", "1", ONE);
    shelf.forget("CVE-2026-1");
    push("birds/robin", "1", TWO);

    var image = (Details.OfImage) registry.events().getLast().details();
    assertThat(image.digest()).isEqualTo(TWO);
    assertThat(image.verdict().orElseThrow().before()).isEqualTo("FAIL");
    assertThat(image.verdict().orElseThrow().status()).isEqualTo("OK");
  }

  @Test
  void aSecondTagOfAnImageIsTold() throws Exception {
    walk();
    push("birds/robin", "1", ONE);
    push("birds/robin", "latest", ONE);

    assertThat(news())
        .containsExactly(
            "image.pushed birds/robin[1][CVE-2026-1]",
            "image.pushed birds/robin[latest][CVE-2026-1]");
  }

  @Test
  void whatWasThereBeforeAnybodyWatchedIsNotTold() throws Exception {
    for (var i = 0; i < 120; i++) {
      registry.tag("birds/robin", "t" + i, Registry.digest(i));
    }
    registry.tag("fish/cod", "1", ONE);
    registry.clock.pass(Duration.ofSeconds(1));
    watch = server();
    walk();
    assertThat(news()).isEmpty();
    assertThat(shelf.looks).isEqualTo(121);
    walk();
    assertThat(shelf.looks).as("nothing has changed").isEqualTo(121);
  }

  @Test
  void whatIsPushedBeforeTheFirstWalkIsTold() throws Exception {
    registry.tag("birds/robin", "old", TWO);
    registry.clock.pass(Duration.ofSeconds(1));
    watch = server();
    registry.tag("birds/robin", "1", ONE);
    watch.pushed(name("birds/robin"), ONE);
    walk();
    look();

    assertThat(news()).containsExactly("image.pushed birds/robin[1][CVE-2026-1]");
  }

  @Test
  void whatAServerHadNoTimeToTellIsFound() throws Exception {
    walk();
    registry.tag("birds/robin", "1", ONE);
    watch = server();
    day = "2026-11-22";
    walk();

    assertThat(news()).containsExactly("image.pushed birds/robin[1][CVE-2026-1]");
  }

  @Test
  void newAdvisoriesTellWhatIsNewAndNothingTwice() throws Exception {
    walk();
    push("birds/robin", "1", ONE);
    push("birds/robin", "latest", ONE);
    push("fish/cod", "1", ONE);
    news();

    shelf.says("CVE-2026-2", "3.0.13-1", false);
    shelf.says("CVE-2026-3", null, false);
    advisories("v2");
    assertThat(news())
        .containsExactly(
            "issue.appeared birds/robin[1, latest][CVE-2026-2]",
            "issue.appeared fish/cod[1][CVE-2026-2]");
    advisories("v3");
    assertThat(news()).isEmpty();

    shelf.says("CVE-2026-3", "3.0.14-1", false);
    advisories("v4");
    assertThat(news())
        .containsExactly(
            "issue.fix-published birds/robin[1, latest][CVE-2026-3]",
            "issue.fix-published fish/cod[1][CVE-2026-3]");

    shelf.says("CVE-2026-2", "3.0.13-1", true);
    advisories("v5");
    assertThat(news())
        .containsExactly(
            "issue.known-exploited birds/robin[1, latest][CVE-2026-2]",
            "issue.known-exploited fish/cod[1][CVE-2026-2]");

    shelf.forget("CVE-2026-2");
    advisories("v4 again");
    shelf.says("CVE-2026-2", "3.0.13-1", true);
    advisories("v5 again");
    assertThat(news()).as("another server has older advisories").isEmpty();
  }

  @Test
  void theCauseIsWhatIsAnother() throws Exception {
    walk();
    push("birds/robin", "1", ONE);
    shelf.says("CVE-2026-2", "3.0.13-1", false);
    advisories("v2");
    assertThat(registry.events().getLast().cause()).isEqualTo("advisories:v2");
    shelf.says("CVE-2026-4", "3.0.13-1", false);
    day = "2026-11-22";
    walk();
    assertThat(registry.events().getLast().cause()).isEqualTo("time:2026-11-22");
  }

  @Test
  void aVerdictThatChangesIsTold() throws Exception {
    walk();
    push("birds/robin", "1", ONE);
    shelf.forget("CVE-2026-1");
    advisories("v2");

    assertThat(news())
        .containsExactly(
            "image.pushed birds/robin[1][CVE-2026-1]", "image.verdict-changed birds/robin[1][]");
    var image = (Details.OfImage) registry.events().getLast().details();
    assertThat(image.verdict().orElseThrow().before()).isEqualTo("FAIL");
  }

  @Test
  void whatIsNotKnownYetIsLookedAtLaterAndNeverCalledClean() throws Exception {
    walk();
    shelf.unread.add(ONE);
    push("birds/robin", "1", ONE);
    assertThat(news()).isEmpty();
    shelf.unread.clear();
    Thread.sleep(2_100);
    look();
    assertThat(news()).containsExactly("image.pushed birds/robin[1][CVE-2026-1]");
  }

  @Test
  void withoutAdvisoriesNothingIsKnownAndTheFirstOnesTellNoNews() throws Exception {
    shelf.version = "none";
    walk();
    push("birds/robin", "1", ONE);
    assertThat(news()).containsExactly("image.pushed birds/robin[1][]");
    advisories("v1");
    assertThat(news()).allMatch(one -> one.startsWith("image.verdict-changed"));
    shelf.says("CVE-2026-2", "3.0.13-1", false);
    advisories("v2");
    assertThat(news()).containsExactly("issue.appeared birds/robin[1][CVE-2026-2]");
  }

  @Test
  void artifactsAreNotToldOf() throws Exception {
    walk();
    shelf.artifacts.add(ONE);
    push("birds/robin", "sha256-abc.sig", ONE);
    advisories("v2");
    assertThat(news()).isEmpty();
  }

  @Test
  void whatIsDeletedIsTold() throws Exception {
    walk();
    push("birds/robin", "1", ONE);
    registry.untag("birds/robin", "1");
    var news = new ImageNews(watch);
    news.happened(
        new ImageEvent.Deleted(name("birds/robin"), ONE, List.of(TagName.parse("1")), "robin"));
    news.happened(new ImageEvent.Deleted(name("birds/robin"), TWO, List.of(), "robin"));
    look();

    assertThat(news())
        .containsExactly(
            "image.pushed birds/robin[1][CVE-2026-1]", "image.deleted birds/robin[1][]");
  }

  @Test
  void manyPushesAreLookedAtAndTooManyAreLeftToTheWalk() throws Exception {
    walk();
    for (var i = 0; i < 10_100; i++) {
      watch.pushed(name("birds/robin"), Registry.digest(i));
    }
    var looked = 0;
    for (var some = watch.hints(); some > 0; some = watch.hints()) {
      looked += some;
    }
    assertThat(looked).isEqualTo(10_000);
  }

  @Test
  void exemptionsAreToldAndTheirImagesLookedAt() throws Exception {
    walk();
    push("birds/robin", "1", ONE);
    news();
    var events = new ExemptionEvents(registry.metadata, registry.log, watch, registry.clock);
    var exemption =
        new KeptExemption(
            "e1",
            AccountId.parse("acme"),
            new ExemptionScope.Namespace("birds"),
            ExemptIssue.parse("cve", "CVE-2026-1001"),
            ExemptionTerms.of("robin")
                .withReason("not reached")
                .withExpiry(Instant.parse("2026-12-01T00:00:00Z")),
            registry.clock.instant());
    shelf.forget("CVE-2026-1");
    events.added(exemption, true);
    look();
    assertThat(news())
        .containsExactly("exemption.added birds", "image.verdict-changed birds/robin[1][]");

    events.expired(exemption);
    events.expired(exemption);
    look();
    assertThat(news()).as("the same event twice").containsExactly("exemption.expired birds");
    assertThat(registry.events().getLast().type()).isEqualTo(EventType.EXEMPTION_EXPIRED);
    events.removed(exemption, "wren");
    assertThat(((Details.OfExemption) registry.events().getLast().details()).author())
        .isEqualTo("wren");
  }

  @Test
  void whatIsRememberedIsReadAsItWas() {
    var memory =
        new IssueMemory(
            Map.of(
                "CVE-1", new IssueMemory.Known(true, false, true),
                "application_configuration:mysql.ssl-ca",
                    new IssueMemory.Known(false, true, false)));
    assertThat(IssueMemory.parse(memory.bytes())).isEqualTo(memory);
    assertThat(IssueMemory.parse(IssueMemory.NONE.bytes())).isEqualTo(IssueMemory.NONE);
  }
}
