package io.breakwater.advisories.reading;

import io.breakwater.advisories.Advisory;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import us.springett.cvss.Cvss;

/// Base scores of CVSS vectors (versions 2.0, 3.0, 3.1 and 4.0 of FIRST's specifications).
public final class CvssScores {
  // A few thousand distinct vectors score tens of thousands of records.
  private static final int KEPT = 20_000;
  private static final ConcurrentMap<String, Double> SCORES = new ConcurrentHashMap<>();

  private CvssScores() {}

  /// The scored vector; null when it is none.
  ///
  /// @param source who scored it
  public static Advisory.@Nullable Cvss score(String source, String vector) {
    if (!Texts.isName(vector)) {
      return null;
    }
    var known = SCORES.get(vector);
    if (known == null) {
      known = calculate(vector);
      if (SCORES.size() < KEPT) {
        SCORES.put(vector, known);
      }
    }
    return known < 0 ? null : new Advisory.Cvss(source, version(vector), vector, known);
  }

  private static String version(String vector) {
    return vector.startsWith("CVSS:") && vector.length() > 8 ? vector.substring(5, 8) : "2.0";
  }

  private static double calculate(String vector) {
    try {
      var cvss = Cvss.fromVector(vector);
      return cvss == null ? -1 : cvss.calculateScore().getBaseScore();
    } catch (RuntimeException _) {
      // The calculator throws what its parser meets; any of it means: not a vector.
      return -1;
    }
  }
}
