package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that change something: what they send, what they say, and when they ask first.
class CrChangesTest {
  private static final String DELETE = "POST /api/v1/images/bulkdelete";
  private static final String DIGESTS = "POST /api/v1/images/digests";
  private static final String ROBIN =
      """
      {"id":"sha256:aa","created":5,"manifestType":"OCI Image Manifest V1","size":1,
       "repoTags":{"h.example/birds/robin":{%s}}}
      """;

  @TempDir private Path folder = Path.of("");
  private final StubServer server = StubServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private CrRun cr() {
    return new CrRun(folder, server);
  }

  @Test
  void namespacesAreAddedListedAndRemoved() {
    server
        .on("PUT /api/v1/namespaces/birds", 201, "{\"namespace\":\"birds\"}")
        .on("PUT /api/v1/namespaces/old", 200, "{\"namespace\":\"old\"}")
        .on("GET /api/v1/namespaces", "[\"old\",\"birds\"]")
        .on(
            "GET /api/v1/namespaces/details",
            "[{\"name\":\"birds\",\"resource_group\":\"beaks\",\"created_date\":\"2026-01-01\"}]")
        .on("DELETE /api/v1/namespaces/birds", 204, "");
    assertThat(cr().out("namespace-add", "birds"))
        .isEqualTo("Adding namespace 'birds'...\n\nSuccessfully added namespace 'birds'\n\nOK\n");
    assertThat(cr().out("namespace-add", "old")).contains("already owned by your account");
    assertThat(cr().out("namespace-list"))
        .isEqualTo(
            "Listing namespaces for registry '%s'...\n\nNamespace\nbirds\nold\n\nOK\n"
                .formatted(server.host()));
    assertThat(cr().out("namespaces", "-v")).contains("birds       beaks            2026-01-01\n");
    assertThat(cr().out("namespace-rm", "-f", "birds")).endsWith("\n\nOK\n");
  }

  @Test
  void removingANamespaceAsksFirst() {
    server.on("DELETE /api/v1/namespaces/birds", 204, "");
    Scans.assertRefused(cr().run("namespace-rm", "birds"), 2, "confirmation");
    var no = cr().typing("\n").run("namespace-rm", "birds");
    assertThat(no.err()).contains("Do you want to remove it? [y/N]> ");
    assertThat(no.out()).contains("Nothing was removed.");
    assertThat(server.calls()).isEmpty();
    assertThat(cr().typing("y\n").out("namespace-rm", "birds")).contains("Successfully removed");
    assertThat(server.calls()).containsExactly("DELETE /api/v1/namespaces/birds");
  }

  @Test
  void imagesAreTaggedUntaggedDeletedAndRestored() {
    server
        .on(
            "POST /api/v1/images/tags?fromimage=birds%2Frobin%3A1&toimage=birds%2Frobin%3A2",
            201, "")
        .on("DELETE /api/v1/tags/birds%2Frobin%3A2", "{\"Untagged\":\"birds/robin:2\"}")
        .on("DELETE /api/v1/images/birds%2Frobin%3Alatest", "{\"Untagged\":\"x\"}")
        .on("POST /api/v1/trash/birds%2Frobin%3A1/restore", "")
        .on(
            "POST /api/v1/trash/birds%2Frobin%40sha256%3Aaa/restoretags",
            "{\"successful\":[\"1\"],\"unsuccessful\":[]}")
        .on(
            "POST /api/v1/trash/birds%2Frobin%40sha256%3Abb/restoretags",
            "{\"successful\":[\"1\"],\"unsuccessful\":[\"2\"]}");
    assertThat(cr().out("image-tag", "birds/robin:1", "birds/robin:2"))
        .contains("Creating tag 'birds/robin:2' for image 'birds/robin:1'...");
    assertThat(cr().out("image-untag", "birds/robin:2")).endsWith("OK\n");
    assertThat(cr().out("image-rm", "birds/robin"))
        .isEqualTo(
            """
            Deleting image 'birds/robin:latest'...

            Successfully deleted image 'birds/robin:latest'

            OK
            """);
    assertThat(cr().out("image-restore", "birds/robin:1"))
        .contains("Successfully restored image 'birds/robin:1'");
    assertThat(cr().out("image-restore", "birds/robin@sha256:aa"))
        .isEqualTo(
            """
            Restoring digest 'birds/robin@sha256:aa' ...

            Successfully restored digest 'birds/robin@sha256:aa'
            Successfully restored tags: 1

            OK
            """);
    var partly = cr().run("image-restore", "birds/robin@sha256:bb");
    assertThat(partly.exitCode()).isEqualTo(2);
    assertThat(partly.err()).contains("these name other images by now: 2");
    Scans.assertRefused(cr().run("image-untag", "birds/robin"), 2, "usage");
    Scans.assertRefused(cr().run("image-tag", "a/b", "a/b@sha256:aa"), 2, "usage");
  }

