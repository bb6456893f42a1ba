package io.breakwater.advisor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A setting of the system or of an application that should be another.
///
/// @param id `system_configuration:<subject>` or `application_configuration:<app>.<directive>`
/// @param description the practice
/// @param correctiveAction what to do
/// @param severity how bad it is
/// @param file absolute path in the image
/// @param line from 1, 0 for the whole file
/// @param layer index of the layer that wrote the file, -1 where that is not known
/// @param reference where the practice comes from, or null
/// @param counts whether the policy lets it fail the image
public record ConfigurationIssue(
    String id,
    String description,
    String correctiveAction,
    Severity severity,
    String file,
    int line,
    int layer,
    @Nullable String reference,
    boolean counts,
    PolicyStatus policyStatus,
    List<Exemption> exemptions) {
  /// Past the vendor's support.
  public static final String END_OF_LIFE = "system_configuration:os.end_of_life";

  public ConfigurationIssue {
    exemptions = List.copyOf(exemptions);
  }

  /// Whether it fails the image.
  public boolean active() {
    return counts && policyStatus != PolicyStatus.EXEMPT;
  }
}
