package io.breakwater.cli;

import io.breakwater.advisor.Advisor;
import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Verdict;
import io.breakwater.advisories.Advisories;
import io.breakwater.cli.CommandModel.Text;
import io.breakwater.cli.CommandModel.Texts;
import io.breakwater.image.Image;
import io.breakwater.image.ImageException;
import io.breakwater.image.source.OpenedImages;
import io.breakwater.inventory.ImageInventories;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.IndexReport;
import io.breakwater.reports.JsonReport;
import io.breakwater.reports.ReportOptions;
import io.breakwater.reports.TextReport;
import io.breakwater.sbom.SbomException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private final ImageChoice image = new ImageChoice(model);
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
    try (var progress = new Progress(session.terminal(), !reading.quiet());
        var opened = image.open(session, reading)) {
      var advisories = new AdvisorySource(session, progress).open(feeds.value());
      var reports = assess(opened, advisories, policy, progress);
      progress.clear();
      for (var target : targets) {
        target.write(session.terminal(), out -> write(target, opened, reports, options, out));
      }
      return exitCode(reports);
    } catch (ImageException e) {
      throw Errors.of(e);
    } catch (SbomException e) {
      throw Errors.of(e);
    }
  }

  private List<ImageReport> assess(
      OpenedInput input, Advisories advisories, Policy policy, Progress progress) {
    return switch (input) {
      case OpenedInput.Images(var opened) -> assess(opened, advisories, policy, progress);
      case OpenedInput.Bill bill -> List.of(report(bill, advisories, policy));
    };
  }

  private ImageReport report(OpenedInput.Bill bill, Advisories advisories, Policy policy) {
    var now = session.clock().instant();
    var assessment = Advisor.assess(bill.inventory(), advisories, policy, now);
    return new ImageReport(null, Optional.empty(), Optional.empty(), bill.title(), assessment);
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
      OpenedInput input,
      List<ImageReport> reports,
      ReportOptions options,
      OutputStream out)
      throws IOException {
    var index =
        image.allPlatforms()
                && input instanceof OpenedInput.Images(var opened)
                && opened.indexDigest().isPresent()
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
}