  @Test
  void oneImageThatFailsDoesNotStopTheOthers() {
    server.on("DELETE /api/v1/images/birds%2Frobin%3A2", "{\"Untagged\":\"x\"}");
    server.on(
        "DELETE /api/v1/images/birds%2Frobin%3A1",
        404, "{\"code\":\"CRI0001\",\"message\":\"there is no birds/robin:1\"}");
    var run = cr().run("image-rm", "birds/robin:1", "birds/robin:2");
    assertThat(run.out())
        .contains("Successfully deleted image 'birds/robin:2'")
        .doesNotContain("OK");
    Scans.assertLine(run, "not-found");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void untaggedImagesAreDeletedExceptThoseOfAnIndex() {
    server
        .on(
            DIGESTS,
            """
            [{"id":"sha256:aa","created":1,"manifestType":"OCI Image Manifest V1","size":1,
              "repoTags":{"h.example/birds/robin":{}}},
             {"id":"sha256:bb","created":1,"manifestType":"OCI Image Manifest V1","size":1,
              "repoTags":{"h.example/birds/robin":{}}},
             {"id":"sha256:cc","created":1,"manifestType":"OCI Image Index V1","size":1,
              "repoTags":{"h.example/birds/robin":{"1":{}}}}]
            """)
        .on(
            "GET /api/v1/images/h.example%2Fbirds%2Frobin%40sha256%3Acc/manifest",
            "{\"manifests\":[{\"digest\":\"sha256:bb\"}]}")
        .on(DELETE, "{\"success\":[\"sha256:aa\"],\"error\":{}}");
    Scans.assertRefused(cr().run("image-prune-untagged", "--json"), 2, "usage");
    var out = cr().typing("yes\n").out("image-prune-untagged", "--restrict", "birds");
    assertThat(out)
        .isEqualTo(
            """
            Image                             Tags
            h.example/birds/robin@sha256:aa   -

            Found 1 image to delete.

            Deleting 1 image...

            Successfully deleted 1 image.

            OK
            """);
    assertThat(server.calls().getLast())
        .isEqualTo(DELETE + " [\"h.example/birds/robin@sha256:aa\"]");
  }

  @Test
  void settingAPolicyShowsAndDeletesWhatGoesNow() {
    server
        .on("POST /api/v1/retentions/analyze", "{\"h.example/birds/robin\":[\"sha256:aa\"]}")
        .on(DIGESTS, "[" + ROBIN.formatted("\"old\":{}") + "]")
        .on(DELETE, "{\"success\":[\"sha256:aa\"],\"error\":{}}")
        .on("POST /api/v1/retentions", 201, "");
    assertThat(cr().typing("n\n").out("retention-policy-set", "--images", "2", "birds"))
        .contains("Found 1 image to delete.", "The policy was not set.");
    assertThat(server.calls()).noneMatch(call -> call.startsWith("POST /api/v1/retentions {"));
    assertThat(cr().typing("y\n").out("retention-policy-set", "--images", "2", "birds"))
        .isEqualTo(
            """
            Image                             Tags
            h.example/birds/robin@sha256:aa   old

            Found 1 image to delete.

            Deleting 1 image...

            Successfully deleted 1 image.

            The scheduled retention policy to keep 2 images per repository in birds is set.

            OK
            """);
    assertThat(server.calls().getLast())
        .isEqualTo(
            "POST /api/v1/retentions"
                + " {\"namespace\":\"birds\",\"images_per_repo\":2,\"retain_untagged\":false}");
    assertThat(cr().out("retention-policy-set", "--images", "All", "birds"))
        .contains("to keep all images in birds is set");
    assertThat(server.calls().getLast()).contains("\"images_per_repo\":-1");
    Scans.assertRefused(cr().run("retention-policy-set", "birds"), 2, "usage");
    Scans.assertRefused(cr().run("retention-run", "--images", "All", "birds"), 2, "usage");
  }

  @Test
  void aRunOfRetentionAnswersInJson() {
    server
        .on(
            "POST /api/v1/retentions/analyze",
            "{\"h.example/birds/robin\":[\"old\",\"sha256:ff\"]}")
        .on(DIGESTS, "[" + ROBIN.formatted("\"old\":{}") + "]")
        .on(
            DELETE,
            "{\"success\":[\"sha256:aa\"],\"error\":{\"sha256:ff\":{\"code\":\"x\",\"message\":\"gone\"}}}");
    var run =
        cr().run("retention-run", "-f", "--json", "--retain-untagged", "--images", "1", "birds");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).contains("\"success\"", "\"gone\"");
    assertThat(server.calls())
        .contains(
            DELETE + " [\"h.example/birds/robin@sha256:aa\",\"h.example/birds/robin@sha256:ff\"]");
    var text = cr().run("retention-run", "-f", "--images", "1", "birds");
    assertThat(text.out()).contains("sha256:ff: gone");
    assertThat(text.err()).contains("1 image could not be deleted");
  }

