package io.breakwater.api.accounts;

/// A page of this server, by its path: what a browser may be sent to after a login, whoever wrote
/// the link to it.
final class OwnPage {
  private static final String FIRST = "/";
  private static final int LONGEST = 2_000;

  private OwnPage() {}

  /// A path as it was asked for, with its query and fragment; the first page for what leads
  /// elsewhere, or cannot be a header. Browsers read `//host` and `/\host` as another server's
  /// address (WHATWG URL, "special authority slashes"), and leave out tabs and line ends within.
  static String of(String asked) {
    var path =
        asked.startsWith("/")
            && !asked.startsWith("//")
            && asked.length() <= LONGEST
            && asked.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    return path ? asked : FIRST;
  }
}
