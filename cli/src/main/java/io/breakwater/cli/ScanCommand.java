package io.breakwater.cli;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.CommandModel.Texts;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Progress;
import io.breakwater.cli.command.Session;
import io.breakwater.image.ImageException;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.IndexReport;
import io.breakwater.reports.formats.ReportDocument;
import io.breakwater.reports.formats.ReportFormat;
import io.breakwater.sbom.SbomException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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

  private final ImageChoice image = ImageChoice.of(model);
  private final Text feeds =
      model.text(
          "--feeds",
          "PATH",
          "Advisories: a folder of feeds or a database. Without it BREAKWATER_FEEDS, then what"
              + " feeds update or feeds import left, then the publishers.");
  private final Texts formats = model.texts("-f --format", "FORMAT[=FILE]", "", formatHelp());
  private final ReportChoices choices = new ReportChoices(model);
  private final PolicyOptions policyOptions = new PolicyOptions(model);
  private final ReadingOptions reading = new ReadingOptions(model);

  private static String[] formatHelp() {
    var lines = new ArrayList<String>();
    lines.add("Several times for several reports:");
    for (var format : ReportFormat.values()) {
      lines.add("%-14s %s".formatted(format.word(), format.meaning()));
    }
    return lines.toArray(String[]::new);
  }

  private ScanCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ScanCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var targets = ReportTarget.parse(formats());
    targets.forEach(this::check);
    var policy = policyOptions.choose();
    choices.columns(false);
    try (var progress = new Progress(session.terminal(), !reading.quiet());
        var opened = image.open(session, reading)) {
      var advisories = new AdvisorySource(session, progress).open(feeds.value());
      var judging = new Judging(session, reading, advisories, policy, progress);
      var reports = judging.reports(image, opened);
      progress.clear();
      var document = document(opened, reports);
      targets.forEach(target -> target.write(session.terminal(), document));
      return Judging.exitCode(reports, policy.allowUnsupported());
    } catch (ImageException e) {
      throw Errors.of(e);
    } catch (SbomException e) {
      throw Errors.of(e);
    }
  }

  /// Columns are what a table has.
  private List<String> formats() {
    if (!formats.values().isEmpty()) {
      return formats.values();
    }
    return List.of((choices.columnsChosen() ? ReportFormat.TABLE : ReportFormat.TEXT).word());
  }

  private void check(ReportTarget target) {
    if (image.allPlatforms() && target.format().ofOneImage()) {
      throw Failure.usage(
          "--format " + target.format().word() + " --all-platforms",
          "such a document is about one image",
          "Write one for each, with --platform");
    }
  }

  private ReportDocument document(OpenedInput input, List<ImageReport> reports) {
    var index =
        image.allPlatforms()
                && input instanceof OpenedInput.Images(var opened)
                && opened.indexDigest().isPresent()
            ? new IndexReport(opened.name(), opened.indexDigest(), reports)
            : null;
    return new ReportDocument(
        index, reports, choices.options(session), choices.columns(index != null), choices.author());
  }
}
