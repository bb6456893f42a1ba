package io.breakwater.advisor.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The package managers themselves, asked about the same pairs. `-Dbreakwater.oracle.pairs=20000`
/// asks about many.
class VersionOracleTest {
  private static final Pattern MANIFEST =
      Pattern.compile(
          "\"digest\": ?\"sha256:([0-9a-f]{64})\"[^}]*\\}?[^}]*?ref\\.name\": ?\"([^\"]+)\"");
  private static final Pattern OVERFLOWS = Pattern.compile("\\d{10}|~");
  private static final Pattern EMPTY_NUMBER = Pattern.compile("\\.(?![0-9])");
  private static final Pattern ZEROS_THEN_SUFFIX = Pattern.compile("\\.0+[^0-9.]");
  private static final Pattern DIGEST = Pattern.compile("\"digest\": ?\"sha256:([0-9a-f]{64})\"");

  @Test
  void dpkgAgrees() throws IOException {
    assumeTrue(Oracle.present("dpkg"), "skipped: dpkg is not installed");
    var count = Oracle.pairs(2000);
    var real = VersionSamples.ofDebian(count > 2000);
    var pairs = VersionSamples.pairs(1, count, real, new VersionSamples(0).debParts());
    pairs.removeIf(p -> DebOrder.defect(p[0]) != null || DebOrder.defect(p[1]) != null);
    var script =
        """
        while IFS="$(printf '\\t')" read -r a b op; do
          if dpkg --compare-versions "$a" "$op" "$b"; then echo ok; else echo "$a $op $b"; fi
        done
        """;
    var input = new StringBuilder();
    for (var pair : pairs) {
      var sign = VersionOrder.DEB.compare(pair[0], pair[1]);
      input.append(pair[0]).append('\t').append(pair[1]).append('\t');
      input.append(sign < 0 ? "lt" : sign > 0 ? "gt" : "eq").append('\n');
    }
    var answers = Oracle.run(List.of("sh", "-c", script), input.toString());
    log("dpkg", answers.size());
    assertThat(answers).hasSize(pairs.size()).containsOnly("ok");
  }

  @Test
  void dpkgRefusesWhatHasADefect() throws IOException {
    assumeTrue(Oracle.present("dpkg"), "skipped: dpkg is not installed");
    var script = "while read -r a; do dpkg --compare-versions \"$a\" eq \"$a\"; echo $?; done";
    var refused = List.of("1:", ":1", "x:1", "-1:1", "1-", "99999999999:1", "1 2", "-1");
    var taken = List.of("1", "a", "1.0_x", "0:0", "1--1", "1:2:3-4", "~", "2147483647:1");
    assertThat(Oracle.run(List.of("sh", "-c", script), String.join("\n", refused) + "\n"))
        .hasSize(refused.size())
        .containsOnly("2");
    assertThat(refused).allMatch(version -> DebOrder.defect(version) != null);
    assertThat(Oracle.run(List.of("sh", "-c", script), String.join("\n", taken) + "\n"))
        .hasSize(taken.size())
        .containsOnly("0");
    assertThat(taken).allMatch(version -> DebOrder.defect(version) == null);
  }

