package io.breakwater.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
  private static final String ALL = "/api/v1/retentions";
  private static final String ANALYZE = ALL + "/analyze";

  @TempDir Path folder;
  private ManagementServer server;
  private Client admin;

  @BeforeEach
  void start() throws Exception {
    server = new ManagementServer(folder);
    admin = server.as("admin");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void policyIsKeptAsItWasSet() {
    var policy =
        "{\"namespace\":\"birds\",\"images_per_repo\":10,\"retain_untagged\":true,"
            + "\"deletion_threshold_days\":7}";
    var set = server.as("wren").post(ALL, policy);
    assertThat(set.status()).as(set.text()).isEqualTo(201);
    assertThat(admin.get(ALL + "/birds").text()).isEqualTo(policy);
    assertThat(admin.get(ALL).at())
        .isEqualTo(
            Map.of(
                "birds",
                Map.of(
                    "namespace",
                    "birds",
                    "images_per_repo",
                    10L,
                    "retain_untagged",
                    true,
                    "deletion_threshold_days",
                    7L),
                "fish",
                Map.of("namespace", "fish", "images_per_repo", -1L, "retain_untagged", false)));
    assertThat((Map<?, ?>) server.as("robin").get(ALL).at()).hasSize(1);
    assertThat(server.remembered()).contains("SUCCESS container-registry.retention.set wren birds");
    assertThat(admin.post(ALL, "{\"namespace\":\"birds\"}").status()).isEqualTo(201);
    assertThat(admin.get(ALL + "/birds").at("images_per_repo")).isEqualTo(-1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"images_per_repo\":1}",
        "{\"namespace\":\"birds\",\"images_per_repo\":0}",
        "{\"namespace\":\"birds\",\"images_per_repo\":-2}",
        "{\"namespace\":\"birds\",\"images_per_repo\":99999999999}",
        "{\"namespace\":\"birds\",\"images_per_repo\":1.5}",
        "{\"namespace\":\"birds\",\"images_per_repo\":1,\"deletion_threshold_days\":-1}",
        "{\"namespace\":\"birds\",\"images_per_repo\":1,\"deletion_threshold_days\":99999999999}"
      })
  void policyThatIsNoneIsRefused(String policy) {
    assertThat(admin.post(ALL, policy).status()).isEqualTo(400);
    assertThat(admin.post(ANALYZE, policy).status()).isEqualTo(400);
    assertThat(admin.get(ALL + "/birds").at("images_per_repo")).isEqualTo(-1L);
  }

  @Test
  void onlyWhoMaySetsAPolicy() {
    var policy = "{\"namespace\":\"birds\",\"images_per_repo\":1}";
    assertThat(server.as("robin").post(ALL, policy).status()).isEqualTo(403);
    assertThat(server.as("hawk").post(ALL, policy).status()).isEqualTo(404);
    assertThat(server.as("wren").post(ALL, policy.replace("birds", "fish")).status())
        .isEqualTo(404);
    assertThat(server.as("wren").get(ALL + "/fish").status()).isEqualTo(404);
    assertThat(admin.post(ALL, policy.replace("birds", "none")).status()).isEqualTo(404);
    assertThat(admin.post(ALL, policy.replace("birds", "b".repeat(300))).status()).isEqualTo(400);
  }

  @Test
  void analysisTellsWhatWouldGoAndDeletesNothing() {
    var old = Images.push(admin, "birds/robin", "1", Images.config("2026-01-01T00:00:00Z"), "a");
    Images.push(admin, "birds/robin", "2", Images.config("2026-01-02T00:00:00Z"), "b");
    var policy = "{\"namespace\":\"birds\",\"images_per_repo\":1}";
    var going = server.as("robin").post(ANALYZE, policy);
    assertThat(going.at())
        .isEqualTo(Map.of(server.host() + "birds/robin", List.of(old.toString())));
    assertThat(admin.get("/v2/birds/robin/manifests/1").status()).isEqualTo(200);
    assertThat(server.as("robin").post(ANALYZE, policy.replace("birds", "fish")).status())
        .isEqualTo(404);
  }
}
