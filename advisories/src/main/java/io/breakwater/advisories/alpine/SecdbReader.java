package io.breakwater.advisories.alpine;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import io.breakwater.advisories.Scope;
import io.breakwater.advisories.reading.FeedJson;
import io.breakwater.advisories.reading.Texts;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one file of Alpine's security database, such as `v3.20/main.json`.
///
/// Format: the README of https://git.alpinelinux.org/alpine-secdb. Taken are `distroversion`
/// (`v3.20`, `edge`), `reponame` and of each package `name` and `secfixes`, which maps a fixed
/// version to a list of texts, each one or several identifiers separated by blanks.
///
/// - Version `0`: the package was never affected.
/// - Each CVE of a text is an issue of its own; other identifiers beside it (XSA, GHSA, ZDI)
///   are its aliases. A text without a CVE is one issue under its first identifier.
/// - A fixed version outside apk's grammar (`10.0.11-0`, `4.8.0.-r1`) is counted as refused. Its
///   issues are kept as the publisher states them, for apk does order most versions against it;
///   the row's detail is `malformed-version`.
/// - Alpine publishes fixes only: what is not fixed is unknown.
public final class SecdbReader {
  /// The first branch of Alpine 3 with apk-tools 3.
  private static final int APK_TOOLS_3_SINCE = 23;

  private static final String ISSUE_PAGE = "https://security.alpinelinux.org/vuln/";

  private final FeedSink sink;
  private final String name;
  private String release = "";
  private String repository = "";

  private SecdbReader(FeedSink sink, String name) {
    this.sink = sink;
    this.name = name;
  }

  /// Reads one file.
  ///
  /// @param branch folder the file lies in (`v3.20`, `edge`), taken where the file itself does
  ///     not say; null where it is not known
  public static void read(InputStream in, String name, @Nullable String branch, FeedSink sink)
      throws FeedException {
    var reader = new SecdbReader(sink, name);
    if (branch != null) {
      reader.release = releaseOf(branch);
    }
    try (var json = FeedJson.open(in, name)) {
      reader.file(json);
    }
  }

  /// The release key of a branch: `v3.20` gives `alpine:3.20`; empty when it is none.
  static String releaseOf(String branch) {
    if (branch.equals("edge")) {
      return "alpine:edge";
    }
    var version = branch.startsWith("v") ? branch.substring(1) : branch;
    return version.matches("[0-9]{1,3}\\.[0-9]{1,3}") ? "alpine:" + version : "";
  }

  private void file(FeedJson json) throws FeedException {
    json.enterRoot();
    // "packages" comes last in every file published so far; where it does not, it is kept.
    var early = new LinkedHashMap<String, List<Fix>>();
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "distroversion" -> release = releaseOf(orEmpty(json.text()));
        case "reponame" -> repository = orEmpty(json.text());
        case "packages" -> packages(json, early);
        default -> json.skip();
      }
    }
    requireHeader(json);
    sink.covers(release);
    if (!early.isEmpty()) {
      for (var entry : early.entrySet()) {
        emit(entry.getKey(), entry.getValue());
      }
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private void requireHeader(FeedJson json) throws FeedException {
    if (release.isEmpty() || !Texts.isName(repository)) {
      throw json.malformed("distroversion or reponame is missing, so its release is unknown");
    }
  }

  private void packages(FeedJson json, Map<String, List<Fix>> early) throws FeedException {
    if (!json.isArray()) {
      return;
    }
    while (json.nextElement()) {
      if (!json.isObject()) {
        sink.refused(name, "an element of packages is no object");
        continue;
      }
      for (var field = json.nextField(); field != null; field = json.nextField()) {
        if (field.equals("pkg") && json.isObject()) {
          onePackage(json, early);
        } else if (!field.equals("pkg")) {
          json.skip();
        }
      }
    }
  }

  private void onePackage(FeedJson json, Map<String, List<Fix>> early) throws FeedException {
    String packageName = null;
    List<Fix> fixes = List.of();
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "name" -> packageName = json.text();
        case "secfixes" -> fixes = secfixes(json);
        default -> json.skip();
      }
    }
    if (packageName == null || !Texts.isName(packageName)) {
      sink.refused(name, "a package without a name");
    } else if (release.isEmpty() || repository.isEmpty()) {
      early.computeIfAbsent(packageName, _ -> new ArrayList<>()).addAll(fixes);
    } else {
      emit(packageName, fixes);
    }
  }

  private static List<Fix> secfixes(FeedJson json) throws FeedException {
    // Packages without fixes carry an empty array instead of an object.
    if (!json.isObject()) {
      return List.of();
    }
    var fixes = new ArrayList<Fix>();
    for (var version = json.nextField(); version != null; version = json.nextField()) {
      fixes.add(new Fix(version, json.texts()));
    }
    return fixes;
  }

  private void emit(String packageName, List<Fix> fixes) throws FeedException {
    var record = repository + "/" + packageName;
    for (var fix : fixes) {
      var understood = fix.version().equals("0") || ApkVersionShape.isValid(fix.version(), tools());
      if (understood) {
        sink.record();
      } else {
        var reason = "not a version to apk-tools " + tools() + ": " + Texts.summary(fix.version());
        sink.refused(release + " " + record, reason);
      }
      for (var text : fix.texts()) {
        issues(packageName, record, fix.version(), understood, text);
      }
    }
  }

  /// Major version of the release's apk-tools.
  private int tools() {
    var prefix = "alpine:3.";
    return release.startsWith(prefix)
            && Integer.parseInt(release.substring(prefix.length())) < APK_TOOLS_3_SINCE
        ? 2
        : 3;
  }

  private void issues(
      String packageName, String record, String version, boolean understood, String text)
      throws FeedException {
    var ids = Identifiers.of(text);
    if (ids.issues().isEmpty()) {
      sink.refused(release + " " + record, "no identifier in \"" + Texts.summary(text) + "\"");
      return;
    }
    var state = version.equals("0") ? Advisory.State.NOT_AFFECTED : Advisory.State.FIXED;
    for (var id : ids.issues()) {
      sink.row(
          new Advisory(
              release,
              packageName,
              Advisory.Kind.SOURCE,
              id,
              ids.aliases(),
              List.of(),
              state,
              understood ? null : "malformed-version: " + Texts.summary(version),
              state == Advisory.State.FIXED ? version : null,
              Advisory.Availability.PUBLIC,
              "unknown",
              List.of(),
              null,
              null,
              List.of(ISSUE_PAGE + id),
              "",
              false,
              Scope.ANY,
              "alpine",
              record));
    }
  }

  private record Fix(String version, List<String> texts) {}
}
