package io.breakwater.advisories.alpine;

import io.breakwater.advisories.reading.Texts;
import java.util.ArrayList;
import java.util.List;

/// The identifiers in one text of `secfixes`.
///
/// Seen in the wild: `CVE-2019-17349 CVE-2019-17350 XSA-295`, `CVE N/A ZBX-11023`,
/// `CVE-2018-10103 (SMB - partially fixed)`, `CVE_2019-2426`, `CVE-2021-35940.patch`,
/// `CVE-2017-17434-1`. What stands in parentheses is a remark; what has no digit is no
/// identifier; a CVE with something behind it is that CVE.
///
/// @param issues one advisory each
/// @param aliases other names of them
record Identifiers(List<String> issues, List<String> aliases) {
  static Identifiers of(String text) {
    var remark = text.indexOf('(');
    var cves = new ArrayList<String>();
    var others = new ArrayList<String>();
    for (var word : (remark < 0 ? text : text.substring(0, remark)).split("[\\s,;]+", -1)) {
      var id = normalised(word);
      if (Texts.isCve(id)) {
        addOnce(cves, id);
      } else if (looksLikeIdentifier(id)) {
        addOnce(others, id);
      }
    }
    if (cves.isEmpty() && !others.isEmpty()) {
      return new Identifiers(
          List.of(others.getFirst()), List.copyOf(others.subList(1, others.size())));
    }
    return new Identifiers(List.copyOf(cves), List.copyOf(others));
  }

  private static void addOnce(List<String> ids, String id) {
    if (!ids.contains(id)) {
      ids.add(id);
    }
  }

  private static String normalised(String word) {
    if (!word.regionMatches(true, 0, "CVE", 0, 3) || word.length() < 13) {
      return word;
    }
    var id = "CVE-" + word.substring(4, 8) + "-" + word.substring(9);
    var end = 9;
    while (end < id.length() && Character.isDigit(id.charAt(end))) {
      end++;
    }
    var cve = id.substring(0, end);
    return Texts.isCve(cve) ? cve : word;
  }

  private static boolean looksLikeIdentifier(String word) {
    if (!Texts.isName(word) || !Character.isLetter(word.charAt(0))) {
      return false;
    }
    return word.chars().anyMatch(c -> c >= '0' && c <= '9');
  }
}