  @Test
  void policiesAreListedWithTheNamespacesThatHaveNone() {
    server
        .on(
            "GET /api/v1/retentions",
            "{\"birds\":{\"namespace\":\"birds\",\"images_per_repo\":2,\"retain_untagged\":false}}")
        .on("GET /api/v1/namespaces", "[\"ap-test\",\"birds\"]");
    assertThat(cr().out("retention-policy-list"))
        .isEqualTo(
            """
            Listing image retention policies for registry '%s'...

            Namespace   Images to retain   Untagged images
            ap-test     All                Retained
            birds       2                  Not retained

            OK
            """
                .formatted(server.host()));
  }

  @Test
  void theTrashIsListed() {
    server.on(
        "GET /api/v1/trash?namespace=birds",
        "{\"h.example/birds/robin@sha256:aa\":{\"daysUntilExpiry\":30,\"tags\":[\"1\",\"2\"]},"
            + "\"h.example/other/x@sha256:aa\":{\"daysUntilExpiry\":30,\"tags\":[]}}");
    assertThat(cr().out("trash-list", "--restrict", "birds"))
        .isEqualTo(
            """
            Listing the contents of the trash...

            Digest                            Days until expiry   Tags
            h.example/birds/robin@sha256:aa   30                  1, 2

            OK
            """);
  }

  @Test
  void quotasAreShownAndSet() {
    server
        .on(
            "GET /api/v1/quotas",
            "{\"limit\":{\"storage_bytes\":536870912,\"traffic_bytes\":-1},"
                + "\"usage\":{\"storage_bytes\":546000000,\"traffic_bytes\":0}}")
        .on("PATCH /api/v1/quotas", 200, "");
    assertThat(cr().out("quota"))
        .contains(
            "Getting quotas and usage for the current month...",
            "Pull traffic   Unlimited   0 B\n",
            "Storage        537 MB      546 MB   Your account has exceeded this quota");
    assertThat(cr().out("quota-set", "--traffic", "7000", "--storage", "unlimited"))
        .contains("The quota for pull traffic is 7000 MB.", "The quota for storage is unlimited.");
    assertThat(server.calls().getLast())
        .isEqualTo("PATCH /api/v1/quotas {\"traffic_megabytes\":7000,\"storage_megabytes\":-1}");
    Scans.assertRefused(cr().run("quota-set"), 2, "usage");
    Scans.assertRefused(cr().run("quota-set", "--storage", "-5"), 2, "usage");
    Scans.assertRefused(cr().run("quota-set", "--storage", "lots"), 2, "usage");
  }
}
