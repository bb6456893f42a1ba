package io.breakwater.cli;

import io.breakwater.advisor.Advisor;
import io.breakwater.advisor.ImageSubject;
import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Verdict;
import io.breakwater.advisories.Advisories;
import io.breakwater.image.Image;
import io.breakwater.image.Platform;
import io.breakwater.image.source.OpenedImages;
import io.breakwater.inventory.ImageInventories;
import io.breakwater.reports.ImageReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges what a command opened: inventory, advisories, verdict.
///
/// @param advisories to judge by
/// @param policy what the user decided
record Judging(
    Session session,
    ReadingOptions reading,
    Advisories advisories,
    Policy policy,
    Progress progress) {

  /// A report for each image that was opened, at least one.
  ///
  /// @param subject what the image was called by whoever typed it
  List<ImageReport> reports(OpenedInput input, ImageSubject subject) {
    return switch (input) {
      case OpenedInput.Images(var opened) -> images(opened, subject);
      case OpenedInput.Bill bill -> List.of(bill(bill, subject));
    };
  }

  private ImageReport bill(OpenedInput.Bill bill, ImageSubject subject) {
    var now = session.clock().instant();
    var assessment = Advisor.assess(bill.inventory(), advisories, policy, subject, now);
    return new ImageReport(null, Optional.empty(), Optional.empty(), bill.title(), assessment);
  }

  private List<ImageReport> images(OpenedImages opened, ImageSubject subject) {
    var inventories = new ImageInventories(reading.inventoryOptions(session, progress));
    var reports = new ArrayList<ImageReport>();
    for (var one : opened.images()) {
      progress.show("reading " + one.layers().size() + " layers …");
      var assessment =
          Advisor.assess(
              inventories.read(one),
              advisories,
              policy,
              subject(subject, opened, one),
              session.clock().instant());
      reports.add(
          new ImageReport(name(opened, one), one.manifestDigest(), one.platform(), assessment));
    }
    return reports;
  }

  /// The same image by the digests that its content was verified by.
  private static ImageSubject subject(ImageSubject typed, OpenedImages opened, Image one) {
    var subject = typed;
    if (one.manifestDigest().isPresent()) {
      subject = subject.withDigests(List.of(one.manifestDigest().get()));
    }
    if (opened.indexDigest().isPresent()) {
      subject = subject.withDigests(List.of(opened.indexDigest().get()));
    }
    return subject.withArchitecture(one.platform().map(Platform::architecture).orElse(null));
  }

  private static @Nullable String name(OpenedImages opened, Image one) {
    return one.name() == null ? null : opened.name();
  }

  /// The exit code that reports amount to.
  static int exitCode(List<ImageReport> reports, boolean allowUnsupported) {
    var verdict = Verdict.worst(reports.stream().map(r -> r.assessment().verdict()).toList());
    // An unsupported release may still be past its end of life, which fails like any issue.
    var issues = reports.stream().anyMatch(r -> r.assessment().counts().issues() > 0);
    return switch (verdict.status()) {
      case OK, WARN -> ExitCode.PASS;
      case FAIL -> ExitCode.FAIL;
      case UNSUPPORTED -> {
        if (allowUnsupported) {
          yield issues ? ExitCode.FAIL : ExitCode.PASS;
        }
        yield ExitCode.NOT_ASSESSED;
      }
      case INCOMPLETE, UNSCANNED -> ExitCode.NOT_ASSESSED;
    };
  }
}
