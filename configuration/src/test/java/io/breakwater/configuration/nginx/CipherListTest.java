package io.breakwater.configuration.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CipherListTest {
  private static final Path OPENSSL = Path.of("/usr/bin/openssl");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HIGH:!aNULL:!MD5|",
        "ECDHE+AESGCM:kRSA|NULL-MD5,NULL-SHA,NULL-SHA256",
        "ECDHE:!eNULL|",
        "ECDHE+AESGCM:DHE+CHACHA20|",
        "ALL:!aNULL:!RC4|",
        "ECDHE-RSA-AES128-GCM-SHA256:DES-CBC3-SHA|DES-CBC3-SHA",
        "RSA+3DES|DES-CBC3-SHA",
        "HIGH:!aNULL:RC4-SHA:!RC4|",
        "RC4-MD5:-RC4:AES128-SHA|",
        "RC4-MD5:-RC4:RC4-MD5|RC4-MD5",
        "AES128-SHA:+RC4|",
        "eNULL+SHA256|NULL-SHA256",
        "NOSUCH:AES128-SHA|",
      })
  void weakSuitesAreThoseThatTheListNames(String list, String weak) {
    assertThat(String.join(",", CipherList.of(list, false).weak()))
        .isEqualTo(weak == null ? "" : weak);
  }

  @Test
  void oldLibrariesAlsoHaveThoseThatAClassOfSuitesHolds() {
    assertThat(CipherList.of("ECDHE", true).weak())
        .contains("ECDHE-RSA-RC4-SHA", "ECDHE-RSA-DES-CBC3-SHA");
    assertThat(CipherList.of("ALL", false).weak())
        .allMatch(name -> name.contains("ADH") || name.contains("AECDH"));
  }

  /// Of what this build of OpenSSL knows, and this table.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HIGH:!aNULL:!MD5",
        "ALL:!aNULL",
        "ECDHE+AESGCM:DHE",
        "kRSA",
        "EDH:!DSS",
        "RSA+AES:-AES256:+AES128",
        "EECDH+CHACHA20:EECDH+AES128:RSA+AES128:EECDH+AES256:RSA+AES256:!MD5",
        "ECDHE-RSA-AES128-GCM-SHA256:NOSUCH:ECDHE",
        "aNULL",
        "eNULL",
        "TLSv1.2+RSA",
        "SHA384",
        "ECDH",
        "aRSA:!kRSA",
        "ADH+AES",
        "HIGH:!SHA1:!SHA",
        "ALL:COMPLEMENTOFALL",
        "AES128+HIGH;AES256 CAMELLIA",
      })
  void listsMeanWhatOpensslMeans(String list) throws Exception {
    assumeTrue(
        Files.isExecutable(OPENSSL),
        "skipped: openssl is not installed, so nothing can be compared");
    var process =
        new ProcessBuilder(OPENSSL.toString(), "ciphers", "-tls1_2", list + ":@SECLEVEL=0").start();
    var known = new TreeSet<>(CipherList.of("ALL:COMPLEMENTOFALL", false).names());
    var real = new TreeSet<>(List.of(process.inputReader().readLine().split(":", -1)));
    real.retainAll(known);
    var ours = new TreeSet<>(CipherList.of(list, false).names());
    // Builds differ in what old suites they leave out.
    ours.removeIf(
        name -> name.contains("SEED") || (name.contains("ADH") && name.contains("CAMELLIA")));
    real.removeIf(
        name -> name.contains("SEED") || (name.contains("ADH") && name.contains("CAMELLIA")));
    assertThat(ours).isEqualTo(real);
  }
}
