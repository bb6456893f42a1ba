package io.breakwater.reports;

/// What the documents say wrote them.
public final class Tool {
  /// In lower case, as package managers have it.
  public static final String NAME = "breakwater";

  private Tool() {}

  /// The version in the jar's manifest; `development` where the classes are not packaged.
  public static String version() {
    var version = Tool.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
