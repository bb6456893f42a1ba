package io.breakwater.reports;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a report shows and how.
///
/// @param explain why each finding is one (JSON and text)
/// @param packages all packages (JSON)
/// @param sections what the text shows beyond what counts
/// @param timestamp the time to write into the report (JSON), null for none
/// @param width columns that the text fits into, 0 for any number
/// @param colour whether the text may use ANSI colours
public record ReportOptions(
    boolean explain,
    boolean packages,
    Set<Section> sections,
    @Nullable Instant timestamp,
    int width,
    boolean colour) {
  /// Neither explanations nor packages, no colour, any width.
  public static final ReportOptions PLAIN =
      new ReportOptions(false, false, Set.of(), null, 0, false);

  public ReportOptions {
    sections = Set.copyOf(sections);
  }

  /// The same with explanations.
  public ReportOptions withExplain(boolean other) {
    return new ReportOptions(other, packages, sections, timestamp, width, colour);
  }

  /// The same with all packages.
  public ReportOptions withPackages(boolean other) {
    return new ReportOptions(explain, other, sections, timestamp, width, colour);
  }

  /// The same with other sections.
  public ReportOptions withSections(Set<Section> others) {
    return new ReportOptions(explain, packages, others, timestamp, width, colour);
  }

  /// The same for a terminal.
  public ReportOptions withTerminal(int otherWidth, boolean otherColour) {
    return new ReportOptions(explain, packages, sections, timestamp, otherWidth, otherColour);
  }

  /// The same with a time.
  public ReportOptions withTimestamp(@Nullable Instant other) {
    return new ReportOptions(explain, packages, sections, other, width, colour);
  }

  /// What the text leaves out unless asked (`--show`).
  public enum Section {
    UNFIXED("unfixed"),
    SUBSCRIPTION("subscription"),
    KERNEL("kernel"),
    BELOW_POLICY("below-policy"),
    EXEMPT("exempt");

    private final String word;

    Section(String word) {
      this.word = word;
    }

    /// The word of the option.
    public String word() {
      return word;
    }

    /// The section of a word.
    public static Optional<Section> parse(String word) {
      return Arrays.stream(values()).filter(section -> section.word.equals(word)).findFirst();
    }

    /// All words, for people.
    public static String words() {
      return Arrays.stream(values()).map(Section::word).collect(Collectors.joining(", "));
    }

    /// Every section.
    public static Set<Section> all() {
      return EnumSet.allOf(Section.class);
    }
  }
}
