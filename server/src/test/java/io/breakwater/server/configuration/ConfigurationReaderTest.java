package io.breakwater.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.breakwater.accounts.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
  @TempDir private Path folder = Path.of("");

  private static final Map<String, List<String>> NO_OPTIONS = Map.of();

  private Configuration file(String text) throws Exception {
    return ConfigurationReader.read(written("breakwater.yaml", text), Map.of(), NO_OPTIONS);
  }

  private Path written(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static ConfigurationException refused(Attempt attempt) {
    var caught = new ConfigurationException[1];
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(attempt::run)
        .satisfies(e -> caught[0] = e);
    return caught[0];
  }

  private interface Attempt {
    void run() throws Exception;
  }

  @Test
  void withoutAnythingItIsALoopbackServerWithLogin() throws Exception {
    var configuration = ConfigurationReader.read(null, Map.of(), NO_OPTIONS);
    assertThat(configuration.get(Settings.LISTEN))
        .containsExactly(new ListenAddress("127.0.0.1", 5000));
    assertThat(configuration.get(Settings.ANONYMOUS_PULL)).isFalse();
    assertThat(configuration.get(Settings.INSECURE)).isFalse();
    assertThat(configuration.find(Settings.NAMESPACE_QUOTA)).isEmpty();
    assertThat(configuration.get(Settings.TRASH_KEEP)).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void anOptionCountsMoreThanTheEnvironmentAndThatMoreThanTheFile() throws Exception {
    var file = written("breakwater.yaml", "trash: {keep: 1d}\nuploads: {expire: 1h}\npolicy: a\n");
    var environment = Map.of("BREAKWATER_TRASH_KEEP", "2d", "BREAKWATER_UPLOADS_EXPIRE", "2h");
    var configuration =
        ConfigurationReader.read(file, environment, Map.of("trash.keep", List.of("3d")));
    assertThat(configuration.get(Settings.TRASH_KEEP)).isEqualTo(Duration.ofDays(3));
    assertThat(configuration.get(Settings.UPLOADS_EXPIRE)).isEqualTo(Duration.ofHours(2));
    assertThat(configuration.find(Settings.POLICY)).contains(Path.of("a"));
  }

  @Test
  void listsAreListsInTheFileAndDividedByCommasElsewhere() throws Exception {
    var two = List.of(new ListenAddress("127.0.0.1", 1), new ListenAddress("::1", 2));
    assertThat(file("listen: ['127.0.0.1:1', '[::1]:2']").get(Settings.LISTEN)).isEqualTo(two);
    var environment = Map.of("BREAKWATER_LISTEN", "127.0.0.1:1, [::1]:2");
    assertThat(ConfigurationReader.read(null, environment, NO_OPTIONS).get(Settings.LISTEN))
        .isEqualTo(two);
  }

  @Test
  void aKeyThatIsNotKnownIsAnErrorWithTheOneThatWasMeant() {
    var e = refused(() -> file("listen: 127.0.0.1:1\nuploads:\n  exipre: 1h\n"));
    assertThat(e.code()).isEqualTo("configuration-unknown");
    assertThat(e.getMessage()).contains("line 3", "'uploads.exipre'");
    assertThat(e.next()).contains("'uploads.expire'");
  }

  @Test
  void aVariableThatIsNotKnownIsAnErrorButThoseOfKubernetesAndTheScriptAreNot() throws Exception {
    var environment = Map.of("BREAKWATER_TRASH_KEP", "1d");
    var e = refused(() -> ConfigurationReader.read(null, environment, NO_OPTIONS));
    assertThat(e.next()).contains("BREAKWATER_TRASH_KEEP");
    var kubernetes =
        Map.of(
            "BREAKWATER_SERVICE_HOST", "10.0.0.1",
            "BREAKWATER_PORT", "tcp://10.0.0.1:5000",
            "BREAKWATER_PORT_5000_TCP_ADDR", "10.0.0.1",
            "BREAKWATER_REGISTRY_SERVICE_PORT_HTTP", "80",
            "BREAKWATER_OPTS", "-Xmx1g",
            "PATH", "/bin");
    assertThat(ConfigurationReader.read(null, kubernetes, NO_OPTIONS).get(Settings.LISTEN))
        .containsExactly(new ListenAddress("127.0.0.1", 5000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "listen: 5000",
        "listen: ':5000'",
        "listen: a:b:5000",
        "listen: 127.0.0.1:65536",
        "trash: {keep: 30}",
        "trash: {keep: -1d}",
        "trash: {keep: 1w}",
        "trash: {keep: 99999999999999d}",
        "trash: [1d]",
        "uploads: {blob-size: 10XB}",
        "uploads: {blob-size: 1KiB}",
        "uploads: {per-user: 0}",
        "uploads: {per-user: many}",
        "insecure: maybe",
        "log: {format: xml}",
        "s3: {endpoint: 'ftp://x', bucket: b}",
        "s3: {endpoint: 'https://', bucket: b}",
        "s3: {region: ''}",
        "http: {trusted-proxies: [proxy.example]}",
        "http: {trusted-proxies: [10.0.0.1/8]}",
        "oidc: {roles: [devs]}",
        "oidc: {roles: ['devs=Owner']}",
        "oidc: {roles: ['devs=Writer:']}",
        "policy: [a, b]",
        "- a",
        "a: b: c"
      })
  void aValueThatMeansNothingIsAnErrorThatNamesTheFile(String text) {
    var e = refused(() -> file(text));
    assertThat(e.code()).isIn("configuration-invalid", "configuration-malformed");
    assertThat(e.what()).contains("breakwater.yaml");
    assertThat(e.next()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "s3: {access-key: a},s3.access-key",
    "tls: {certificate: a},tls.key",
    "tls: {key: a},tls.certificate",
    "oidc: {issuer: 'https://a'},oidc.client-id",
    "s3: {endpoint: 'https://a'},s3.bucket",
    "postgresql: {password: a},postgresql.url",
    "postgresql: {url: 'mysql://a'},jdbc:postgresql:",
  })
  void settingsThatNeedAnotherSayWhich(String text, String other) {
    assertThat(refused(() -> file(text)).getMessage()).contains(other);
  }

  @Test
  void onAddressesOfOthersItAsksForTlsOrInsecureAndSaysBoth() throws Exception {
    var e = refused(() -> file("listen: 0.0.0.0:5000"));
    assertThat(e.code()).isEqualTo("insecure-listen");
    assertThat(e.next()).contains("tls.certificate", "--insecure");
    assertThat(file("{listen: '0.0.0.0:5000', insecure: true}").get(Settings.INSECURE)).isTrue();
    assertThat(file("listen: 0.0.0.0:5000\ntls: {certificate: c, key: k}").get(Settings.INSECURE))
        .isFalse();
    assertThat(refused(() -> file("listen: ['127.0.0.1:1', '[::]:1']")).code())
        .isEqualTo("insecure-listen");
  }

  @Test
  void secretsComeFromFilesAndTheEnvironmentAndAreNeverShown() throws Exception {
    var secret = written("secret", "hunter2\n");
    var url = "postgresql: {url: 'jdbc:postgresql://h/d', ";
    assertThat(file(url + "password-file: '" + secret + "'}").get(Settings.POSTGRESQL_PASSWORD))
        .isEqualTo("hunter2");
    var environment =
        Map.of(
            "BREAKWATER_POSTGRESQL_PASSWORD",
            "a,b",
            "BREAKWATER_POSTGRESQL_URL",
            "jdbc:postgresql://h/d");
    assertThat(
            ConfigurationReader.read(null, environment, NO_OPTIONS)
                .get(Settings.POSTGRESQL_PASSWORD))
        .isEqualTo("a,b");
    var shown =
        refused(
            () ->
                ConfigurationReader.read(
                    null, Map.of(), Map.of("postgresql.password", List.of("hunter2"))));
    assertThat(shown.getMessage()).doesNotContain("hunter2");
    assertThat(shown.next()).contains("postgresql.password-file", "BREAKWATER_POSTGRESQL_PASSWORD");
    var twice = refused(() -> file(url + "password: hunter2, password-file: '" + secret + "'}"));
    assertThat(twice.getMessage()).contains("both").doesNotContain("hunter2");
    var list = refused(() -> file(url + "password: [hunter2, hunter3]}"));
    assertThat(list.getMessage()).doesNotContain("hunter");
    var inUrl = refused(() -> file("postgresql: {url: 'jdbc:postgresql://h/d?password=hunter2'}"));
    assertThat(inUrl.getMessage() + inUrl.next()).doesNotContain("hunter2");
  }

  @Test
  void aSecretsFileThatIsMissingOrEmptySaysSo() throws Exception {
    var url = "postgresql: {url: 'jdbc:postgresql://h/d', password-file: '";
    assertThat(refused(() -> file(url + folder.resolve("none") + "'}")).code())
        .isEqualTo("configuration-unreadable");
    var empty = written("empty", " \n");
    assertThat(refused(() -> file(url + empty + "'}")).getMessage()).contains("holds no secret");
  }

  @Test
  void aFileThatIsNotThereSaysSo() {
    var e = refused(() -> ConfigurationReader.read(folder.resolve("none"), Map.of(), NO_OPTIONS));
    assertThat(e.code()).isEqualTo("configuration-unreadable");
    assertThat(e.why()).isEqualTo("there is no such file");
  }

  @Test
  void anEmptyFileSetsNothing() throws Exception {
    assertThat(file("# nothing yet\n").get(Settings.LOG_ACCESS)).isFalse();
    assertThat(file("").get(Settings.LOG_ACCESS)).isFalse();
    assertThat(file("log:\n  access:\n").get(Settings.LOG_ACCESS)).isFalse();
  }

  @Test
  void rolesOfGroupsNameARoleAndMayNameANamespace() throws Exception {
    var roles = file("oidc: {roles: ['a=b=Manager', 'devs=writer:team']}").get(Settings.OIDC_ROLES);
    assertThat(roles)
        .containsExactly(
            new GroupRole("a=b", Role.MANAGER, Optional.empty()),
            new GroupRole("devs", Role.WRITER, Optional.of("team")));
  }

  @ParameterizedTest
  @CsvSource({
    "1048576,1048576",
    "1KiB,1024",
    "1.5 MiB,1572864",
    "10GB,10000000000",
    "2tib,2199023255552"
  })
  void sizesHaveUnitsOf1024And1000(String text, long bytes) {
    assertThat(Units.size(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"250ms,250", "1.5s,1500", "2m,120000", "1h,3600000", "30d,2592000000"})
  void timesHaveUnits(String text, long millis) {
    assertThat(Units.time(text)).isEqualTo(Duration.ofMillis(millis));
  }
}
