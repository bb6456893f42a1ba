package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.registry.Auth;
import io.breakwater.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Databases that go from one machine to another, as files and through registries.
class FeedsExchangeTest {
  @TempDir private Path folder = Path.of("");
  private CommandRun.Runner sender = new CommandRun.Runner(folder);
  private CommandRun.Runner receiver = new CommandRun.Runner(folder);

  @BeforeEach
  void theSenderHasAdvisories() {
    sender = new CommandRun.Runner(folder.resolve("sender")).at(SampleFeeds.NOW);
    receiver = new CommandRun.Runner(folder.resolve("receiver")).at(SampleFeeds.NOW);
    var feeds = SampleFeeds.all().writeTo(folder.resolve("feeds"), Packing.GZIP);
    assertThat(sender.run("feeds", "import", feeds.toString()).exitCode()).isZero();
  }

  @Test
  void aFileComesBackAsItWas() throws IOException {
    var file = folder.resolve("advisories.bwdb.zst").toString();
    var exported = sender.run("feeds", "export", file);
    assertThat(exported.exitCode()).as(exported.err()).isZero();
    assertThat(exported.out()).contains(file);
    var imported = receiver.run("feeds", "import", file);
    assertThat(imported.exitCode()).as(imported.err()).isZero();
    assertThat(receiver.run("feeds", "status")).isEqualTo(sender.run("feeds", "status"));
    assertThat(database(receiver)).hasSameBinaryContentAs(database(sender));
  }

  @Test
  void aFileIsTakenBySignature() throws Exception {
    keys("owner");
    keys("stranger");
    var file = folder.resolve("advisories.zst").toString();
    sender.run("feeds", "export", file, "--key", pem("owner.key"));
    var imported = receiver.run("feeds", "import", file, "--verify-key", pem("owner.pub"));
    assertThat(imported.exitCode()).as(imported.err()).isZero();
    var before = Files.readAllBytes(database(receiver));

    Scans.assertRefused(
        receiver.run("feeds", "import", file, "--verify-key", pem("stranger.pub")),
        2,
        "signature-wrong");
    Files.delete(Path.of(file + ".sig"));
    Scans.assertRefused(
        receiver.run("feeds", "import", file, "--verify-key", pem("owner.pub")),
        2,
        "signature-missing");
    Scans.assertRefused(
        receiver.run("feeds", "import", file, "--verify-key", pem("owner.key")), 2, "key-unusable");
    assertThat(database(receiver)).hasBinaryContent(before);
  }

  @Test
  void aDamagedFileIsRefusedAndWhatIsInUseStays() throws IOException {
    var file = folder.resolve("advisories.zst");
    sender.run("feeds", "export", file.toString());
    receiver.run("feeds", "import", file.toString());
    var before = Files.readAllBytes(database(receiver));
    var whole = Files.readAllBytes(file);
    for (var at = 1; at < whole.length; at += whole.length / 9) {
      Files.write(file, Arrays.copyOf(whole, at));
      Scans.assertRefused(receiver.run("feeds", "import", file.toString()), 2, "[a-z-]+");
      var flipped = whole.clone();
      flipped[at] ^= 0x55;
      Files.write(file, flipped);
      Scans.assertRefused(receiver.run("feeds", "import", file.toString()), 2, "[a-z-]+");
      assertThat(database(receiver)).hasBinaryContent(before);
    }
    try (var left = Files.list(database(receiver).getParent())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .as("nothing half-written is left")
          .containsExactly("advisories.db");
    }
  }

  @Test
  void aRegistryGivesItBack() throws Exception {
    keys("owner");
    keys("stranger");
    try (var registry = FakeRegistry.start()) {
      registry.auth(new Auth.Bearer("user", "secret"));
      login(sender, registry);
      login(receiver, registry);
      var name = "oci:" + registry.host() + "/team/advisories:today";
      var exported = sender.run("feeds", "export", name, "--key", pem("owner.key"));
      assertThat(exported.exitCode()).as(exported.err()).isZero();
      var update =
          receiver.run("feeds", "update", "--from", name, "--verify-key", pem("owner.pub"));
      assertThat(update.exitCode()).as(update.err()).isZero();
      assertThat(database(receiver)).hasSameBinaryContentAs(database(sender));
      Scans.assertRefused(
          receiver.run("feeds", "update", "--from", name, "--verify-key", pem("stranger.pub")),
          2,
          "signature-wrong");
      assertThat(database(receiver)).hasSameBinaryContentAs(database(sender));
    }
  }

