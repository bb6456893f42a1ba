package io.breakwater.registry.portfolio;

import io.breakwater.advisor.Severity;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which issues to list.
///
/// @param namespaces of images that the caller may see, or asks for
/// @param text part of the issue's name, in whatever case; empty for all
/// @param configuration whether it is one of the configuration; empty for both kinds
/// @param severities any of them; none for all
/// @param exploited whether it is known to be; empty for all
/// @param fixable whether a fixed package is published for any of the images; empty for all
public record IssueFilter(
    Set<String> namespaces,
    String text,
    Optional<Boolean> configuration,
    Set<Severity> severities,
    Optional<Boolean> exploited,
    Optional<Boolean> fixable) {
  public IssueFilter {
    namespaces = Set.copyOf(namespaces);
    text = text.toLowerCase(Locale.ROOT);
    severities = Set.copyOf(severities);
  }
}
