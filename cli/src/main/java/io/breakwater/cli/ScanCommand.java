package io.breakwater.cli;

import io.breakwater.advisor.Advisor;
import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Verdict;
import io.breakwater.advisories.Advisories;
import io.breakwater.cli.CommandModel.Flag;
import io.breakwater.cli.CommandModel.Text;
import io.breakwater.cli.CommandModel.Texts;
import io.breakwater.image.Image;
import io.breakwater.image.ImageException;
import io.breakwater.image.Platform;
import io.breakwater.image.source.ImageLocation;
import io.breakwater.image.source.ImageSource;
import io.breakwater.image.source.OpenedImages;
import io.breakwater.image.source.PlatformChoice;
import io.breakwater.image.source.SourceOptions;
import io.breakwater.inventory.ImageInventories;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.IndexReport;
import io.breakwater.reports.JsonReport;
import io.breakwater.reports.ReportOptions;
import io.breakwater.reports.TextReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// `breakwater scan`: image, inventory, advisories, verdict, report.
final class ScanCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
              "scan",
              this,
              "Says whether an image may be deployed, what is wrong with it, and what to type.")
          .footer(
              "",
              "Exit codes: 0 passes policy, 1 fails policy, 2 usage or internal error,",
              "3 could not be assessed (INCOMPLETE, or UNSUPPORTED without --allow-unsupported).");

  private final Text image =
      model.parameter(
          "IMAGE",
          true,
          "REFERENCE in a registry, oci:DIR[:TAG],",
          "oci-archive:FILE[:TAG], docker-archive:FILE[:REF],",
          "dir:FOLDER, - (an archive on standard input), or a",
          "path, which is recognised by what it is.");
  private final Text feeds =
      model.text(
          "--feeds",
          "PATH",
          "Advisories: a folder of feeds or a database. Without it BREAKWATER_FEEDS, then what"
              + " feeds update or feeds import left, then the publishers.");
  private final Texts formats =
      model.texts(
          "-f --format",
          "FORMAT[=FILE]",
          "",
          "text (the default) or json; several times for several reports.");
  private final Text platform =
      model.text(
          "--platform", "OS/ARCH[/VARIANT]", "Which image of an index; this machine's by default.");
  private final Flag allPlatforms =
      model.flag("--all-platforms", "Every image of an index, and the worst verdict of them.");
  private final ReportChoices choices = new ReportChoices(model);
  private final PolicyOptions policyOptions = new PolicyOptions(model);
  private final ReadingOptions reading = new ReadingOptions(model);

  private ScanCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ScanCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var targets =
        (formats.values().isEmpty() ? List.of("text") : formats.values())
            .stream().map(ReportTarget::parse).toList();
    var policy = policyOptions.policy();
    var options = choices.options(session);
    var location = location();
    try (var progress = new Progress(session.terminal(), !reading.quiet());
        var opened = ImageSource.open(location, sourceOptions())) {
      var advisories = new AdvisorySource(session, progress).open(feeds.value());
      var reports = assess(opened, advisories, policy, progress);
      progress.clear();
      for (var target : targets) {
        target.write(session.terminal(), out -> write(target, opened, reports, options, out));
      }
      return exitCode(reports);
    } catch (ImageException e) {
      throw Errors.of(e);
    }
  }

  private List<ImageReport> assess(
      OpenedImages opened, Advisories advisories, Policy policy, Progress progress) {
    var inventories = new ImageInventories(reading.inventoryOptions(session, progress));
    var reports = new ArrayList<ImageReport>();
    for (var one : opened.images()) {
      progress.show("reading " + one.layers().size() + " layers …");
      var inventory = inventories.read(one);
      var assessment = Advisor.assess(inventory, advisories, policy, session.clock().instant());
      reports.add(
          new ImageReport(name(opened, one), one.manifestDigest(), one.platform(), assessment));
    }
    return reports;
  }

  private static @Nullable String name(OpenedImages opened, Image one) {
    return one.name() == null ? null : opened.name();
  }

  private void write(
      ReportTarget target,
      OpenedImages opened,
      List<ImageReport> reports,
      ReportOptions options,
      OutputStream out)
      throws IOException {
    var index =
        allPlatforms.isSet() && opened.indexDigest().isPresent()
            ? new IndexReport(opened.name(), opened.indexDigest(), reports)
            : null;
    switch (target.format()) {
      case JSON -> {
        if (index != null) {
          JsonReport.write(index, options, out);
        } else {
          JsonReport.write(reports.getFirst(), options, out);
        }
      }
      case TEXT -> {
        var terminal = session.terminal();
        var shown =
            target.file() == null
                ? options.withTerminal(terminal.width(), terminal.colour())
                : options;
        var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (index != null) {
          TextReport.write(index, shown, text);
        } else {
          TextReport.write(reports.getFirst(), shown, text);
        }
        text.flush();
      }
    }
  }

  private int exitCode(List<ImageReport> reports) {
    var verdict = Verdict.worst(reports.stream().map(r -> r.assessment().verdict()).toList());
    // An unsupported release may still be past its end of life, which fails like any issue.
    var issues = reports.stream().anyMatch(r -> r.assessment().counts().issues() > 0);
    return switch (verdict.status()) {
      case OK, WARN -> ExitCode.PASS;
      case FAIL -> ExitCode.FAIL;
      case UNSUPPORTED -> {
        if (policyOptions.allowUnsupported()) {
          yield issues ? ExitCode.FAIL : ExitCode.PASS;
        }
        yield ExitCode.NOT_ASSESSED;
      }
      case INCOMPLETE, UNSCANNED -> ExitCode.NOT_ASSESSED;
    };
  }

  private ImageLocation location() {
    try {
      return ImageLocation.parse(image.or(""));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          "IMAGE '" + image.or("") + "'",
          String.valueOf(e.getMessage()),
          "See breakwater scan --help for the forms there are");
    }
  }

  private SourceOptions sourceOptions() {
    var spool = session.folders().cache().resolve("spool");
    return SourceOptions.of(spool)
        .withStandardInput(session.terminal().in())
        .withRegistry(reading.registry(session))
        .withPlatform(platformChoice());
  }

  private PlatformChoice platformChoice() {
    var chosen = platform.value();
    if (chosen == null) {
      return allPlatforms.isSet() ? new PlatformChoice.All() : new PlatformChoice.Default();
    }
    if (allPlatforms.isSet()) {
      throw Failure.usage(
          "--platform " + chosen, "--all-platforms is given too", "Give one of the two");
    }
    try {
      return new PlatformChoice.Only(Platform.parse(chosen));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          "--platform " + chosen,
          String.valueOf(e.getMessage()),
          "Write it like linux/arm64 or linux/arm/v7");
    }
  }
}
