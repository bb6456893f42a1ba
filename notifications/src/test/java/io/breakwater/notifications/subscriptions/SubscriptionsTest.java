package io.breakwater.notifications.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.accounts.AccountId;
import io.breakwater.advisor.Severity;
import io.breakwater.notifications.Registry;
import io.breakwater.notifications.events.Cause;
import io.breakwater.notifications.events.EventType;
import io.breakwater.notifications.subscriptions.SubscriptionException.Kind;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Subscriptions, their targets and filters.
class SubscriptionsTest {
  private static final String HOOK = "https://example.com/hook";

  @TempDir Path folder;
  private Registry registry;

  @BeforeEach
  void open() throws Exception {
    registry = new Registry(folder);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private Subscription create(String name) throws Exception {
    return registry.subscriptions.create(
        Registry.ACME, name, "webhook", HOOK, EventFilter.usual(), "robin");
  }

  @Test
  void aWebhookGetsASecretThatIsKept() throws Exception {
    var made = create("ci");

    assertThat(made.secret().orElseThrow().key()).hasSize(32);
    assertThat(made.secret().orElseThrow().toString()).isEqualTo("whsec_…");
    var found = registry.subscriptions.find(Registry.ACME, made.id());
    assertThat(found.secret().orElseThrow().reveal())
        .isEqualTo(made.secret().orElseThrow().reveal())
        .startsWith("whsec_");
    assertThat(found.toString()).doesNotContain(made.secret().orElseThrow().reveal());
  }

  @Test
  void anAccountHasAtMostAHundred() throws Exception {
    for (var i = 0; i < Subscriptions.MOST; i++) {
      create("s" + i);
    }
    assertThatThrownBy(() -> create("one more"))
        .isInstanceOfSatisfying(
            SubscriptionException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
        .hasMessageContaining("at most 100");
  }

  @Test
  void namesAreUniqueInAnAccount() throws Exception {
    create("ci");
    assertThatThrownBy(() -> create("ci")).hasMessageContaining("of that name");
  }

  @Test
  void othersAccountsSubscriptionsAreNotThere() throws Exception {
    var made = create("ci");
    assertThatThrownBy(() -> registry.subscriptions.find(AccountId.parse("other"), made.id()))
        .isInstanceOfSatisfying(
            SubscriptionException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNKNOWN));
  }

  @Test
  void whatIsChangedIsChangedAndTheRestStays() throws Exception {
    var made = create("ci");
    var filter = EventFilter.parse("{\"types\":[\"image.pushed\"],\"severity\":\"high\"}");
    var changed =
        registry.subscriptions.change(
            Registry.ACME,
            made.id(),
            new SubscriptionChange(Optional.empty(), Optional.of(filter), Optional.of(true), true));

    var found = registry.subscriptions.find(Registry.ACME, made.id());
    assertThat(found.filter()).isEqualTo(filter);
    assertThat(found.paused()).isTrue();
    assertThat(found.target()).isEqualTo(made.target());
    assertThat(found.secret().orElseThrow().reveal())
        .isEqualTo(changed.secret().orElseThrow().reveal())
        .isNotEqualTo(made.secret().orElseThrow().reveal());
    registry.subscriptions.delete(Registry.ACME, made.id());
    assertThat(registry.subscriptions.list(Registry.ACME)).isEmpty();
  }

  @Test
  void mailIsNotPromisedWhereNobodySendsIt() {
    var without = new Subscriptions(registry.metadata, registry.clock, new SecureRandom(), false);
    assertThatThrownBy(
            () ->
                without.create(
                    Registry.ACME, "m", "email", "a@example.com", EventFilter.usual(), "robin"))
        .hasMessageContaining("smtp.host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "http://127.0.0.1.example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "https://",
        "https://user:pass@example.com/",
        "https://example.com/#x",
        "https://example.com:0/",
        "https://example.com:99999/",
        "https://exa mple.com/",
        "javascript:alert(1)",
        "//example.com"
      })
  void addressesThatAreNoTargetsAreRefused(String address) {
    assertThatThrownBy(() -> Target.parse("webhook", address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("target");
    assertThatThrownBy(() -> Target.parse("slack", address))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody",
        "a@b@example.com",
        "a@example.com\r\nBcc: eve@example.com",
        "a@example.com,eve@example.com",
        "\"a b\"@example.com",
        "a@-example.com",
        "a@[127.0.0.1]",
        "Robin <a@example.com>"
      })
  void mailboxesThatAreNoneAreRefused(String mailbox) {
    assertThatThrownBy(() -> Target.parse("email", mailbox))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void targetsHaveALongestLength() {
    assertThatThrownBy(() -> Target.parse("webhook", HOOK + "x".repeat(2_000)))
        .hasMessageContaining("more than 2000 characters");
  }

  @Test
  void plainHttpIsForThisMachine() {
    assertThat(Target.parse("webhook", "http://127.0.0.1:9000/x").text())
        .isEqualTo("http://127.0.0.1:9000/x");
    assertThat(Target.parse("webhook", "http://[::1]:9000/").kind()).isEqualTo("webhook");
    assertThat(Target.parse("webhook", "http://localhost/").kind()).isEqualTo("webhook");
  }

  @Test
  void slacksAddressesAreSecrets() {
    var target = Target.parse("slack", "https://hooks.slack.com/services/T0/B0/secret");
    assertThat(target.shown()).isEqualTo("https://hooks.slack.com/…");
    assertThat(target.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | true",
        "{\"namespaces\":[\"birds\"]} | true",
        "{\"namespaces\":[\"fish\"]} | false",
        "{\"namespaces\":[\"b*\"]} | true",
        "{\"repositories\":[\"birds/r*\"]} | true",
        "{\"repositories\":[\"birds/w*\",\"fish/*\"]} | false",
        "{\"types\":[\"issue.appeared\"]} | true",
        "{\"types\":[\"io.breakwater.issue.appeared\"]} | true",
        "{\"types\":[\"*\"]} | true",
        "{\"types\":[\"image.pushed\"]} | false",
        "{\"severity\":\"high\"} | true",
        "{\"severity\":\"critical\"} | false",
      })
  void aFilterLetsThrough(String filter, boolean passes) {
    var event = registry.appeared("birds/robin", 1, Cause.advisories("v1"));
    var read = EventFilter.parse(filter);

    assertThat(read.passes(event)).isEqualTo(passes);
    assertThat(EventFilter.parse(read.text())).isEqualTo(read);
  }

  @Test
  void withoutTypesItIsWhatSomebodyMayHaveToAct() {
    assertThat(EventFilter.parse("{}").types())
        .containsExactlyInAnyOrder(
            EventType.ISSUE_APPEARED,
            EventType.FIX_PUBLISHED,
            EventType.KNOWN_EXPLOITED,
            EventType.EXEMPTION_EXPIRED);
    assertThat(EventFilter.parse("{}").severity()).isEqualTo(Severity.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"types\":[\"notice\"]}",
        "{\"types\":[\"image.eaten\"]}",
        "{\"severity\":\"dreadful\"}",
        "{\"tags\":[]}",
        "{\"namespaces\":[\"\"]}",
        "{\"namespaces\":\"birds\"}",
        "[]"
      })
  void filtersThatAreNoneAreRefused(String filter) {
    assertThatThrownBy(() -> EventFilter.parse(filter))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFilterHasAtMostAHundredPatterns() {
    var many = "{\"repositories\":[" + "\"a\",".repeat(100) + "\"a\"]}";
    assertThatThrownBy(() -> EventFilter.parse(many)).hasMessageContaining("at most 100");
  }
}
