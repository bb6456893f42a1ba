package io.breakwater.advisor;

import java.util.Optional;

/// Which issues fail an image.
public sealed interface FailOn {
  /// Nothing does; the verdict is at best WARN when there are issues.
  record Nothing() implements FailOn {}

  /// Every issue that the user can fix: those with a published fix, and configuration issues.
  record Issues() implements FailOn {}

  /// As [Issues], but vulnerabilities only from this severity up. One whose severity nobody has
  /// stated counts, since it may be of any.
  record FromSeverity(Severity least) implements FailOn {}

  /// Vulnerabilities known to be exploited, fixed or not, and nothing else.
  record KnownExploited() implements FailOn {}

  /// As [Issues], and vulnerabilities without a published fix too.
  record Unfixed() implements FailOn {}

  /// The default: [Issues].
  FailOn DEFAULT = new Issues();

  /// Reads `none`, `issues`, `severity=WORD`, `known-exploited` or `unfixed`; empty for anything
  /// else.
  static Optional<FailOn> parse(String text) {
    if (text.startsWith("severity=")) {
      return Severity.parse(text.substring("severity=".length())).map(FromSeverity::new);
    }
    return switch (text) {
      case "none" -> Optional.of(new Nothing());
      case "issues" -> Optional.of(DEFAULT);
      case "known-exploited" -> Optional.of(new KnownExploited());
      case "unfixed" -> Optional.of(new Unfixed());
      default -> Optional.empty();
    };
  }
}
