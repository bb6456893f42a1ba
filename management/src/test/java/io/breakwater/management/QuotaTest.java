package io.breakwater.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaTest {
  private static final String QUOTAS = "/api/v1/quotas";
  private static final String PLANS = "/api/v1/plans";

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
  void quotaIsInMegabytesOfWhichEachHas1048576Bytes() {
    assertThat(admin.get(QUOTAS).at("limit"))
        .isEqualTo(Map.of("storage_bytes", -1L, "traffic_bytes", -1L));
    var set = admin.patch(QUOTAS, "{\"storage_megabytes\":500,\"traffic_megabytes\":4900}");
    assertThat(set.status()).as(set.text()).isEqualTo(200);
    assertThat(admin.get(QUOTAS).at("limit"))
        .isEqualTo(Map.of("storage_bytes", 524_288_000L, "traffic_bytes", 5_138_022_400L));
    assertThat(admin.patch(QUOTAS, "{\"storage_megabytes\":-1}").status()).isEqualTo(200);
    assertThat(admin.get(QUOTAS).at("limit"))
        .isEqualTo(Map.of("storage_bytes", -1L, "traffic_bytes", 5_138_022_400L));
    assertThat(server.as("hawk").get(QUOTAS).at("limit", "traffic_bytes")).isEqualTo(-1L);
    assertThat(server.remembered())
        .contains("SUCCESS container-registry.quota.set admin account acme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"storage_megabytes\":-2}",
        "{\"storage_megabytes\":9223372036854775807}",
        "{\"storage_megabytes\":\"1\"}",
        "{\"traffic_megabytes\":1.5}",
        "{\"storage\":1}"
      })
  void quotaThatIsNoneIsRefused(String body) {
    assertThat(admin.patch(QUOTAS, body).status()).isEqualTo(400);
    assertThat(admin.get(QUOTAS).at("limit", "storage_bytes")).isEqualTo(-1L);
  }

  @Test
  void usageIsWhatNamespacesHoldAndWhatWasPulled() {
    var digest = Images.push(admin, "birds/robin", "1", "layer");
    var manifest = admin.get("/v2/birds/robin/manifests/1").text().length();
    var held = Images.config(Images.BUILT).length() + 5L + manifest;
    assertThat(admin.get(QUOTAS).at("usage"))
        .isEqualTo(Map.of("storage_bytes", held, "traffic_bytes", 0L));
    var blob = "/v2/birds/robin/blobs/" + Images.sha256("layer");
    assertThat(admin.get(blob).text()).isEqualTo("layer");
    assertThat(admin.get(blob, "Range", "bytes=1-2").text()).isEqualTo("ay");
    assertThat(admin.send("HEAD", blob, "").status()).isEqualTo(200);
    assertThat(admin.get("/v2/birds/robin/blobs/" + Images.sha256("none")).status()).isEqualTo(404);
    assertThat(admin.get(QUOTAS).at("usage", "traffic_bytes")).isEqualTo(7L);
    assertThat(server.as("hawk").get(QUOTAS).at("usage", "traffic_bytes")).isEqualTo(0L);
    assertThat(admin.delete("/api/v1/images/birds/robin@" + digest).status()).isEqualTo(200);
    assertThat(admin.get(QUOTAS).at("usage", "storage_bytes")).isNotEqualTo(held);
  }

  @Test
  void pullsOverTheQuotaAreRefusedToThoseWhoMayPull() {
    Images.push(admin, "birds/robin", "1", "layer");
    var blob = "/v2/birds/robin/blobs/" + Images.sha256("layer");
    assertThat(admin.patch(QUOTAS, "{\"traffic_megabytes\":0}").status()).isEqualTo(200);
    var refused = admin.get(blob);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("over quota");
    assertThat(server.anonymous().get(blob).status()).isEqualTo(401);
    assertThat(server.as("stranger").get(blob).status()).isEqualTo(404);
    assertThat(admin.patch(QUOTAS, "{\"traffic_megabytes\":1}").status()).isEqualTo(200);
    assertThat(admin.get(blob).status()).isEqualTo(200);
  }

  @Test
  void freePlanLowersWhatIsAboveIt() {
    assertThat(admin.get(PLANS).text()).isEqualTo("{\"plan\":\"Standard\"}");
    assertThat(admin.patch(QUOTAS, "{\"storage_megabytes\":100}").status()).isEqualTo(200);
    assertThat(admin.patch(PLANS, "{\"plan\":\"free\"}").status()).isEqualTo(200);
    assertThat(admin.get(PLANS).text()).isEqualTo("{\"plan\":\"Free\"}");
    assertThat(admin.get(QUOTAS).at("limit"))
        .isEqualTo(Map.of("storage_bytes", 104_857_600L, "traffic_bytes", 5_368_709_120L));
    assertThat(admin.patch(QUOTAS, "{\"storage_megabytes\":513}").status()).isEqualTo(403);
    assertThat(admin.patch(QUOTAS, "{\"traffic_megabytes\":-1}").status()).isEqualTo(403);
    assertThat(admin.patch(QUOTAS, "{\"storage_megabytes\":512}").status()).isEqualTo(200);
    assertThat(admin.patch(PLANS, "{\"plan\":\"Standard\"}").status()).isEqualTo(200);
    assertThat(admin.patch(QUOTAS, "{\"storage_megabytes\":-1}").status()).isEqualTo(200);
    assertThat(admin.patch(PLANS, "{\"plan\":\"Gold\"}").status()).isEqualTo(400);
    assertThat(admin.patch(PLANS, "{}").status()).isEqualTo(400);
  }

  @Test
  void onlyManagersOfTheAccountChangeQuotasAndPlans() {
    assertThat(server.as("wren").patch(QUOTAS, "{\"storage_megabytes\":1}").status())
        .isEqualTo(403);
    assertThat(server.as("wren").patch(PLANS, "{\"plan\":\"Free\"}").status()).isEqualTo(403);
    assertThat(server.anonymous().get(QUOTAS).status()).isEqualTo(401);
    assertThat(admin.get(PLANS).text()).isEqualTo("{\"plan\":\"Standard\"}");
  }
}
