package io.breakwater.policy.ignore;

import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.Exemption.Place;
import io.breakwater.advisor.ExemptionBuilder;
import io.breakwater.policy.document.Remark;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `.trivyignore` as Trivy does (`pkg/result/ignore.go`, `parseIgnore`): an identifier a
/// line, `#` at its beginning for a comment, and `exp:2027-01-31` behind it for the day at
/// whose beginning (UTC) it ends. What else stands behind the identifier is passed over.
public final class TrivyIgnore {
  private final List<Exemption> exemptions = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();

  private TrivyIgnore() {}

  /// Reads a file; every text is one.
  public static TrivyIgnore read(String text, String name) {
    var ignore = new TrivyIgnore();
    var number = 0;
    for (var line : text.split("\n", -1)) {
      number++;
      var stripped = line.strip();
      if (!stripped.isEmpty() && !stripped.startsWith("#")) {
        ignore.line(stripped.split("\\s+", -1), new Place(name, number, 0));
      }
    }
    return ignore;
  }

  /// Whether a text can be such a file: each line that is no comment begins with an
  /// identifier.
  public static boolean looksLikeOne(String text) {
    for (var line : text.split("\n", -1)) {
      var stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#")) {
        continue;
      }
      var id = stripped.split("\\s+", -1)[0];
      if (!Character.isLetterOrDigit(id.charAt(0))
          || id.endsWith(":")
          || !id.chars().allMatch(TrivyIgnore::isIdentifier)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIdentifier(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || "-_.:*/".indexOf(c) >= 0;
  }

  private void line(String[] fields, Place place) {
    var type = IgnoreIds.type(fields[0]);
    if (type.isEmpty()) {
      remark(
          place,
          "'" + fields[0] + "' names no vulnerability, security notice or check of Breakwater's");
      return;
    }
    Instant expires = null;
    for (var i = 1; i < fields.length && expires == null; i++) {
      if (fields[i].startsWith("exp:")) {
        expires = day(fields[i].substring("exp:".length()));
        if (expires == null) {
          remark(
              place, "'" + fields[i] + "' is no day such as exp:2027-01-31; the line is ignored");
          return;
        }
      }
    }
    exemptions.add(
        new ExemptionBuilder(type.get(), fields[0]).expires(expires).place(place).build());
  }

  private static @Nullable Instant day(String text) {
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private void remark(Place place, String message) {
    remarks.add(new Remark(place.file(), place.line(), message));
  }

  public List<Exemption> exemptions() {
    return exemptions;
  }

  public List<Remark> remarks() {
    return remarks;
  }
}
