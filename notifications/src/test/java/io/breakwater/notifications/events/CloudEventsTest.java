package io.breakwater.notifications.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.notifications.MovingClock;
import io.breakwater.notifications.Registry;
import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events as they are sent and kept.
class CloudEventsTest {
  @TempDir Path folder;

  private Event appeared() throws Exception {
    try (var registry = new Registry(folder)) {
      return registry.appeared("birds/robin", 7, Cause.advisories("v1"));
    }
  }

  @Test
  void hasTheAttributesThatCloudEventsAsksFor() throws Exception {
    var event = appeared();
    var json = JsonObject.parse(CloudEvents.text(event, Registry.LINKS));

    assertThat(json.text("specversion")).isEqualTo("1.0");
    assertThat(json.text("id")).isEqualTo(event.id()).startsWith("evt_");
    assertThat(json.text("source")).isEqualTo("https://registry.example.com");
    assertThat(json.text("type")).isEqualTo("io.breakwater.issue.appeared");
    assertThat(json.text("subject")).isEqualTo("birds/robin@" + Registry.digest(7));
    assertThat(json.text("time")).isEqualTo("2026-11-21T09:00:00Z");
    assertThat(json.text("datacontenttype")).isEqualTo("application/json");
  }

  @Test
  void tellsImageVerdictFixAndLink() throws Exception {
    var data =
        JsonObject.parse(CloudEvents.text(appeared(), Registry.LINKS)).object("data").orElseThrow();

    var image = data.object("image").orElseThrow();
    assertThat(image.text("name")).isEqualTo("registry.example.com/birds/robin:1");
    assertThat(image.text("digest")).isEqualTo(Registry.digest(7).toString());
    assertThat(image.texts("tags")).containsExactly("1", "latest");
    assertThat(data.object("verdict").orElseThrow().text("status")).isEqualTo("FAIL");
    assertThat(data.object("verdict").orElseThrow().text("before")).isEqualTo("OK");
    assertThat(data.object("fix").orElseThrow().texts("commands"))
        .containsExactly("apt-get update", "apt-get install -y openssl");
    assertThat(data.objects("issues").getFirst().text("id")).isEqualTo("CVE-2026-1");
    assertThat(data.objects("issues").getFirst().flag("known_exploited")).contains(true);
    assertThat(data.text("link"))
        .isEqualTo(
            "https://registry.example.com/va/api/v4/report/image/"
                + "registry.example.com%2Fbirds%2Frobin%40"
                + Registry.digest(7).toString().replace(":", "%3A"));
  }

  @Test
  void whatIsKeptIsReadAsItWas() throws Exception {
    var image = appeared();
    var exemption =
        Event.of(
            EventType.EXEMPTION_EXPIRED,
            new MovingClock().instant(),
            Registry.ACME,
            new Details.OfExemption(
                Cause.exemption("e1"),
                "birds/robin:1",
                "cve",
                "CVE-2026-1",
                "robin",
                "not \"reached\"",
                Optional.of(Instant.parse("2026-12-01T00:00:00Z"))));
    var notice =
        Event.of(
            EventType.NOTICE,
            new MovingClock().instant(),
            Registry.ACME,
            new Details.Several(
                Map.of(EventType.ISSUE_APPEARED, 500, EventType.EXEMPTION_EXPIRED, 1),
                500,
                List.of(image, exemption),
                "41"));
    for (var event : List.of(image, exemption, notice)) {
      assertThat(EventLog.read(EventLog.stored(event))).contains(event);
    }
  }

  @Test
  void exemptionsOfTheAccountConcernNoNamespace() {
    var details =
        new Details.OfExemption(
            Cause.exemption("e"), "*", "cve", "CVE-1", "a", "", Optional.empty());
    var event = Event.of(EventType.EXEMPTION_ADDED, Instant.EPOCH, Registry.ACME, details);

    assertThat(event.namespace()).isEmpty();
    assertThat(event.subject()).isEqualTo("*");
    assertThat(EventText.headline(event)).contains("for all images of the account");
  }

  @Test
  void exemptionsOfANamespaceThatIsCalledAccountConcernThatNamespace() {
    var details =
        new Details.OfExemption(
            Cause.exemption("e"), "account", "cve", "CVE-1", "a", "", Optional.empty());
    var event = Event.of(EventType.EXEMPTION_ADDED, Instant.EPOCH, Registry.ACME, details);

    assertThat(event.namespace()).isEqualTo("account");
    var read = EventData.read(event.type(), EventData.stored(event.details()));
    assertThat(Event.of(event.type(), event.time(), event.account(), read).namespace())
        .isEqualTo("account");
  }

  @Test
  void aNoticeTellsHowManyAndTheFirst() throws Exception {
    var image = appeared();
    var notice =
        Event.of(
            EventType.NOTICE,
            Instant.EPOCH,
            Registry.ACME,
            new Details.Several(Map.of(EventType.ISSUE_APPEARED, 500), 500, List.of(image), "41"));
    var data =
        JsonObject.parse(CloudEvents.text(notice, Registry.LINKS)).object("data").orElseThrow();

    assertThat(data.number("count")).isEqualTo(500);
    assertThat(data.text("link")).isEqualTo("https://registry.example.com/api/v2/events?after=41");
    assertThat(data.objects("first").getFirst().text("id")).isEqualTo(image.id());
    assertThat(EventText.headline(notice)).isEqualTo("500 images changed: 500 with new issues");
  }

  @Test
  void headlinesHaveNoLineEndsOfStrangers() {
    var details =
        new Details.OfExemption(
            Cause.exemption("e"),
            "account",
            "cve",
            "CVE-1\r\nBcc: eve@example.com",
            "a",
            "b\nc",
            Optional.empty());
    var event = Event.of(EventType.EXEMPTION_ADDED, Instant.EPOCH, Registry.ACME, details);

    assertThat(EventText.headline(event)).doesNotContain("\n", "\r");
    assertThat(EventText.lines(event)).containsExactly("Reason: b c");
  }

  @Test
  void jsonOfStrangersIsBounded() {
    assertThatThrownBy(() -> JsonObject.parse("{\"a\":".repeat(17) + "1" + "}".repeat(17)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonObject.parse("{\"a\":1,\"a\":2}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonObject.parse("{} {}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonObject.parse("{\"a\":" + "9".repeat(30) + "}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonObject.parse("{\"a\":\"" + "x".repeat(70_000) + "\"}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonObject.parse("{\"a\":[" + "1,".repeat(60_000) + "1]}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonObject.parse("{\"a\":1}").texts("a"))
        .hasMessageContaining("a is no list of texts");
  }
}
