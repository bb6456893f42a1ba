package io.breakwater.accounts.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditEvent.Outcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEventTest {
  private static AuditEvent about(String resource) {
    return new AuditEvent(
        Instant.EPOCH,
        new AuditAction("image", "pull"),
        Outcome.DENIED,
        new Principal.Anonymous(),
        resource,
        "no login",
        "192.0.2.7",
        "r-1");
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void everyActionHasANameForTheTrail(Action action) {
    assertThat(AuditAction.parse(action.actionName())).hasToString(action.actionName());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "container-registry.",
        "container-registry.image",
        "container-registry.image.",
        "container-registry.image.pull.all",
        "container-registry.Image.pull",
        "container-registry.image.pull\n",
        "registry.image.pull"
      })
  void whatIsNoActionIsRefused(String name) {
    assertThatThrownBy(() -> AuditAction.parse(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nounsMayHaveHyphens() {
    assertThat(AuditAction.parse("container-registry.account-vulnerability-report.list"))
        .isEqualTo(new AuditAction("account-vulnerability-report", "list"));
  }

  @Test
  void noNameForgesALine() {
    assertThat(about("birds\r\n2026 admin logged in\u2028\u202e\ud800x\u0000").resource())
        .isEqualTo("birds\ufffd\ufffd2026 admin logged in\ufffd\ufffd\ufffdx\ufffd");
  }

  @Test
  void longNamesAreCutBetweenCharacters() {
    assertThat(about("x".repeat(100_000)).resource()).hasSize(512);
    assertThat(about("x" + "\uD83D\uDC26".repeat(300)).resource())
        .hasSize(511)
        .endsWith("\uD83D\uDC26");
  }
}
