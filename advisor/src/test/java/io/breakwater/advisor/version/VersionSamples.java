package io.breakwater.advisor.version;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Versions to compare: real ones where they are at hand, and nasty ones made by rules.
final class VersionSamples {
  private static final Pattern SECDB_VERSION = Pattern.compile("\"([0-9][^\"\\s]*)\": ?\\[");
  private static final String[] DEB_PARTS = {
    "0",
    "1",
    "2",
    "9",
    "10",
    "00",
    "007",
    "1.0",
    ".",
    ".0",
    "~",
    "~~",
    "~rc1",
    "+",
    "+b1",
    "-",
    "-1",
    "a",
    "b",
    "Z",
    "alpha",
    "1a",
    "a1",
    "ubuntu",
    "deb12u1",
    "+deb11u2",
    "~bpo11+1",
    "+esm1",
    "20240101",
    "4294967296",
    "99999999999999999999",
    ":",
    "0-0",
    "-0"
  };
  private static final String[] APK_PARTS = {
    "0",
    "1",
    "2",
    "10",
    "00",
    "007",
    ".0",
    ".1",
    ".00",
    ".01",
    ".010",
    ".9",
    ".10",
    "a",
    "b",
    "z",
    "_alpha",
    "_beta",
    "_pre",
    "_rc",
    "_cvs",
    "_svn",
    "_git",
    "_hg",
    "_p",
    "_alpha1",
    "_rc2",
    "_p1",
    "_p01",
    "_git20240101",
    "-r0",
    "-r1",
    "-r10",
    "-r01",
    "-r",
    "-1",
    "_foo",
    "..",
    "~ab",
    ".20240101"
  };
  private static final String[] RPM_PARTS = {
    "0",
    "1",
    "2",
    "10",
    "00",
    "007",
    ".",
    "_",
    "+",
    "~",
    "^",
    "~rc1",
    "^git1",
    "a",
    "b",
    "Z",
    "el8",
    ".el8_5",
    "1k",
    "fc40",
    "..",
    "~~",
    "^^",
    "20240101",
    "99999999999999999999",
    "-",
    "-1",
    "-0",
    "-2.el8",
    ":",
    ":0"
  };

  private final Random random;

  VersionSamples(long seed) {
    random = new Random(seed);
  }

  /// A pair whose members are close to one another more often than not.
  String[] pair(List<String> real, String[] parts) {
    var a = !real.isEmpty() && random.nextInt(3) > 0 ? pick(real) : made(parts);
    var b =
        switch (random.nextInt(5)) {
          case 0 -> made(parts);
          case 1, 2 -> mutated(a, parts);
          case 3 -> real.isEmpty() ? made(parts) : pick(real);
          default -> real.isEmpty() ? mutated(a, parts) : near(real, a);
        };
    return new String[] {a, b};
  }

  String[] debParts() {
    return DEB_PARTS.clone();
  }

  String[] apkParts() {
    return APK_PARTS.clone();
  }

  String[] rpmParts() {
    return RPM_PARTS.clone();
  }

  String made(String[] parts) {
    var text = new StringBuilder();
    text.append(random.nextInt(20));
    for (var i = random.nextInt(6); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  private String mutated(String text, String[] parts) {
    var at = random.nextInt(text.length() + 1);
    var end = Math.min(text.length(), at + random.nextInt(3));
    var changed = text.substring(0, at) + parts[random.nextInt(parts.length)] + text.substring(end);
    return random.nextInt(8) == 0 ? text : changed;
  }

  private String pick(List<String> real) {
    return real.get(random.nextInt(real.size()));
  }

  /// A neighbour in the sorted list: often the same upstream version.
  private String near(List<String> real, String text) {
    var at = Collections.binarySearch(real, text);
    var from = Math.max(0, (at < 0 ? -at - 1 : at) - 3);
    return real.get(Math.min(real.size() - 1, from + random.nextInt(7)));
  }

  /// The fixed versions of Alpine's security database, sorted; empty where it is not at hand.
  static List<String> ofSecdb() {
    var folder = shared().map(path -> path.resolve("feeds/alpine"));
    if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
      return List.of();
    }
    var versions = new TreeSet<String>();
    try (var files = Files.walk(folder.get())) {
      for (var file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        var matcher = SECDB_VERSION.matcher(Files.readString(file));
        while (matcher.find()) {
          versions.add(matcher.group(1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(versions);
  }

  /// The versions of the packages installed on this machine and, where it is at hand, the fixed
  /// ones of the Debian tracker; sorted.
  static List<String> ofDebian(boolean tracker) throws IOException {
    var versions = new TreeSet<String>();
    if (Oracle.present("dpkg-query")) {
      versions.addAll(Oracle.run(List.of("dpkg-query", "-W", "-f", "${Version}\n"), ""));
    }
    var file = shared().map(path -> path.resolve("feeds/debian/tracker.json.xz"));
    if (tracker && file.isPresent() && Files.exists(file.get()) && Oracle.present("xz")) {
      var script = "xz -dc \"$1\" | grep -oE '\"fixed_version\": ?\"[^\"]+\"' | cut -d'\"' -f4";
      var command = List.of("sh", "-c", script, "sh", file.get().toString());
      versions.addAll(new TreeSet<>(Oracle.run(command, "")));
    }
    versions.removeIf(version -> version.isBlank() || version.contains(" "));
    return List.copyOf(versions);
  }

  /// The fixed versions of Red Hat's advisories, sorted, half of them without their epoch; empty
  /// where they are not at hand.
  static List<String> ofRedHat(boolean advisories) throws IOException {
    var versions = new TreeSet<String>();
    var file = shared().map(path -> path.resolve("feeds/redhat/osv.tar.xz"));
    if (advisories && file.isPresent() && Files.exists(file.get()) && Oracle.present("xz")) {
      var script = "xz -dc \"$1\" | grep -aoE '\"fixed\": ?\"[^\"]+\"' | cut -d'\"' -f4 | sort -u";
      versions.addAll(Oracle.run(List.of("sh", "-c", script, "sh", file.get().toString()), ""));
    }
    for (var version : List.copyOf(versions)) {
      if (version.hashCode() % 2 == 0) {
        versions.add(version.substring(version.indexOf(':') + 1));
      }
    }
    return List.copyOf(versions);
  }

  static Optional<Path> shared() {
    return Optional.ofNullable(System.getProperty("breakwater.shared")).map(Path::of);
  }

  private static boolean plausible(String version) {
    return !version.isEmpty() && version.charAt(0) != '-';
  }

  static List<String[]> pairs(long seed, int count, List<String> real, String[] parts) {
    var samples = new VersionSamples(seed);
    var pairs = new ArrayList<String[]>(count);
    while (pairs.size() < count) {
      var pair = samples.pair(real, parts);
      // No tool takes an empty version, or one that looks like an option.
      if (plausible(pair[0]) && plausible(pair[1])) {
        pairs.add(pair);
      }
    }
    return pairs;
  }
}
