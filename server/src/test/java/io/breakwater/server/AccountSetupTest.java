package io.breakwater.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.server.configuration.ConfigurationReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountSetupTest {
  private static final String[] PROVIDER = {
    "oidc.issuer=http://127.0.0.1:9", "oidc.client-id=breakwater"
  };

  @TempDir private Path folder = Path.of("");

  @Test
  void accountsAreManagedOverHttpAndWithoutAProviderNobodyLogsInThere() throws Exception {
    try (var running = RunningServer.start(folder)) {
      assertThat(running.get("/api/v2/users").body()).contains("\"name\":\"admin\"");
      assertThat(running.get("/api/v2/audit").body()).contains("container-registry.user.create");
      assertThat(running.anonymous("/oidc/login").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aServerStartsWhileItsProviderIsDown() throws Exception {
    try (var running =
        RunningServer.start(
            folder, PROVIDER[0], PROVIDER[1], "public-url=https://registry.example")) {
      var answer = running.anonymous("/oidc/login");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).doesNotContain("127.0.0.1");
    }
  }

  @Test
  void aProviderHasToKnowWhereToSendBrowsersBackTo() {
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> RunningServer.start(folder, PROVIDER).close())
        .satisfies(e -> assertThat(e.code()).isEqualTo("oidc-invalid"));
  }

  @Test
  void rolesOfGroupsAreThoseOfTheConfiguration() throws Exception {
    var configuration =
        ConfigurationReader.read(
            null, Map.of(), Map.of("oidc.roles", List.of("devs=Writer:team", "devs=Reader")));
    assertThat(AccountSetup.groups(configuration).grants(Set.of("devs", "others")).all())
        .containsExactlyInAnyOrder(
            Grant.of(Role.WRITER, Identities.ACCOUNT, "team"),
            Grant.of(Role.READER, Identities.ACCOUNT));
  }
}
