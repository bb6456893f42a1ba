package io.breakwater.registry.portfolio;

import io.breakwater.advisor.Severity;
import java.util.List;

/// An issue across images.
///
/// @param id a CVE, or what the distribution calls it; or that of a configuration issue
/// @param severity the worst that a distribution calls it among the images in which it counts or,
///     where it counts in none, among all
/// @param exploited known to be
/// @param images tags whose image has it, whether it counts or not
/// @param active those of them in which it counts
/// @param fixable those for which a fixed package is published; 0 of configuration issues
/// @param packages names of packages in which it counts, [#PACKAGES] at most
public record PortfolioIssue(
    String id,
    boolean configuration,
    Severity severity,
    boolean exploited,
    int images,
    int active,
    int fixable,
    List<String> packages) {
  static final int PACKAGES = 5;

  public PortfolioIssue {
    packages = List.copyOf(packages);
  }
}
