package io.breakwater.image.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.image.ImageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Credentials where Docker and Podman keep them, and helpers of every mood.
class DockerConfigurationTest {
  private static final Credentials ANONYMOUS = new Credentials.Anonymous();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path temporary;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void home() {
    environment.put("HOME", temporary.resolve("home").toString());
    environment.put("PATH", temporary.resolve("bin").toString());
  }

  private void config(String file, String json) throws IOException {
    var path = temporary.resolve("home").resolve(file);
    Files.createDirectories(path.resolveSibling("."));
    Files.writeString(path, json);
  }

  private void config(String json) throws IOException {
    config(".docker/config.json", json);
  }

  private Credentials find(String host, String repository) throws ImageException {
    return new DockerConfiguration(environment, PATIENCE).find(host, repository);
  }

  private static String auth(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static Credentials password(String user, String password) {
    return new Credentials.Password(user, password);
  }

  private void helper(String name, String script) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: no /bin/sh for a fake helper");
    var file = temporary.resolve("bin/docker-credential-" + name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void withoutFilesNobodyIsLoggedIn() throws Exception {
    assertThat(find("r.example", "a")).isEqualTo(ANONYMOUS);
    environment.clear();
    assertThat(find("r.example", "a")).isEqualTo(ANONYMOUS);
  }

  @Test
  void authsAreFoundByHostNamespaceAndDockersOldNames() throws Exception {
    config(
        """
        {"auths":{
          "https://index.docker.io/v1/":{"auth":"%s"},
          "r.example:5000":{"auth":"%s"},
          "http://old.example/v2/":{"auth":"%s"},
          "quay.example":{"username":"host","password":"h"},
          "quay.example/team":{"username":"team","password":"t"},
          "quay.example/team/app":{"username":"app","password":"a"}},
         "HttpHeaders":{"x":"y"}}\
        """
            .formatted(auth("hub:p:w"), auth("u:secret\0\0"), auth("old:o")));
    assertThat(find("docker.io", "library/alpine")).isEqualTo(password("hub", "p:w"));
    assertThat(find("r.example:5000", "a")).isEqualTo(password("u", "secret"));
    assertThat(find("r.example", "a")).isEqualTo(ANONYMOUS);
    assertThat(find("old.example", "a")).isEqualTo(password("old", "o"));
    assertThat(find("quay.example", "other/x")).isEqualTo(password("host", "h"));
    assertThat(find("quay.example", "team/x")).isEqualTo(password("team", "t"));
    assertThat(find("quay.example", "team/app")).isEqualTo(password("app", "a"));
    assertThat(find("quay.example", "teams/app")).isEqualTo(password("host", "h"));
  }

  @Test
  void tokensComeBeforePasswords() throws Exception {
    config(
        """
        {"auths":{
          "id.example":{"auth":"%s","identitytoken":"refresh"},
          "reg.example":{"auth":"%s","identitytoken":"refresh","registrytoken":"bearer"},
          "empty.example":{},
          "null.example":{"auth":null}}}\
        """
            .formatted(auth("u:p"), auth("u:p")));
    assertThat(find("id.example", "a")).isEqualTo(new Credentials.IdentityToken("refresh"));
    assertThat(find("reg.example", "a")).isEqualTo(new Credentials.RegistryToken("bearer"));
    assertThat(find("empty.example", "a")).isEqualTo(ANONYMOUS);
    assertThat(find("null.example", "a")).isEqualTo(ANONYMOUS);
    assertThat(find("id.example", "a").toString()).doesNotContain("refresh");
    assertThat(password("u", "secret").toString()).doesNotContain("secret");
  }

  @Test
  void theFirstFileThatKnowsTheHostDecides() throws Exception {
    config(
        ".config/containers/auth.json",
        "{\"auths\":{\"p.example\":{\"auth\":\"" + auth("podman:1") + "\"}}}");
    config("{\"auths\":{\"r.example\":{\"auth\":\"" + auth("docker:1") + "\"}}}");
    assertThat(find("p.example", "a")).isEqualTo(password("podman", "1"));
    assertThat(find("r.example", "a")).isEqualTo(password("docker", "1"));
    config(
        "other/config.json", "{\"auths\":{\"r.example\":{\"auth\":\"" + auth("other:1") + "\"}}}");
    environment.put("DOCKER_CONFIG", temporary.resolve("home/other").toString());
    assertThat(find("r.example", "a")).isEqualTo(password("other", "1"));
    config("named.json", "{\"auths\":{\"r.example\":{\"auth\":\"" + auth("named:1") + "\"}}}");
    environment.put("REGISTRY_AUTH_FILE", temporary.resolve("home/named.json").toString());
    assertThat(find("r.example", "a")).isEqualTo(password("named", "1"));
  }

  @Test
  void brokenFilesAreNamed() throws Exception {
    for (var text : new String[] {"", "{", "[]", "{\"auths\":[]}", "{\"credsStore\":{}}"}) {
      config(text);
      assertThatThrownBy(() -> find("r.example", "a"))
          .isInstanceOfSatisfying(
              ImageException.class,
              e -> {
                assertThat(e.code()).isEqualTo("credentials-malformed");
                assertThat(e.what()).contains("config.json");
              });
    }
    config("{\"auths\":{\"r.example\":{\"auth\":\"!!!\"}}}");
    var configuration = new DockerConfiguration(environment, PATIENCE);
    assertThat(configuration.find("r.example", "a")).isEqualTo(ANONYMOUS);
    assertThat(configuration.notes()).anyMatch(note -> note.contains("base64"));
  }

  @Test
  void aHelperIsAskedForTheServerOnItsInput() throws Exception {
    helper(
        "good",
        "test \"$1\" = get || exit 3; read -r server; "
            + "printf '{\"ServerURL\":\"%s\",\"Username\":\"%s\",\"Secret\":\"s\"}' x \"$server\"");
    helper("other", "echo '{\"Username\":\"<token>\",\"Secret\":\"refresh\"}'");
    config("{\"credsStore\":\"good\",\"credHelpers\":{\"h.example\":\"other\"}}");
    assertThat(find("r.example:5000", "a")).isEqualTo(password("r.example:5000", "s"));
    assertThat(find("docker.io", "a")).isEqualTo(password("https://index.docker.io/v1/", "s"));
    assertThat(find("h.example", "a")).isEqualTo(new Credentials.IdentityToken("refresh"));
  }

  @Test
  void aHelperKeepsAndForgetsWhatItIsGiven() throws Exception {
    var kept = temporary.resolve("kept");
    helper("keep", "{ echo \"$1\"; cat; echo; } >>" + kept + "; test \"$1\" != erase");
    config("{\"credsStore\":\"keep\"}");
    assertThat(CredentialHelper.configured(environment)).isEqualTo("keep");
    var notes = new ArrayList<String>();
    var helper = CredentialHelper.of(environment, notes);
    assertThat(helper.store("keep", "https://r.example", "u", "s\"")).isTrue();
    assertThat(notes).isEmpty();
    assertThat(helper.erase("keep", "https://r.example")).isFalse();
    assertThat(notes).anyMatch(note -> note.contains("docker-credential-keep erase failed"));
    assertThat(kept)
        .hasContent(
            """
            store
            {"ServerURL":"https://r.example","Username":"u","Secret":"s\\""}
            erase
            https://r.example
            """);
    assertThat(helper.store("../keep", "https://r.example", "u", "s")).isFalse();
  }

  @Test
  void aHelperThatFailsLeavesANoteAndTheFilesOwnEntry() throws Exception {
    helper("none", "echo 'credentials not found in native keychain'; exit 1");
    config(
        "{\"credsStore\":\"none\",\"auths\":{\"r.example\":{\"auth\":\"" + auth("u:p") + "\"}}}");
    assertThat(find("r.example", "a")).isEqualTo(password("u", "p"));
    assertNote("x.example", "docker-credential-none gave no credentials for x.example");
  }

  @Test
  void garbageEndlessOutputAndSilenceLeaveANote() throws Exception {
    config("{\"credsStore\":\"odd\"}");
    helper("odd", "echo garbage");
    assertNote("r.example", "docker-credential-odd failed");
    helper("odd", "while :; do echo 0123456789012345678901234567890123456789; done");
    assertNote("r.example", "more than 65536 bytes");
    helper("odd", "exit 0");
    assertNote("r.example", "gave no credentials");
    helper("odd", "exec 1>&-; sleep 60");
    var start = System.nanoTime();
    assertNoteWithin(Duration.ofMillis(300), "no answer within 300 ms");
    helper("odd", "sleep 60; echo '{}'");
    assertNoteWithin(Duration.ofMillis(300), "no answer within 300 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aHelperIsAProgramsNameAndNoPath() throws Exception {
    config("{\"credsStore\":\"../../tmp/x\"}");
    assertNote("r.example", "not a program's name");
    config("{\"credsStore\":\"absent-everywhere\"}");
    assertNote("r.example", "docker-credential-absent-everywhere failed");
  }

  private void assertNote(String host, String text) throws ImageException {
    var configuration = new DockerConfiguration(environment, PATIENCE);
    assertThat(configuration.find(host, "a")).isEqualTo(ANONYMOUS);
    assertThat(configuration.notes()).anyMatch(note -> note.contains(text));
  }

  private void assertNoteWithin(Duration patience, String text) throws ImageException {
    var configuration = new DockerConfiguration(environment, patience);
    assertThat(configuration.find("r.example", "a")).isEqualTo(ANONYMOUS);
    assertThat(configuration.notes()).anyMatch(note -> note.contains(text));
  }
}
