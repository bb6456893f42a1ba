package io.breakwater.advisor.rpm;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A product as Red Hat names it: a CPE 2.2 URI (NISTIR 7695, section 6.1)
/// `cpe:/o:redhat:enterprise_linux:8::baseos`, or the same as a formatted string of CPE 2.3
/// (section 6.2) `cpe:2.3:o:redhat:enterprise_linux:8:*:baseos:*:*:*:*:*`.
///
/// The part (`a`, `o`, `h`) is left out: Red Hat gives one product several.
///
/// @param product `enterprise_linux`; of another vendor than Red Hat `vendor:product`
/// @param version empty where the name has none
/// @param edition empty where the name has none
record Cpe(String product, String version, String edition) {
  private static final String URI = "cpe:/";
  private static final String FORMATTED = "cpe:2.3:";
  private static final String NOTHING = "";

  /// Null where the text is no such name.
  static @Nullable Cpe parse(String text) {
    var lower = text.strip().toLowerCase(Locale.ROOT);
    if (lower.startsWith(URI)) {
      return of(lower.substring(URI.length()).split(":", -1));
    }
    if (lower.startsWith(FORMATTED)) {
      return of(lower.substring(FORMATTED.length()).split(":", -1));
    }
    return null;
  }

  private static @Nullable Cpe of(String[] fields) {
    var vendor = field(fields, 1);
    var product = field(fields, 2);
    if (product.isEmpty()) {
      return null;
    }
    var name = vendor.equals("redhat") ? product : vendor + ":" + product;
    return new Cpe(name, field(fields, 3), field(fields, 5));
  }

  private static String field(String[] fields, int at) {
    return at >= fields.length || fields[at].equals("*") ? NOTHING : fields[at];
  }

  /// Whether a row for this product speaks of an image of that one: `openshift:4` covers
  /// `openshift:4.13::el8`. What the image leaves open is not held against the row.
  boolean covers(Cpe image) {
    return product.equals(image.product)
        && (image.version.isEmpty() || within(image.version))
        && (edition.isEmpty() || image.edition.isEmpty() || edition.equals(image.edition));
  }

  private boolean within(String imageVersion) {
    return imageVersion.startsWith(version)
        && (version.isEmpty()
            || imageVersion.length() == version.length()
            || imageVersion.charAt(version.length()) == '.');
  }

  /// How narrow the name is: a part of the version counts one, so does an edition.
  int specificity() {
    var parts = edition.isEmpty() ? 0 : 1;
    if (!version.isEmpty()) {
      parts++;
      for (var i = 0; i < version.length(); i++) {
        parts += version.charAt(i) == '.' ? 1 : 0;
      }
    }
    return parts;
  }

  /// Whether the version is `number`, or one of its minor releases.
  boolean ofMajor(String number) {
    return version.startsWith(number)
        && (version.length() == number.length() || version.charAt(number.length()) == '.');
  }
}
