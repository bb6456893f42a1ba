package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Profiles and logins: what is kept where, who may read it, and whom tokens are sent to.
class CrLoginTest {
  private static final String NAMESPACES = "GET /api/v1/namespaces";

  @TempDir private Path folder = Path.of("");
  private final StubServer server = StubServer.start().on(NAMESPACES, "[\"birds\"]");

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun.Runner runner() {
    return new CommandRun.Runner(folder)
        .with("XDG_CONFIG_HOME", folder.resolve("config").toString());
  }

  private CommandRun login(String... more) {
    var words = new String[more.length + 6];
    System.arraycopy(
        new String[] {"cr", "login", server.host(), "-u", "admin", "--password-stdin"},
        0,
        words,
        0,
        6);
    System.arraycopy(more, 0, words, 6, more.length);
    return runner().input("secret\n".getBytes(StandardCharsets.UTF_8)).run(words);
  }

  private Path profile(String name) {
    return folder.resolve("config/breakwater/profiles/" + name + ".json");
  }

  @Test
  void aLoginIsKeptWhereOnlyItsOwnerReadsIt() throws IOException {
    var run = login();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            "Logging in to '%1$s'...\nLogged in to '%1$s' as 'admin'.\n\nOK\n"
                .formatted(server.host()));
    var file = profile("default");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(Files.readString(file)).contains("refresh-1", "access-1").doesNotContain("secret");
    assertThat(runner().run("cr", "namespaces").out()).contains("birds");
    assertThat(runner().run("cr", "info").out()).contains(server.host(), "admin", "default");
  }

  @Test
  void wrongPasswordsAndKeysAreToldAndNothingIsKept() {
    var wrong =
        runner()
            .input("wrong\n".getBytes(StandardCharsets.UTF_8))
            .run("cr", "login", server.host(), "-u", "admin", "--password-stdin");
    Scans.assertLine(wrong, "login");
    assertThat(wrong.err()).contains("wrong name or password").doesNotContain("cr login");
    assertThat(wrong.exitCode()).isEqualTo(2);
    var key = runner().run("cr", "login", server.host(), "--apikey", "nonsense");
    Scans.assertLine(key, "login");
    assertThat(key.err()).contains("the key is unknown");
    assertThat(profile("default")).doesNotExist();
  }

  @Test
  void keysComeFromAFileOrTheEnvironment() throws IOException {
    Files.writeString(folder.resolve("key"), "bw_key\n");
    var run = runner().run("cr", "login", server.host(), "--apikey", "@" + folder.resolve("key"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(profile("default")).content().doesNotContain("bw_key");
    var missing = runner().run("cr", "login", server.host(), "--apikey", "@" + folder);
    Scans.assertRefused(missing, 2, "file-unreadable");
    assertThat(
            runner()
                .with("BREAKWATER_API_KEY", "bw_key")
                .run("cr", "login", server.host())
                .exitCode())
        .isZero();
  }

  @Test
  void tokensThatEndAreFetchedAnewWithoutAWord() throws IOException {
    server.life(10);
    login();
    var run = runner().run("cr", "namespaces");
    assertThat(run.out()).contains("birds");
    assertThat(profile("default")).content().contains("refresh-2");
    server.life(1200);
    assertThat(runner().run("cr", "namespaces").exitCode()).isZero();
    server.forget();
    assertThat(runner().run("cr", "namespaces").exitCode()).isZero();
    assertThat(server.asked()).anyMatch(asked -> asked.body().contains("refresh_token=refresh-2"));
  }

  @Test
  void aLoginThatHasEndedSaysHowToLogInAgain() throws IOException {
    login();
    var file = profile("default");
    Files.writeString(
        file, Files.readString(file).replace("refresh-1", "gone").replace("access-1", "old"));
    var run = runner().run("cr", "namespaces");
    Scans.assertRefused(run, 2, "login");
    assertThat(run.err()).contains("breakwater cr login http://" + server.host());
  }

  @Test
  void whoIsNotLoggedInLearnsHow() {
    var run = runner().run("cr", "namespaces");
    Scans.assertRefused(run, 2, "login");
    assertThat(run.err()).contains("not logged in. breakwater cr login ");
  }

  @Test
  void tokensOfOneServerAreNotSentToAnother() {
    login();
    try (var other = StubServer.start().on(NAMESPACES, "[]")) {
      var run = runner().run("cr", "namespaces", "--server", other.host());
      Scans.assertRefused(run, 2, "login");
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void aProfileThatOthersMayReadIsNotUsed() throws IOException {
    login();
    var file = profile("default");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    var run = runner().run("cr", "namespaces");
    Scans.assertRefused(run, 2, "profile-rights");
    assertThat(run.err()).contains("chmod 600 " + file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(runner().run("cr", "namespaces").exitCode()).isZero();
    Files.writeString(file, "{");
    Scans.assertRefused(runner().run("cr", "namespaces"), 2, "profile-malformed");
  }

  @Test
  void profilesStandBesideEachOther() {
    login("--profile", "prod", "--account", "acme");
    Scans.assertRefused(runner().run("cr", "namespaces"), 2, "login");
    var run = runner().with("BREAKWATER_PROFILE", "prod").run("cr", "namespaces");
    assertThat(run.out()).contains("for account 'acme' in registry '" + server.host() + "'");
    assertThat(server.asked().getLast().account()).isEqualTo("acme");
    Scans.assertRefused(runner().run("cr", "info", "--profile", "../x"), 2, "usage");
  }

  @Test
  void loggingOutForgetsTheLogin() {
    login();
    assertThat(runner().run("cr", "logout").out()).contains("Logged out.").endsWith("OK\n");
    assertThat(profile("default")).doesNotExist();
    assertThat(runner().run("cr", "logout").out()).contains("Nobody was logged in.");
  }

  @Test
  void aCredentialHelperKeepsTheTokenWhereOneIsConfigured() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: no /bin/sh for a fake helper");
    var kept = folder.resolve("kept");
    var helper = folder.resolve("bin/docker-credential-box");
    Files.createDirectories(helper.getParent());
    Files.writeString(
        helper,
        """
        #!/bin/sh
        case $1 in
          store) sed 's/^{"ServerURL":"[^"]*",/{/' >'%1$s' ;;
          get) test -s '%1$s' && cat '%1$s' ;;
          erase) rm '%1$s' ;;
        esac
        """
            .formatted(kept));
    Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(folder.resolve(".docker"));
    Files.writeString(folder.resolve(".docker/config.json"), "{\"credsStore\":\"box\"}");
    var path = helper.getParent() + ":" + System.getenv().getOrDefault("PATH", "");
    var run =
        runner()
            .with("PATH", path)
            .input("secret\n".getBytes(StandardCharsets.UTF_8))
            .run("cr", "login", server.host(), "-u", "admin", "--password-stdin");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(profile("default")).content().contains("\"box\"").doesNotContain("refresh-1");
    assertThat(kept).content().contains("refresh-1");
    assertThat(runner().with("PATH", path).run("cr", "namespaces").out()).contains("birds");
    assertThat(kept).content().contains("refresh-2");
    assertThat(runner().with("PATH", path).run("cr", "logout").exitCode()).isZero();
    assertThat(kept).doesNotExist();
  }

  @Test
  void withoutSomebodyToAskAPasswordIsMissing() {
    Scans.assertRefused(runner().run("cr", "login", server.host()), 2, "usage");
    Scans.assertRefused(runner().run("cr", "login", server.host(), "-u", "admin"), 2, "usage");
  }
}
