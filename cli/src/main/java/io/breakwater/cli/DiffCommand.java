package io.breakwater.cli;

import io.breakwater.advisor.Verdict;
import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.CommandModel.Texts;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Progress;
import io.breakwater.cli.command.Session;
import io.breakwater.image.ImageException;
import io.breakwater.reports.DiffReport;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.JsonDiff;
import io.breakwater.reports.MarkdownReport;
import io.breakwater.reports.ReportOptions;
import io.breakwater.reports.TextDiff;
import io.breakwater.reports.formats.ReportFormat;
import io.breakwater.sbom.SbomException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater diff`: what changed from one image to another.
final class DiffCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
              "diff",
              this,
              "Says which issues one image has that another had not, and which are gone.")
          .footer(
              "",
              "Exit codes: 0 no new issue counts, 1 a new issue counts, 2 usage or internal",
              "error, 3 one of the images could not be assessed.");
  private final ImageChoice.Pair images = ImageChoice.pair(model);
  private final Text feeds =
      model.text("--feeds", "PATH", "Advisories: a folder of feeds or a database, as for scan.");
  private final Texts formats =
      model.texts(
          "-f --format",
          "FORMAT[=FILE]",
          "",
          "text (the default), json or markdown; several times for several reports.");
  private final ReportChoices choices = new ReportChoices(model);
  private final PolicyOptions policyOptions = new PolicyOptions(model);
  private final ReadingOptions reading = new ReadingOptions(model);

  private DiffCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new DiffCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var targets =
        ReportTarget.parse(
            formats.values().isEmpty() ? List.of(ReportFormat.TEXT.word()) : formats.values());
    targets.forEach(DiffCommand::check);
    var policy = policyOptions.choose();
    try (var progress = new Progress(session.terminal(), !reading.quiet())) {
      var advisories = new AdvisorySource(session, progress).open(feeds.value());
      var judging = new Judging(session, reading, advisories, policy, progress);
      var report = DiffReport.of(report(images.before(), judging), report(images.after(), judging));
      progress.clear();
      for (var target : targets) {
        write(target, report, choices.options(session));
      }
      return exitCode(report, policy.allowUnsupported());
    } catch (ImageException e) {
      throw Errors.of(e);
    } catch (SbomException e) {
      throw Errors.of(e);
    }
  }

  private ImageReport report(ImageChoice image, Judging judging)
      throws ImageException, SbomException {
    try (var opened = image.open(session, reading)) {
      return judging.reports(image, opened).getFirst();
    }
  }

  private static void check(ReportTarget target) {
    switch (target.format()) {
      case TEXT, JSON, MARKDOWN -> {}
      default ->
          throw Failure.usage(
              "--format " + target.format().word(),
              "there is no such report of a difference",
              "It is text, json or markdown");
    }
  }

  private void write(ReportTarget target, DiffReport report, ReportOptions options) {
    var terminal = session.terminal();
    var shown =
        target.file() == null ? options.withTerminal(terminal.width(), terminal.colour()) : options;
    target.write(terminal, out -> write(target.format(), report, shown, out));
  }

  private static void write(
      ReportFormat format, DiffReport report, ReportOptions options, OutputStream out)
      throws IOException {
    if (format == ReportFormat.JSON) {
      JsonDiff.write(report, out);
      return;
    }
    var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    if (format == ReportFormat.MARKDOWN) {
      MarkdownReport.write(report, text);
    } else {
      TextDiff.write(report, options, text);
    }
    text.flush();
  }

  private static int exitCode(DiffReport report, boolean allowUnsupported) {
    for (var one : List.of(report.before(), report.after())) {
      var status = one.assessment().verdict().status();
      var unknown =
          status == Verdict.Status.INCOMPLETE
              || (status == Verdict.Status.UNSUPPORTED && !allowUnsupported);
      if (unknown) {
        return ExitCode.NOT_ASSESSED;
      }
    }
    return report.difference().worse() ? ExitCode.FAIL : ExitCode.PASS;
  }
}
