package io.breakwater.console;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// `Accept-Encoding` (RFC 9110, section 12.5.3).
final class Codings {
  /// The shortest first.
  private static final List<String> OURS = List.of("br", "gzip");

  private Codings() {}

  /// Which coding to send a file in.
  ///
  /// @param accepted the header's lines
  /// @param there those that the file is there in
  /// @return empty to send it as it is
  static String choose(List<String> accepted, Set<String> there) {
    for (var coding : OURS) {
      if (there.contains(coding) && accepted.stream().anyMatch(line -> takes(line, coding))) {
        return coding;
      }
    }
    return "";
  }

  private static boolean takes(String line, String coding) {
    for (var element : line.split(",", 50)) {
      var parts = element.split(";", 5);
      if (parts[0].strip().toLowerCase(Locale.ROOT).equals(coding)) {
        return parts.length == 1 || !refused(parts[1]);
      }
    }
    return false;
  }

  private static boolean refused(String weight) {
    return weight.strip().matches("[qQ]=0(\\.0{0,3})?");
  }
}
