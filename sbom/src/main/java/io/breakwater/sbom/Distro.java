package io.breakwater.sbom;

import java.util.Locale;

/// The release that a package URL's qualifier `distro` names. The specification leaves its form
/// open; Syft writes `ID-VERSION` (`debian-12.5`, `rhel-8.6`), Trivy the same but for apk, where
/// it is `VERSION` alone; others write a code name (`bookworm`).
///
/// @param id as os-release has it, empty where nothing is said
/// @param version empty where nothing is said
/// @param codename empty where nothing is said
record Distro(String id, String version, String codename) {
  static final Distro NONE = new Distro("", "", "");

  /// The distribution of the namespace stands where the qualifier names none.
  static Distro of(PackageUrl url) {
    var id = PackageTypes.distribution(url.namespace().toLowerCase(Locale.ROOT));
    var text = url.qualifier("distro").toLowerCase(Locale.ROOT).strip();
    if (text.isEmpty()) {
      return NONE;
    }
    if (isDigit(text, 0)) {
      return new Distro(id, text, "");
    }
    for (var hyphen = text.indexOf('-'); hyphen >= 0; hyphen = text.indexOf('-', hyphen + 1)) {
      if (isDigit(text, hyphen + 1)) {
        var before = PackageTypes.distribution(text.substring(0, hyphen));
        return new Distro(before, text.substring(hyphen + 1), "");
      }
    }
    var first = text.indexOf('-');
    if (first > 0 && PackageTypes.distribution(text.substring(0, first)).equals(id)) {
      return new Distro(id, "", text.substring(first + 1));
    }
    var whole = PackageTypes.distribution(text);
    return whole.equals(id) ? new Distro(id, "", "") : new Distro(id, "", text);
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /// Whether both may be of the same release: what one leaves open does not contradict.
  boolean agrees(Distro other) {
    return open(id, other.id)
        && (open(version, other.version) || isPart(version, other.version))
        && open(codename, other.codename);
  }

  private static boolean open(String one, String other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  /// `12` of `12.5`.
  private static boolean isPart(String one, String other) {
    return one.startsWith(other + ".") || other.startsWith(one + ".");
  }

  /// Both together, the longer version of them.
  Distro with(Distro other) {
    return new Distro(
        Component.first(id, other.id),
        version.length() >= other.version.length() ? version : other.version,
        Component.first(codename, other.codename));
  }

  @Override
  public String toString() {
    return (id + " " + version + (codename.isEmpty() ? "" : " " + codename)).strip();
  }
}
