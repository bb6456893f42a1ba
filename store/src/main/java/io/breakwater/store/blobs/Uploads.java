package io.breakwater.store.blobs;

/// Names of uploads, which become names of copies, of files and of objects.
public final class Uploads {
  private static final int LONGEST = 64;

  private Uploads() {}

  /// Whether a text is 1 to 64 characters of `[a-z0-9-]`.
  public static boolean isName(String text) {
    return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(Uploads::allowed);
  }

  /// The same text.
  ///
  /// @throws IllegalArgumentException it is no name
  public static String checked(String text) {
    if (!isName(text)) {
      throw new IllegalArgumentException("no name of an upload: " + text);
    }
    return text;
  }

  private static boolean allowed(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }
}
