package io.breakwater.advisories.redhat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A package URL as VEX documents use them:
/// `pkg:rpm/redhat/curl@7.76.1-23.el9?arch=x86_64&epoch=1`.
///
/// Format: the package URL specification (https://github.com/package-url/purl-spec), type, an
/// optional namespace, name, version and qualifiers, each percent-encoded; the subpath is left
/// aside. Of the qualifiers `arch`, `epoch` and `rpmmod` (`name:stream` and perhaps
/// `:version:context`) matter.
///
/// @param type lower case: `rpm`, `oci`, `rpmmod`, …
/// @param namespace empty where there is none
/// @param version empty where there is none
/// @param arch empty where there is none
/// @param epoch empty where there is none
/// @param module `rpmmod` as written, empty where there is none
record PackageUrl(
    String type,
    String namespace,
    String name,
    String version,
    String arch,
    String epoch,
    String module) {
  private static final int LIMIT = 2_000;

  /// Null when the text is no package URL.
  static @Nullable PackageUrl parse(String text) {
    if (!text.startsWith("pkg:") || text.length() > LIMIT) {
      return null;
    }
    var hash = text.indexOf('#');
    var whole = hash < 0 ? text : text.substring(0, hash);
    var question = whole.indexOf('?');
    var path = question < 0 ? whole.substring(4) : whole.substring(4, question);
    var query = question < 0 ? "" : whole.substring(question + 1);
    var at = path.lastIndexOf('@');
    var version = at < 0 ? "" : decode(path.substring(at + 1));
    var segments = segments(at < 0 ? path : path.substring(0, at));
    if (segments == null || version == null) {
      return null;
    }
    var namespace = String.join("/", segments.subList(1, segments.size() - 1));
    var qualifiers = new String[] {"", "", ""};
    if (!qualifiers(query, qualifiers)) {
      return null;
    }
    return new PackageUrl(
        segments.getFirst().toLowerCase(java.util.Locale.ROOT),
        namespace,
        segments.getLast(),
        version,
        qualifiers[0],
        qualifiers[1],
        qualifiers[2]);
  }

  /// Type, namespace and name; null unless there are at least type and name.
  private static @Nullable List<String> segments(String path) {
    var segments = new ArrayList<String>();
    for (var part : path.split("/", -1)) {
      var segment = decode(part);
      if (segment == null) {
        return null;
      }
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments.size() < 2 ? null : segments;
  }

  private static boolean qualifiers(String query, String[] into) {
    for (var pair : query.split("&", -1)) {
      var equals = pair.indexOf('=');
      if (equals < 0) {
        if (!pair.isEmpty()) {
          return false;
        }
        continue;
      }
      var value = decode(pair.substring(equals + 1));
      if (value == null) {
        return false;
      }
      switch (pair.substring(0, equals)) {
        case "arch" -> into[0] = value;
        case "epoch" -> into[1] = value;
        case "rpmmod" -> into[2] = value;
        default -> {
          // No other qualifier says which build is meant.
        }
      }
    }
    return true;
  }

  /// The version as rpm orders it, with its epoch.
  String epochVersion() {
    return (epoch.isEmpty() ? "0" : epoch) + ":" + version;
  }

  /// `name:stream` of `name:stream:version:context`; null when a text is no module.
  static @Nullable String streamOf(String module) {
    var colon = module.indexOf(':');
    var end = module.indexOf(':', colon + 1);
    var stream = colon < 0 || end < 0 ? module : module.substring(0, end);
    return Component.isModule(stream) ? stream : null;
  }

  /// Percent-decoding (RFC 3986 section 2.1) of UTF-8; null when it is malformed.
  private static @Nullable String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    var length = 0;
    for (var i = 0; i < utf8.length; i++) {
      if (utf8[i] == '%') {
        var high = i + 2 < utf8.length ? Character.digit(utf8[i + 1], 16) : -1;
        var low = i + 2 < utf8.length ? Character.digit(utf8[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          return null;
        }
        utf8[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        utf8[length++] = utf8[i];
      }
    }
    return new String(utf8, 0, length, StandardCharsets.UTF_8);
  }
}
