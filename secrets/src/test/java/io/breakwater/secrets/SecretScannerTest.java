package io.breakwater.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SecretScannerTest {
  private final SecretScanner scanner = new SecretScanner();

  static Stream<Planted> planted() {
    return IntStream.range(0, 4)
        .mapToObj(Made::new)
        .flatMap(
            made -> Stream.concat(Planted.shapes(made).stream(), Planted.files(made).stream()));
  }

  private List<String> kinds(String path, String text) {
    return scanner.scan(path, Made.utf8(text)).stream().map(SecretMatch::kind).toList();
  }

  @ParameterizedTest
  @MethodSource("planted")
  void everyKindIsFoundWhereItStands(Planted planted) {
    assertThat(kinds(planted.path(), planted.text())).containsExactly(planted.kind());
    assertThat(scanner.scan(planted.path(), Made.utf8("#\n\n" + planted.text() + "\nend\n")))
        .containsExactly(new SecretMatch(planted.kind(), 3));
  }

  @Test
  void everyKindHasAnExample() {
    var shown = new HashSet<String>();
    planted().forEach(planted -> shown.add(planted.kind()));
    // KeyBlocksTest
    shown.addAll(
        Set.of(
            "private_key",
            "private_key_encrypted",
            "ssh_private_key",
            "pgp_private_key",
            "kubernetes_client_key",
            "gcp_service_account"));
    assertThat(SecretKinds.all())
        .hasSizeGreaterThan(60)
        .extracting(SecretKind::id)
        .doesNotHaveDuplicates()
        .allMatch(shown::contains);
  }

  @Test
  void kindsSayWhatToDo() {
    assertThat(SecretKinds.all())
        .allSatisfy(
            kind -> {
              assertThat(kind.id()).matches("[a-z0-9_]+");
              assertThat(kind.title()).matches("(a|an|the) .*");
              assertThat(kind.severity()).isIn("low", "medium", "high", "critical");
              assertThat(kind.advice()).endsWith(".").doesNotContain("..");
              assertThat(SecretKinds.byId(kind.id())).contains(kind);
            });
    assertThat(SecretKinds.byId("nothing")).isEmpty();
  }

  @Test
  void checksumsTellTokensFromStandIns() {
    var token = new Made(9).checked("gh" + "p_", 36);
    var last = token.charAt(39) == 'a' ? 'b' : 'a';
    assertThat(kinds("a", token)).containsExactly("github_token");
    assertThat(kinds("a", token.substring(0, 39) + last)).isEmpty();
    assertThat(kinds("a", "gh" + "p_" + new Made(1).of(Made.ALNUM, 36))).isEmpty();
  }

  @Test
  void tokensEndWhereTheirShapeEnds() {
    var token = new Made(3).checked("gh" + "p_", 36);
    assertThat(kinds("a", "x" + token)).isEmpty();
    assertThat(kinds("a", token + "x")).isEmpty();
    assertThat(kinds("a", "\"" + token + "\"")).hasSize(1);
    assertThat(kinds("a", "https://x:" + token + "@github.com/")).hasSize(1);
    assertThat(kinds("a", "{\"a\":\"b\\n" + token + "\\n\"}")).hasSize(1);
    assertThat(kinds("a", "t%3D" + token + "&")).hasSize(1);
    assertThat(kinds("a", "t\\u003d" + token)).hasSize(1);
    assertThat(kinds("a", "<b>" + token + "</b>")).hasSize(1);
  }

  @Test
  void aWordOfOneLetterBeforeAKeyIsNoTrouble() {
    var id = "AKI" + "A" + new Made(4).of(Made.BASE32, 16);
    assertThat(kinds("a", "a " + id + " secret_access_key")).containsExactly("aws_access_key_id");
    assertThat(kinds("a", "y," + id + ",secret_access_key=")).containsExactly("aws_access_key_id");
  }

  @Test
  void standInsAreNone() {
    assertThat(kinds("a", "AKI" + "AIOSFODNN7EXAMPLE")).isEmpty();
    assertThat(kinds("a", "aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY"))
        .isEmpty();
    assertThat(kinds("a", "glpat" + "-" + "x".repeat(20))).isEmpty();
    assertThat(kinds("a", "glpat" + "-" + "abcdefghijklmnopqrst")).isEmpty();
    assertThat(kinds("a", "sk" + "_live_" + "0123456789" + "abcdefghijklmn")).isEmpty();
    assertThat(kinds("a", "dap" + "i" + "0".repeat(16) + "1".repeat(16))).isEmpty();
    assertThat(kinds("a", "xox" + "b-not-a-real-token-this-will-not-work")).isEmpty();
    assertThat(kinds("a", "xox" + "p-23984754863-2348975623103")).isEmpty();
    assertThat(kinds("a", "figd" + "_your_token_goes_here_" + "and_is_rather_long")).isEmpty();
  }

  @Test
  void settingsWithoutAPasswordAreNone() {
    assertThat(kinds("root/.npmrc", "//h/:_authToken=${NPM_TOKEN}\n_auth=$X\n")).isEmpty();
    assertThat(kinds("root/.netrc", "machine h login me password <your-key>\n")).isEmpty();
    assertThat(kinds("root/.my.cnf", "[client]\n# password = your_password\npassword = \n"))
        .isEmpty();
    assertThat(kinds("root/.m2/settings.xml", "<password>{jSMOWnoPFgsHVpMvz5VrIt5}</password>"))
        .isEmpty();
    assertThat(kinds("etc/apt/sources.list", "deb http://deb.debian.org/debian bookworm main"))
        .isEmpty();
    assertThat(kinds("etc/pip.conf", "index-url = https://user:password@h/\nproxy = h:3128"))
        .isEmpty();
    assertThat(kinds("root/.docker/config.json", "{\"auths\":{\"h\":{}},\"credsStore\":\"x\"}"))
        .isEmpty();
    assertThat(kinds("app/.env", "DB_PASSWORD=\nDB_PASSWORD_FILE=/run/secrets/x\nTOKEN=changeme"))
        .isEmpty();
    assertThat(kinds("app/.env.example", "DB_PASSWORD=" + new Made(1).of(Made.ALNUM, 12)))
        .isEmpty();
    assertThat(kinds("var/www/wp-config.php", "define('DB_PASSWORD', getenv('DB_PASSWORD'));"))
        .isEmpty();
    assertThat(kinds("etc/apache2/htpasswd", "# nobody\n")).isEmpty();
  }

  @Test
  void contentsWithZeroBytesAreNotRead() throws IOException {
    var bytes = Made.utf8("a".repeat(100_000));
    bytes[8000] = 0;
    var in = new ByteArrayInputStream(bytes);
    assertThat(scanner.scan("bin/x", in, 1L << 40)).isEmpty();
    assertThat(in.available()).isEqualTo(bytes.length - 8192);
  }

  @Test
  void secretsAtTheBordersOfTheWindowAreFoundOnce() throws IOException {
    var made = new Made(5);
    var key = Made.pem("PRIVATE KEY", Made.pkcs8("EC", 256));
    var token = made.checked("np" + "m_", 36);
    for (int shift = -70; shift < 300; shift += 7) {
      var text = new StringBuilder();
      while (text.length() < (128 << 10) + 1000 + shift) {
        text.append("some words of a line\n");
      }
      int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
      text.append(token).append('\n').append(key);
      while (text.length() < 600 << 10) {
        text.append("other words of a line\n");
      }
      int last = (int) text.chars().filter(c -> c == '\n').count() + 1;
      text.append(token);
      var bytes = Made.utf8(text.toString());
      assertThat(scanner.scan("a", new ByteArrayInputStream(bytes), bytes.length))
          .containsExactly(
              new SecretMatch("npm_token", line),
              new SecretMatch("private_key", line + 1),
              new SecretMatch("npm_token", last));
    }
  }

  @Test
  void aLineOfManyMegabytesHasNoBorders() throws IOException {
    var token = new Made(6).checked("np" + "m_", 36);
    var one = "a".repeat(200_000) + "," + token + "," + "b".repeat(300_000) + "\n" + token;
    var bytes = Made.utf8(one);
    assertThat(scanner.scan("root/.npmrc", new ByteArrayInputStream(bytes), bytes.length))
        .containsExactly(new SecretMatch("npm_token", 1), new SecretMatch("npm_token", 2));
  }

  @Test
  void ofEachKindAFewAreTold() {
    var made = new Made(7);
    var text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append(made.checked("np" + "m_", 36)).append('\n');
    }
    assertThat(kinds("a", text.toString())).hasSize(Findings.MOST_OF_A_KIND);
  }

  /// Compares with a search that looks at every place, through a window and at once.
  @Test
  void groupsOfEightPassOverNothing() throws IOException {
    var random = new SplittableRandom(11);
    var cases = Integer.getInteger("breakwater.secrets.texts", 80);
    for (int i = 0; i < cases; i++) {
      var made = new Made(random.nextLong());
      var plants = Planted.shapes(made);
      var text = new StringBuilder();
      int length = random.nextInt(20) == 0 ? 400_000 : random.nextInt(3000);
      while (text.length() < length) {
        switch (random.nextInt(random.nextInt(40) + 2)) {
          case 0 -> text.append(plants.get(random.nextInt(plants.size())).text());
          case 1 -> text.append(made.of(Made.WORD, random.nextInt(60)));
          case 2 -> text.append("-".repeat(random.nextInt(12))).append("BEGIN ");
          default -> text.append(made.of(Made.BASE64 + " ,.;\n\"=", random.nextInt(40)));
        }
        text.append(random.nextInt(3) == 0 ? "\n" : random.nextInt(2) == 0 ? " " : "");
      }
      var bytes = Made.utf8(text.toString());
      var expected = NaiveSearch.scan(bytes);
      assertThat(scanner.scan("a", bytes)).isEqualTo(expected);
      assertThat(scanner.scan("a", new ByteArrayInputStream(bytes), bytes.length))
          .isEqualTo(expected);
    }
  }

  @Test
  void theSecretItselfIsNowhere() {
    var made = new Made(8);
    var all = new ArrayList<Planted>(Planted.shapes(made));
    all.addAll(Planted.files(made));
    for (var planted : all) {
      var told = new StringBuilder();
      told.append(scanner.scan(planted.path(), Made.utf8(planted.text())));
      told.append(scanner.variable("DB_PASSWORD", planted.text()));
      told.append(scanner.command("curl -u me:" + planted.text()));
      assertThat(told).contains("SecretMatch");
      for (int i = 0; i + 8 <= planted.text().length(); i++) {
        var part = planted.text().substring(i, i + 8);
        // A name of a kind may stand in the text as well.
        assertThat(told.indexOf(part) < 0 || planted.kind().contains(part)).as(part).isTrue();
      }
    }
  }

  @Test
  void anExceptionOfTheStreamTellsNothing() {
    var token = new Made(2).checked("np" + "m_", 36);
    var in =
        new FilterInputStream(new ByteArrayInputStream(Made.utf8(token))) {
          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read < 0) {
              throw new IOException("broken");
            }
            return read;
          }
        };
    assertThatThrownBy(() -> scanner.scan("a", in, 100))
        .isInstanceOf(IOException.class)
        .satisfies(
            e -> {
              var text = new StringWriter();
              e.printStackTrace(new PrintWriter(text, true));
              assertThat(text.toString()).doesNotContain(token.substring(4, 14));
            });
  }
}
