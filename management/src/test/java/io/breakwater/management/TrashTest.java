package io.breakwater.management;

import static io.breakwater.management.Client.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrashTest {
  private static final String TRASH = "/api/v1/trash";

  @TempDir Path folder;
  private ManagementServer server;
  private Client admin;
  private String host;

  @BeforeEach
  void start() throws Exception {
    server = new ManagementServer(folder);
    admin = server.as("admin");
    host = server.host();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void delete(String name) {
    assertThat(admin.delete("/api/v1/images/" + name).status()).isEqualTo(200);
  }

  @Test
  void trashTellsHowLongItKeepsWhat() {
    var robin = Images.push(admin, "birds/robin", "1", "a");
    Images.push(admin, "birds/robin", "2", "a");
    var cod = Images.push(admin, "fish/cod", "1", "b");
    delete("birds/robin:1");
    delete("fish/cod:1");
    var all = (Map<?, ?>) admin.get(TRASH).at();
    assertThat(all)
        .isEqualTo(
            Map.of(
                host + "birds/robin@" + robin,
                Map.of("daysUntilExpiry", 30L, "tags", List.of("1", "2")),
                host + "fish/cod@" + cod,
                Map.of("daysUntilExpiry", 30L, "tags", List.of("1"))));
    assertThat((Map<?, ?>) admin.get(TRASH + "?namespace=fish").at()).hasSize(1);
    assertThat((Map<?, ?>) server.as("robin").get(TRASH).at()).hasSize(1);
    assertThat(server.as("robin").get(TRASH + "?namespace=fish").text()).isEqualTo("{}");
    server.ahead = Duration.ofDays(29).plusMinutes(1);
    assertThat(admin.get(TRASH).at(host + "fish/cod@" + cod, "daysUntilExpiry")).isEqualTo(1L);
    server.ahead = Duration.ofDays(31);
    assertThat(admin.get(TRASH).at(host + "fish/cod@" + cod, "daysUntilExpiry")).isEqualTo(0L);
  }

  @Test
  void digestComesBackWithItsTagsButForThoseThatNameSomethingElse() {
    var digest = Images.push(admin, "birds/robin", "1", "a");
    Images.push(admin, "birds/robin", "2", "a");
    delete("birds/robin:1");
    Images.push(admin, "birds/robin", "2", "b");
    var path = TRASH + "/" + encoded(host + "birds/robin@" + digest) + "/restoretags";
    assertThat(server.as("robin").post(path).status()).isEqualTo(403);
    var restored = server.as("wren").post(path);
    assertThat(restored.status()).as(restored.text()).isEqualTo(200);
    assertThat(restored.text()).isEqualTo("{\"successful\":[\"1\"],\"unsuccessful\":[\"2\"]}");
    assertThat(admin.get("/v2/birds/robin/manifests/1").header("Docker-Content-Digest"))
        .isEqualTo(digest.toString());
    assertThat(admin.post(path).status()).isEqualTo(404);
    assertThat(admin.post(TRASH + "/birds/robin:1/restoretags").status()).isEqualTo(400);
    assertThat(server.remembered())
        .contains("SUCCESS container-registry.image.push wren birds/robin@" + digest);
  }

  @Test
  void bareDigestComesBackWhereverItsCallerMayRestore() {
    var digest = Images.push(admin, "birds/robin", "1", "a");
    Images.push(admin, "fish/cod", "1", "a");
    delete("birds/robin:1");
    delete("fish/cod:1");
    var path = TRASH + "/" + digest + "/restoretags";
    assertThat(server.as("wren").post(path).at("successful"))
        .isEqualTo(List.of(host + "birds/robin:1"));
    assertThat(admin.post(path).at("successful")).isEqualTo(List.of(host + "fish/cod:1"));
    assertThat(admin.post(path).status()).isEqualTo(404);
    assertThat(admin.post(TRASH + "/sha256:12/restoretags").status()).isEqualTo(400);
  }

  @Test
  void imageComesBackByItsTag() {
    Images.push(admin, "birds/robin", "1", "a");
    delete("birds/robin:1");
    var path = TRASH + "/" + encoded(host + "birds/robin:1") + "/restore";
    assertThat(server.as("wren").post(path).status()).isEqualTo(200);
    assertThat(admin.get("/v2/birds/robin/manifests/1").status()).isEqualTo(200);
    assertThat(admin.post(path).status()).isEqualTo(403);
    assertThat(admin.post(TRASH + "/birds/robin:nope/restore").status()).isEqualTo(404);
    assertThat(server.as("stranger").post(path).status()).isEqualTo(404);
  }
}
