package io.breakwater.inventory.files;

/// The programs whose presence is taken note of: those whose configuration is judged.
public final class ProgramNames {
  private ProgramNames() {}

  /// Whether a file may be one of them, by its own name and its directory's.
  ///
  /// @param path relative to the root
  /// @param nameStart where its last name begins
  public static boolean mayBe(String path, int nameStart) {
    return isProgram(path, nameStart)
        && (isIn("bin/", path, nameStart)
            || isIn("sbin/", path, nameStart)
            || isIn("libexec/", path, nameStart));
  }

  /// Whether a directory's own name is one of those in which programs are.
  public static boolean isFolder(String name) {
    return switch (name) {
      case "bin", "sbin", "libexec" -> true;
      default -> false;
    };
  }

  private static boolean isProgram(String path, int nameStart) {
    int length = path.length() - nameStart;
    return switch (length) {
      case 4 -> path.endsWith("sshd") || path.endsWith("sudo");
      case 5 -> path.endsWith("nginx") || path.endsWith("httpd");
      case 6 -> path.endsWith("mysqld");
      case 7 -> path.endsWith("apache2");
      case 8 -> path.endsWith("mariadbd");
      case 9 -> path.endsWith("openresty");
      default -> false;
    };
  }

  private static boolean isIn(String folder, String path, int nameStart) {
    int from = nameStart - folder.length();
    return path.startsWith(folder, from) && (from == 0 || path.charAt(from - 1) == '/');
  }
}
