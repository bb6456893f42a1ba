package io.breakwater.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.api.Api;
import io.breakwater.api.TestServer;
import io.breakwater.api.errors.Refusal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is remembered of something that changes what there is.
class AuditTest {
  private static final AuditAction SET = AuditAction.parse(Action.QUOTA_SET.actionName());

  @TempDir Path folder;

  private TestServer server(Audit.Work<Boolean, ? extends Exception> work) throws Exception {
    return new TestServer(
        folder,
        Api.Options.of("test"),
        (routes, audit) ->
            routes.account(
                "POST",
                "/api/v2/t",
                Action.QUOTA_SET,
                (request, response, call) -> {
                  var _ = audit.done(request, call.caller(), SET, "it", work);
                  response.send();
                }));
  }

  @ParameterizedTest
  @CsvSource({"refusal, 409", "mistake, 500"})
  void whatDidNotWorkIsNoSuccess(String how, int status) throws Exception {
    Audit.Work<Boolean, Refusal> work =
        () -> {
          if (how.equals("mistake")) {
            throw new IllegalStateException("a mistake");
          }
          throw Refusal.of(409, "CONFLICT", "it is taken");
        };
    try (var server = server(work)) {
      assertThat(server.as("admin").post("/api/v2/t").status()).isEqualTo(status);
      assertThat(server.audit.lines())
          .containsExactly(
              "PENDING container-registry.quota.set admin it",
              "FAILURE container-registry.quota.set admin it");
    }
  }

  @Test
  void theAttemptIsRememberedBeforeAnythingIsDone() throws Exception {
    var seen = new StringBuilder();
    var running = new TestServer[1];
    try (var server = server(() -> seen.append(running[0].audit.lines()).isEmpty())) {
      running[0] = server;
      assertThat(server.as("admin").post("/api/v2/t").status()).isEqualTo(200);
      assertThat(seen).hasToString("[PENDING container-registry.quota.set admin it]");
    }
  }
}
