package io.breakwater.advisor.rpm;

/// Where a build stands among the lines of development of its package.
///
/// Red Hat builds a package on a main line (`2.28-251.el8`), from which each minor release
/// branches off (`2.28-236.el8_9.13`, `2.28-251.el8_10.1`; modular builds name the minor release
/// in any case, `.module+el8.9.0+…`). A fix on the branch of one minor release says nothing of a
/// build that had left the main line before, though its version is higher: glibc `2.28-251.el8`
/// of RHEL 8.10 does not have what `2.28-236.el8_9.13` fixes (CVE-2024-2961; its own fix is
/// `2.28-251.el8_10.1`). The kernel numbers its branches before the dist tag:
/// `4.18.0-513.18.1.el8_9`, `3.10.0-957.38.1.el7` are of the lines 513 and 957.
///
/// @param base epoch, version and release up to where the branch's own numbers begin
/// @param minor the minor release in the dist tag, empty where it names none
/// @param variant letters behind the tag's number: `a` of `.el7a`, the packages of kernel-alt,
///     which are called `kernel` too; empty for most
/// @param branch whether it is of a branch, not of the main line
record BuildLine(String base, String minor, String variant, boolean branch) {
  private static final String ALT = "a";

  static BuildLine of(String version) {
    var tag = tag(version);
    if (tag < 0) {
      return line(version, "", "");
    }
    var digits = digitsEnd(version, tag + 2);
    var letters = digits;
    while (letters < version.length() && isLetter(version.charAt(letters))) {
      letters++;
    }
    var module = version.lastIndexOf(".module", tag);
    var minor = minor(version, letters, module >= 0);
    var base = version.substring(0, module >= 0 ? module : tag - 1);
    return line(base, minor, version.substring(digits, letters));
  }

  private static BuildLine line(String base, String minor, String variant) {
    var kernel = kernelLine(base);
    return new BuildLine(
        withEpoch(base.substring(0, kernel)),
        minor,
        variant,
        !minor.isEmpty() || kernel < base.length());
  }

  private static String withEpoch(String version) {
    return version.indexOf(':') < 0 ? "0:" + version : version;
  }

  /// Where `elN` of the dist tag begins: behind a dot, or a plus or underscore of a module.
  private static int tag(String version) {
    for (var at = version.indexOf("el"); at >= 0; at = version.indexOf("el", at + 1)) {
      var dot = at > 0 && ".+_".indexOf(version.charAt(at - 1)) >= 0;
      if (dot && at + 2 < version.length() && Character.isDigit(version.charAt(at + 2))) {
        return at;
      }
    }
    return -1;
  }

  private static String minor(String version, int at, boolean module) {
    var divider = module ? "._" : "_";
    if (at >= version.length() || divider.indexOf(version.charAt(at)) < 0) {
      return "";
    }
    return version.substring(at + 1, digitsEnd(version, at + 1));
  }

  /// Where the branch's own numbers begin in `VERSION-N.N.N`, the end where there are none.
  private static int kernelLine(String base) {
    var dash = base.lastIndexOf('-');
    var first = digitsEnd(base, dash + 1);
    if (dash < 0 || first == dash + 1) {
      return base.length();
    }
    var second = numberBehindDot(base, first);
    var third = second < 0 ? -1 : numberBehindDot(base, second);
    return third == base.length() ? first : base.length();
  }

  private static int numberBehindDot(String text, int at) {
    if (at >= text.length() || text.charAt(at) != '.') {
      return -1;
    }
    var end = digitsEnd(text, at + 1);
    return end == at + 1 ? -1 : end;
  }

  private static int digitsEnd(String text, int at) {
    var end = at;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /// Whether both are kernels of RHEL 7, but of different sources: neither's fixes say anything
  /// of the other.
  boolean otherKernel(BuildLine installed) {
    return variant.equals(ALT) != installed.variant.equals(ALT);
  }

  /// Whether a fix at this place is in every later build of another place: a fix of the main
  /// line is in all that comes after it, one of a branch in that branch, and in builds of the
  /// same base.
  boolean reaches(BuildLine installed) {
    return !branch
        || base.equals(installed.base)
        || (!minor.isEmpty() && minor.equals(installed.minor));
  }
}