  @Test
  void rpmAgrees() throws IOException {
    assumeTrue(Oracle.present("rpm"), "skipped: rpm is not installed");
    var parts = new VersionSamples(0).rpmParts();
    var count = Oracle.pairs(2000);
    var pairs = VersionSamples.pairs(2, count, VersionSamples.ofRedHat(count > 2000), parts);
    for (var i = 0; i < pairs.size(); i += 4) {
      var pair = pairs.get(i);
      // A missing epoch is 0.
      var plain = pair[i % 8 / 4].substring(pair[i % 8 / 4].indexOf(':') + 1);
      if (!plain.isEmpty() && Character.isLetterOrDigit(plain.charAt(0))) {
        pair[i % 8 / 4] = epoch(i) + plain;
      }
    }
    assertThat(pairs)
        .anyMatch(pair -> pair[0].contains("~"))
        .anyMatch(pair -> pair[0].contains("^"))
        .anyMatch(pair -> pair[0].startsWith("0:") != pair[1].startsWith("0:"));
    var file = Files.createTempFile("pairs", ".tsv");
    try {
      Files.writeString(file, Oracle.lines(pairs));
      var lua =
          "%{lua: for line in io.lines('"
              + file
              + "') do local a, b = line:match('^(.*)\\t(.*)$'); print(rpm.vercmp(a, b) .. '\\n"
              + "') end}";
      var answers = new ArrayList<>(Oracle.run(List.of("rpm", "--eval", lua), ""));
      answers.removeIf(String::isEmpty);
      assertThat(answers).hasSize(pairs.size());
      for (var i = 0; i < pairs.size(); i++) {
        var pair = pairs.get(i);
        assertThat(Integer.toString(VersionOrder.RPM.compare(pair[0], pair[1])))
            .as("%s and %s", pair[0], pair[1])
            .isEqualTo(answers.get(i));
      }
      log("rpm", answers.size());
    } finally {
      Files.delete(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6", "3.14", "3.20"})
  void apkAgrees(String tag, @TempDir Path root) throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: chroot needs root");
    assumeTrue(Oracle.present("chroot"), "skipped: chroot is not installed");
    var layer = alpineLayer(tag);
    assumeTrue(layer.isPresent(), "skipped: no image of Alpine " + tag + " at hand");
    try {
      Oracle.run(List.of("tar", "-xf", layer.get().toString(), "-C", root.toString()), "");
      var apk = Oracle.run(List.of("chroot", root.toString(), "/sbin/apk", "--version"), "");
      assumeTrue(!apk.isEmpty(), "skipped: the image's apk does not run on this machine");
      agree(root, apk.getFirst());
    } finally {
      empty(root);
    }
  }

  private static void agree(Path root, String apk) throws IOException {
    var parts = new VersionSamples(0).apkParts();
    var pairs = VersionSamples.pairs(3, Oracle.pairs(700), VersionSamples.ofSecdb(), parts);
    // Numbers past 2^31 overflow in apk itself, and apk-tools 2 does not know tildes.
    pairs.removeIf(pair -> either(OVERFLOWS, pair));
    if (!apk.contains(" 2.14.")) {
      pairs.removeIf(pair -> either(ZEROS_THEN_SUFFIX, pair));
    }
    var script = "while IFS=\"$(printf '\\t')\" read -r a b; do apk version -t \"$a\" \"$b\"; done";
    var command = List.of("chroot", root.toString(), "/bin/sh", "-c", script);
    var answers = Oracle.run(command, Oracle.lines(pairs));
    assertThat(answers).hasSize(pairs.size());
    for (var i = 0; i < pairs.size(); i++) {
      agree(pairs.get(i), answers.get(i));
    }
    log(apk, answers.size());
  }

  /// The releases of apk differ on dots without a number: there, only what is decided must agree.
  private static void agree(String[] pair, String answer) {
    var sign = VersionOrder.APK.compare(pair[0], pair[1]);
    if (!either(EMPTY_NUMBER, pair)) {
      assertThat(sign < 0 ? "<" : sign > 0 ? ">" : "=")
          .as("%s and %s", pair[0], pair[1])
          .isEqualTo(answer);
    } else if (VersionOrder.APK.weigh(pair[0], pair[1]) instanceof Comparison.Order decided) {
      assertThat(decided.sign()).as("%s and %s", pair[0], pair[1]).isEqualTo(answer);
    }
  }

  private static String epoch(int number) {
    return switch (number / 8 % 4) {
      case 0 -> "";
      case 1 -> "0:";
      case 2 -> "1:";
      default -> "00:";
    };
  }

  private static boolean either(Pattern pattern, String[] pair) {
    return pattern.matcher(pair[0]).find() || pattern.matcher(pair[1]).find();
  }

  private static void log(String oracle, int pairs) {
    System.getLogger("oracle").log(System.Logger.Level.INFO, "{0}: {1} pairs", oracle, pairs);
  }

  private static Optional<Path> alpineLayer(String tag) throws IOException {
    var layout = VersionSamples.shared().map(path -> path.resolve("images/oci"));
    if (layout.isEmpty() || !Files.exists(layout.get().resolve("index.json"))) {
      return Optional.empty();
    }
    var blobs = layout.get().resolve("blobs/sha256");
    var matcher = MANIFEST.matcher(Files.readString(layout.get().resolve("index.json")));
    while (matcher.find()) {
      if (matcher.group(2).equals(tag)) {
        var manifest = Files.readString(blobs.resolve(matcher.group(1)));
        var layers = DIGEST.matcher(manifest.substring(manifest.indexOf("\"layers\"")));
        return layers.find() ? Optional.of(blobs.resolve(layers.group(1))) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static void empty(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(root)) {
          Files.delete(file);
        }
      }
    }
  }
}
