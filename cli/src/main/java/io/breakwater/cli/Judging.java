package io.breakwater.cli;

import io.breakwater.advisor.Advisor;
import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.ImageSubject;
import io.breakwater.advisor.Verdict;
import io.breakwater.advisories.Advisories;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Progress;
import io.breakwater.cli.command.Session;
import io.breakwater.image.Digest;
import io.breakwater.image.Image;
import io.breakwater.image.ImageException;
import io.breakwater.image.Platform;
import io.breakwater.image.source.OpenedImages;
import io.breakwater.inventory.ImageInventories;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.reports.ImageReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges what a command opened: inventory, advisories, verdict.
///
/// @param advisories to judge by
/// @param chosen what the user decided
record Judging(
    Session session,
    ReadingOptions reading,
    Advisories advisories,
    PolicyChoice chosen,
    Progress progress) {

  /// A report for each image that was opened, at least one.
  ///
  /// @param choice what the image was called by whoever typed it
  List<ImageReport> reports(ImageChoice choice, OpenedInput input) throws ImageException {
    return switch (input) {
      case OpenedInput.Images(var opened) -> images(choice, opened);
      case OpenedInput.Bill bill -> List.of(bill(choice, bill));
    };
  }

  private ImageReport bill(ImageChoice choice, OpenedInput.Bill bill) throws ImageException {
    var assessment = assess(choice, bill.inventory(), choice.subject(), List.of());
    return new ImageReport(null, Optional.empty(), Optional.empty(), bill.title(), assessment);
  }

  private List<ImageReport> images(ImageChoice choice, OpenedImages opened) throws ImageException {
    var inventories = new ImageInventories(reading.inventoryOptions(session, progress));
    var reports = new ArrayList<ImageReport>();
    for (var one : opened.images()) {
      progress.show("reading " + one.layers().size() + " layers …");
      var subject = subject(choice.subject(), opened, one);
      var assessment = assess(choice, inventories.read(one), subject, digests(opened, one));
      reports.add(
          new ImageReport(name(opened, one), one.manifestDigest(), one.platform(), assessment));
    }
    return reports;
  }

  private Assessment assess(
      ImageChoice choice, ImageInventory inventory, ImageSubject subject, List<Digest> digests)
      throws ImageException {
    var policy = chosen.policy();
    var remarks = new ArrayList<>(chosen.remarks());
    if (chosen.attachedVex()) {
      var attached = choice.attachedVex(session, reading, digests);
      var all = new ArrayList<>(policy.exemptions());
      all.addAll(attached.exemptions());
      policy = policy.withExemptions(all);
      attached.remarks().forEach(remark -> remarks.add(PolicyOptions.warning(remark)));
    }
    return Advisor.assess(inventory, advisories, policy, subject, session.clock().instant())
        .withWarnings(remarks);
  }

  /// Those that the content was verified by.
  private static List<Digest> digests(OpenedImages opened, Image one) {
    var digests = new ArrayList<Digest>();
    one.manifestDigest().ifPresent(digests::add);
    opened.indexDigest().ifPresent(digests::add);
    return digests;
  }

  /// The same image by its digests.
  private static ImageSubject subject(ImageSubject typed, OpenedImages opened, Image one) {
    return typed
        .withDigests(digests(opened, one))
        .withArchitecture(one.platform().map(Platform::architecture).orElse(null));
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
