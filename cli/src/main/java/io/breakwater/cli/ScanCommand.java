package io.breakwater.cli;

import io.breakwater.advisor.Advisor;
import io.breakwater.advisor.FailOn;
import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Verdict;
import io.breakwater.advisories.Advisories;
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
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `breakwater scan`: image, inventory, advisories, verdict, report.
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Says whether an image may be deployed, what is wrong with it, and what to type.",
    footer = {
      "",
      "Exit codes: 0 passes policy, 1 fails policy, 2 usage or internal error,",
      "3 could not be assessed (INCOMPLETE, or UNSUPPORTED without --allow-unsupported)."
    })
final class ScanCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "IMAGE",
      description = {
        "REFERENCE in a registry, oci:DIR[:TAG], oci-archive:FILE[:TAG],",
        "docker-archive:FILE[:REF], dir:FOLDER, - (an archive on standard input),",
        "or a path, which is recognised by what it is."
      })
  private String image = "";

  @Option(
      names = "--feeds",
      paramLabel = "PATH",
      description =
          "Advisories: a folder of feeds or a database. Without it BREAKWATER_FEEDS, then what"
              + " feeds update or feeds import left, then the publishers.")
  private @Nullable String feeds;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT[=FILE]",
      description = "text (the default) or json; several times for several reports.")
  private List<String> formats = List.of("text");

  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH[/VARIANT]",
      description = "Which image of an index; this machine's by default.")
  private @Nullable String platform;

  @Option(names = "--all-platforms", description = "Every image of an index.")
  private boolean allPlatforms;

  @ArgGroup(validate = false, heading = "%nWhat the report shows:%n")
  private Showing showing = new Showing();

  @ArgGroup(validate = false, heading = "%nPolicy:%n")
  private PolicyOptions policyOptions = new PolicyOptions();

  @Mixin private ReadingOptions reading = new ReadingOptions();

  ScanCommand(Session session) {
    this.session = session;
  }

  /// What the report shows.
  static final class Showing {
    @Option(names = "--packages", description = "All packages (JSON).")
    boolean packages;

    @Option(names = "--explain", description = "Why each finding is one.")
    boolean explain;

    @Option(
        names = "--show",
        split = ",",
        paramLabel = "SECTION",
        description = {
          "What the text leaves out otherwise: unfixed, subscription, kernel, below-policy,",
          "exempt, or all."
        })
    List<String> sections = List.of();

    @Option(names = "--unfixed", description = "Short for --show unfixed.")
    boolean unfixed;

    @Option(names = "--timestamp", description = "Write the time into the report (JSON).")
    boolean timestamp;
  }

  /// What fails an image.
  static final class PolicyOptions {
    @Option(
        names = "--fail-on",
        paramLabel = "WHAT",
        description = {
          "none, issues (the default: those with a published fix), severity=WORD,",
          "known-exploited, unfixed (those without a fix too)."
        })
    String failOn = "issues";

    @Option(
        names = "--max-feed-age",
        paramLabel = "DAYS",
        description = "Advisories older than this cannot show that an image is fine (90).")
    int maxFeedAge = (int) Policy.DEFAULT.outdatedAfter().toDays();

    @Option(names = "--count-kernel", description = "Count issues of the kernel's packages.")
    boolean countKernel;

    @Option(names = "--allow-unsupported", description = "Exit code 0 for UNSUPPORTED.")
    boolean allowUnsupported;
  }

  @Override
  public Integer call() {
    var targets = formats.stream().map(ReportTarget::parse).toList();
    var policy = policy();
    var options = reportOptions();
    var location = location();
    try (var progress = new Progress(session.terminal(), !reading.quiet);
        var opened = ImageSource.open(location, sourceOptions())) {
      var advisories = new AdvisorySource(session, progress).open(feeds);
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
        allPlatforms && opened.indexDigest().isPresent()
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
        if (policyOptions.allowUnsupported) {
          yield issues ? ExitCode.FAIL : ExitCode.PASS;
        }
        yield ExitCode.NOT_ASSESSED;
      }
      case INCOMPLETE, UNSCANNED -> ExitCode.NOT_ASSESSED;
    };
  }

  private ImageLocation location() {
    try {
      return ImageLocation.parse(image);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          "IMAGE '" + image + "'",
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
    if (platform == null) {
      return allPlatforms ? new PlatformChoice.All() : new PlatformChoice.Default();
    }
    if (allPlatforms) {
      throw Failure.usage(
          "--platform " + platform, "--all-platforms is given too", "Give one of the two");
    }
    try {
      return new PlatformChoice.Only(Platform.parse(platform));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          "--platform " + platform,
          String.valueOf(e.getMessage()),
          "Write it like linux/arm64 or linux/arm/v7");
    }
  }

  private Policy policy() {
    var failOn =
        FailOn.parse(policyOptions.failOn)
            .orElseThrow(
                () ->
                    Failure.usage(
                        "--fail-on " + policyOptions.failOn,
                        "there is no such policy",
                        "It is none, issues, severity=WORD (for example severity=high),"
                            + " known-exploited or unfixed"));
    if (policyOptions.maxFeedAge < 1) {
      throw Failure.usage(
          "--max-feed-age " + policyOptions.maxFeedAge, "not a number of days", "Write 1 or more");
    }
    return Policy.DEFAULT
        .withFailOn(failOn)
        .withOutdatedAfter(java.time.Duration.ofDays(policyOptions.maxFeedAge))
        .withCountKernel(policyOptions.countKernel);
  }

  private ReportOptions reportOptions() {
    return ReportOptions.PLAIN
        .withExplain(showing.explain)
        .withPackages(showing.packages)
        .withSections(sections())
        .withTimestamp(showing.timestamp ? session.clock().instant() : null);
  }

  private Set<ReportOptions.Section> sections() {
    var sections = new java.util.HashSet<ReportOptions.Section>();
    if (showing.unfixed) {
      sections.add(ReportOptions.Section.UNFIXED);
    }
    for (var word : showing.sections) {
      if (word.equals("all")) {
        sections.addAll(ReportOptions.Section.all());
        continue;
      }
      sections.add(
          ReportOptions.Section.all().stream()
              .filter(section -> section.word().equals(word))
              .findFirst()
              .orElseThrow(
                  () ->
                      Failure.usage(
                          "--show " + word,
                          "there is no such section",
                          "It is unfixed, subscription, kernel, below-policy, exempt or all")));
    }
    return sections;
  }
}