  @Test
  void aRegistryWithoutItSaysSo() throws IOException {
    try (var registry = FakeRegistry.start()) {
      var name = "oci:" + registry.host() + "/team/none:today";
      var run = receiver.run("feeds", "update", "--from", name);
      Scans.assertRefused(run, 2, "[a-z-]+");
      assertThat(database(receiver)).doesNotExist();
      assertThat(run.err()).contains("team/none");
    }
  }

  @Test
  void aRegistryThatKeepsOthersOutSaysWhatToDo() {
    try (var registry = FakeRegistry.start()) {
      registry.auth(new Auth.Bearer("user", "secret"));
      var name = "oci:" + registry.host() + "/team/advisories:today";
      var run = sender.run("feeds", "export", name);
      assertThat(run.exitCode()).isIn(2, 3);
      Scans.assertLine(run, "registry-unauthorized");
      assertThat(run.err()).contains("login");
    }
  }

  @Test
  void exportWithoutAdvisoriesSaysWhatToDo() {
    var run = receiver.run("feeds", "export", folder.resolve("none.zst").toString());
    Scans.assertRefused(run, 2, "[a-z-]+");
    assertThat(run.err()).contains("feeds update");
    assertThat(folder.resolve("none.zst")).doesNotExist();
  }

  @Test
  void exportIntoAMissingFolderIsAnError() {
    var run = sender.run("feeds", "export", folder.resolve("none/file.zst").toString());
    Scans.assertRefused(run, 2, "output-failed");
  }

  @Test
  void aKeyThatIsNotThereIsAnError() {
    var run =
        sender.run("feeds", "export", folder.resolve("f.zst").toString(), "--key", pem("no.key"));
    Scans.assertRefused(run, 2, "[a-z-]+");
    assertThat(run.err()).contains("no.key");
    assertThat(folder.resolve("f.zst")).doesNotExist();
    sender.run("feeds", "export", folder.resolve("f.zst").toString());
    var imported =
        receiver.run(
            "feeds", "import", folder.resolve("f.zst").toString(), "--verify-key", pem("no.pub"));
    Scans.assertRefused(imported, 2, "[a-z-]+");
    assertThat(imported.err()).contains("no.pub");
  }

  @Test
  void whatCarriesNoSignatureIsNotTakenByKey() throws Exception {
    keys("owner");
    var feeds = folder.resolve("feeds").toString();
    for (var words : new String[] {"import", "update --from"}) {
      var run =
          receiver.run(
              ("feeds " + words + " " + feeds + " --verify-key " + pem("owner.pub"))
                  .split(" ", -1));
      Scans.assertRefused(run, 2, "usage");
    }
    Scans.assertRefused(
        receiver.run("feeds", "update", "--verify-key", pem("owner.pub")), 2, "usage");
    assertThat(database(receiver)).doesNotExist();
  }

  private static void login(CommandRun.Runner who, FakeRegistry registry) throws IOException {
    var docker = Files.createDirectories(who.folder().resolve("docker"));
    var auth = Base64.getEncoder().encodeToString("user:secret".getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        docker.resolve("config.json"),
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), auth));
    who.with("DOCKER_CONFIG", docker.toString());
  }

  private String pem(String name) {
    return folder.resolve(name).toString();
  }

  private void keys(String name) throws NoSuchAlgorithmException, IOException {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Files.writeString(
        folder.resolve(name + ".key"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    Files.writeString(
        folder.resolve(name + ".pub"), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
  }

  private static String pem(String label, byte[] der) {
    var text = Base64.getMimeEncoder().encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, text);
  }

  private static Path database(CommandRun.Runner who) {
    return who.folder().resolve("data/breakwater/advisories.db");
  }
}
