package io.breakwater.configuration.nginx;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.Weight;

/// A check and how it looks.
record Practice(Check check, Judge judge) {
  /// Looks at a configuration.
  interface Judge {
    void judge(Site site, Findings findings);
  }

  /// Sections of the CIS NGINX Benchmark, version 2.1.0.
  static final String CIS = "CIS NGINX Benchmark v2.1.0, ";

  static final String DOCS = "https://nginx.org/en/docs/http/";

  /// Declares one.
  ///
  /// @param directive behind `nginx.` in the identifier
  static Practice of(
      String directive,
      Weight weight,
      String practice,
      String reference,
      String good,
      Judge judge) {
    return new Practice(
        Check.ofApplication("nginx." + directive, weight, practice, reference, good), judge);
  }
}
