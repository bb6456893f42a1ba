package io.breakwater.registry.portfolio;

import io.breakwater.advisor.Severity;
import io.breakwater.advisor.Verdict.Status;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which images to list.
///
/// @param namespaces those that the caller may see, or asks for
/// @param text part of `repository:tag`, in whatever case; empty for all
/// @param repository in full
/// @param verdicts any of them; none for all
/// @param issues images that have one of them, whether it counts or not, or an issue that a
///     security notice among them is about; none for all
/// @param packageName images in which an issue of this package counts, by its own or its source's
///     name
/// @param severities images in which an issue of one of them counts; none for all
/// @param exploited only images in which an issue counts that is known to be exploited
public record ImageFilter(
    Set<String> namespaces,
    String text,
    Optional<String> repository,
    Set<Status> verdicts,
    Set<String> issues,
    Optional<String> packageName,
    Set<Severity> severities,
    boolean exploited) {
  public ImageFilter {
    namespaces = Set.copyOf(namespaces);
    text = text.toLowerCase(Locale.ROOT);
    verdicts = Set.copyOf(verdicts);
    issues = Set.copyOf(issues);
    severities = Set.copyOf(severities);
  }

  /// All images of some namespaces.
  public static ImageFilter of(Set<String> namespaces) {
    return new ImageFilter(
        namespaces, "", Optional.empty(), Set.of(), Set.of(), Optional.empty(), Set.of(), false);
  }
}
