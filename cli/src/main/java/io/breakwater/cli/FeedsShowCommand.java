package io.breakwater.cli;

import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Scope;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Progress;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.command.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater feeds show`: what the advisories say of an issue or of a package.
final class FeedsShowCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "show",
          this,
          "Prints what the advisories say of an issue, or of a package in a release.");
  private final Text issue = model.parameter("CVE", false, "For example CVE-2024-6387.");
  private final Text packageOption =
      model.text("--package", "NAME", "Source package, or binary package of rpm distributions.");
  private final Text releaseOption =
      model.text(
          "--release", "ID:VERSION", "For example debian:12, ubuntu:22.04, alpine:3.20 or rhel:9.");
  private final Text feeds =
      model.text("--feeds", "PATH", "A folder of feeds or a database, as for scan.");

  private FeedsShowCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new FeedsShowCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    if ((issue.value() == null) == (packageOption.value() == null)) {
      throw Failure.usage(
          "feeds show",
          "an issue or --package is needed, one of the two",
          "For example: breakwater feeds show CVE-2024-6387, or breakwater feeds show --package"
              + " openssl --release debian:12");
    }
    try (var progress = new Progress(session.terminal(), true)) {
      var database = new AdvisorySource(session, progress).open(feeds.value());
      progress.clear();
      return print(rows(database));
    }
  }

  private List<Advisory> rows(AdvisoryDatabase database) {
    var cve = issue.value();
    var packageName = packageOption.value();
    var release = releaseOption.value();
    if (cve != null) {
      return database.findIssue(cve.toUpperCase(Locale.ROOT)).stream()
          .filter(row -> release == null || row.release().equals(release))
          .toList();
    }
    if (release != null && !database.covers(release)) {
      throw Failure.usage(
          "--release " + release,
          "no feed speaks of it",
          "Known are: "
              + String.join(
                  " ", database.releases().stream().map(Advisories.Coverage::release).toList()));
    }
    return database.releases().stream()
        .map(Advisories.Coverage::release)
        .filter(known -> release == null || known.equals(release))
        .flatMap(known -> database.find(known, Objects.requireNonNull(packageName)).stream())
        .toList();
  }

  private Integer print(List<Advisory> rows) {
    var out = new PrintWriter(session.terminal().out(), false, StandardCharsets.UTF_8);
    for (var row : rows) {
      out.println(
          Terminal.printable(
              "%-14s %-24s %-17s %s"
                  .formatted(row.release(), row.packageName(), row.cve(), says(row))));
      out.println("    " + Terminal.printable(source(row)));
      var limits = limits(row.scope());
      if (!limits.isEmpty()) {
        out.println("    " + Terminal.printable(limits));
      }
    }
    if (rows.isEmpty()) {
      out.println("No row. The advisories that are here know nothing of it.");
    }
    out.flush();
    return ExitCode.PASS;
  }

  private static String says(Advisory row) {
    var text = new StringBuilder();
    text.append(
        row.fixedVersion() != null
            ? "fixed in " + row.fixedVersion()
            : row.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    switch (row.availability()) {
      case PUBLIC -> {}
      case UBUNTU_PRO -> text.append(" (Ubuntu Pro)");
      case EXTENDED_SUPPORT -> text.append(" (extended support)");
    }
    if (row.stateDetail() != null) {
      text.append(", ").append(row.stateDetail());
    }
    text.append(", severity ").append(row.severity());
    return row.knownExploited() ? text.append(", known exploited").toString() : text.toString();
  }

  /// Which builds of the package the row speaks of, empty where of all.
  private static String limits(Scope scope) {
    var parts = new ArrayList<String>();
    if (scope.modules().contains(Scope.UNKNOWN_MODULE)) {
      parts.add("in a module that the publisher does not name");
    } else if (!scope.modules().isEmpty()) {
      parts.add("in module " + String.join(" or ", scope.modules()));
    }
    if (!scope.arches().isEmpty()) {
      parts.add("for " + String.join(", ", scope.arches()));
    }
    if (!scope.cpes().isEmpty()) {
      parts.add("of " + String.join(", ", scope.cpes()));
    }
    return String.join("; ", parts);
  }

  private static String source(Advisory row) {
    var notices =
        row.notices().stream()
            .map(Advisory.Notice::id)
            .filter(id -> !id.equals(row.recordId()))
            .toList();
    return row.feed()
        + " "
        + row.recordId()
        + (notices.isEmpty() ? "" : ", " + String.join(" ", notices))
        + (row.summary().isEmpty() ? "" : ": " + row.summary());
  }
}
