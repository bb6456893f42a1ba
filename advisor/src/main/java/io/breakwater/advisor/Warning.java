package io.breakwater.advisor;

/// Something the reader should know that decides nothing.
///
/// @param code stable, kebab case
public record Warning(String code, String message) {
  /// The code of what could not be carried over from a file of exemptions, or should be known
  /// of it.
  public static final String EXEMPTION_REMARK = "exemption-remark";
}
