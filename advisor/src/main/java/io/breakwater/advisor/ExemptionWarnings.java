package io.breakwater.advisor;

import io.breakwater.advisor.ExemptionUse.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Says which exemptions do nothing, a warning for each file and kind.
///
/// | code | when |
/// |---|---|
/// | `exemption-expired` | expired, or ended by a fix, and there are issues that count again |
/// | `exemption-unused` | covers the image and matches nothing |
/// | `vex-of-other-images` | a VEX document without a statement about this image |
final class ExemptionWarnings {
  private static final int NAMED = 5;

  private ExemptionWarnings() {}

  static List<Warning> of(List<ExemptionUse> uses) {
    var byFile = new LinkedHashMap<String, List<ExemptionUse>>();
    for (var use : uses) {
      var place = use.exemption().place();
      byFile.computeIfAbsent(place == null ? "" : place.file(), file -> new ArrayList<>()).add(use);
    }
    var warnings = new ArrayList<Warning>();
    byFile.forEach((file, list) -> of(file, list, warnings));
    return warnings;
  }

  private static void of(String file, List<ExemptionUse> uses, List<Warning> warnings) {
    var named = file.isEmpty() ? "the policy" : file;
    var expired =
        uses.stream()
            .filter(use -> use.use() == Use.EXPIRED || use.use() == Use.FIXED)
            .filter(use -> use.issues() > 0)
            .toList();
    if (!expired.isEmpty()) {
      warnings.add(
          new Warning(
              "exemption-expired",
              named + ": issues count again since exemptions have ended: " + names(expired)));
    }
    // That a product is affected by what is not found in it needs no attention.
    var unused =
        uses.stream().filter(use -> use.use() == Use.UNUSED && use.exemption().exempts()).toList();
    if (!unused.isEmpty()) {
      warnings.add(
          new Warning(
              "exemption-unused",
              named + ": exemptions that match nothing in this image: " + names(unused)));
    }
    if (uses.stream().allMatch(ExemptionWarnings::ofOtherImage)) {
      var products = new LinkedHashSet<String>();
      uses.forEach(use -> use.exemption().scopes().forEach(s -> products.add(s.toString())));
      warnings.add(
          new Warning(
              "vex-of-other-images",
              named + ": no statement is about this image, but about " + some(products)));
    }
  }

  private static boolean ofOtherImage(ExemptionUse use) {
    var place = use.exemption().place();
    return use.use() == Use.OTHER_IMAGE && place != null && place.statement() > 0;
  }

  private static String names(List<ExemptionUse> uses) {
    var names = new LinkedHashSet<String>();
    for (var use : uses) {
      var one = use.exemption();
      var place = one.place();
      var where =
          place == null
              ? ""
              : place.statement() > 0
                  ? " (statement " + place.statement() + ")"
                  : place.line() > 0 ? " (line " + place.line() + ")" : "";
      names.add(one.id() + where);
    }
    return some(names);
  }

  private static String some(Set<String> names) {
    var shown = names.stream().limit(NAMED).toList();
    var more = names.size() - shown.size();
    return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
  }
}
