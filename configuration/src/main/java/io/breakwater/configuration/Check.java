package io.breakwater.configuration;

/// A practice that a configuration follows or not.
///
/// @param id `application_configuration:<app>.<directive>` or `system_configuration:<subject>`,
///     stable: exemptions name it
/// @param weight how bad it is when it fails
/// @param practice what a good configuration does and why, a sentence or two for people
/// @param reference where the practice comes from: the benchmark's section or the vendor's
///     documentation (an address where there is one)
/// @param good what good looks like: the line to write
public record Check(String id, Weight weight, String practice, String reference, String good) {
  private static final String APPLICATION = "application_configuration:";
  private static final String SYSTEM = "system_configuration:";

  public Check {
    if (!id.startsWith(APPLICATION) && !id.startsWith(SYSTEM)) {
      throw new IllegalArgumentException(id + " is no identifier of a check");
    }
  }

  /// A check of an application's setting.
  public static Check ofApplication(
      String name, Weight weight, String practice, String reference, String good) {
    return new Check(APPLICATION + name, weight, practice, reference, good);
  }

  /// A check of the system.
  public static Check ofSystem(
      String subject, Weight weight, String practice, String reference, String good) {
    return new Check(SYSTEM + subject, weight, practice, reference, good);
  }
}
