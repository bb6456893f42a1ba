package io.breakwater.reports;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.ExemptionUse.Use;
import io.breakwater.advisor.Warning;
import io.breakwater.reports.Page.Ink;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What became of the exemptions, in a text report: those that took issues out, where asked for,
/// and always what needs attention.
final class TextExemptions {
  /// Codes of warnings that are about exemptions.
  private static final Set<String> CODES =
      Set.of(
          Warning.EXEMPTION_REMARK, "exemption-expired", "exemption-unused", "vex-of-other-images");

  private static final int MOST = 20;

  private final Page page;
  private final Assessment assessment;
  private final ReportOptions options;

  TextExemptions(Page page, Assessment assessment, ReportOptions options) {
    this.page = page;
    this.assessment = assessment;
    this.options = options;
  }

  static boolean about(Warning warning) {
    return CODES.contains(warning.code());
  }

  void write() throws IOException {
    var lines = new ArrayList<String>();
    if (options.sections().contains(ReportOptions.Section.EXEMPT)) {
      for (var use : assessment.exemptions()) {
        if (use.use() == Use.APPLIED && use.exemption().exempts()) {
          lines.add(line(use.exemption(), use.issues()));
        }
      }
    }
    var attention = assessment.warnings().stream().filter(TextExemptions::about).toList();
    if (lines.isEmpty() && attention.isEmpty()) {
      return;
    }
    page.heading("Exemptions");
    for (var line : lines) {
      page.text(2, line, Ink.PLAIN);
    }
    for (var warning : attention.subList(0, Math.min(MOST, attention.size()))) {
      page.text(2, Printable.sentence(warning.message()), Ink.WARN);
    }
    if (attention.size() > MOST) {
      page.text(2, "And " + (attention.size() - MOST) + " more, see the JSON report.", Ink.WARN);
    }
  }

  private static String line(Exemption exemption, int issues) {
    var words = new ArrayList<String>();
    words.add(exemption.type().word() + " " + exemption.id());
    var justification = exemption.justification();
    var reason = exemption.reason();
    if (justification != null) {
      words.add(justification.word());
    }
    if (reason != null) {
      words.add(reason);
    }
    words.addAll(limits(exemption));
    words.add("matches " + TextReport.counted(issues, "issue"));
    return String.join("; ", words);
  }

  private static List<String> limits(Exemption exemption) {
    var words = new ArrayList<String>();
    var author = exemption.author();
    var expires = exemption.expires();
    var place = exemption.place();
    if (author != null) {
      words.add("by " + author);
    }
    if (expires != null) {
      words.add("until " + expires.atOffset(ZoneOffset.UTC).toLocalDate());
    }
    if (exemption.untilFixed()) {
      words.add("until fixed");
    }
    if (place != null) {
      words.add(place.toString());
    }
    return words;
  }
}
