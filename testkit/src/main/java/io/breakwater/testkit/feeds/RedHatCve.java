package io.breakwater.testkit.feeds;

import io.breakwater.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One CVE as Red Hat's Security Data API gives it: released fixes and the states of source
/// packages without one.
///
/// ```java
/// RedHatCve.of("CVE-2024-1").severity("Important").state("nodejs:18/nodejs", 8, "Will not fix");
/// ```
///
/// `impact` speaks of the entry that was added last.
public final class RedHatCve {
  private final String cve;
  private final List<Object> released = new ArrayList<>();
  private final List<Object> states = new ArrayList<>();
  private @Nullable String severity;
  private @Nullable Map<String, Object> cvss3;
  private String description;
  private String publicDate = "2024-01-01T00:00:00Z";
  private @Nullable Map<String, Object> last;

  private RedHatCve(String cve) {
    this.cve = cve;
    description = "about " + cve;
  }

  public static RedHatCve of(String cve) {
    return new RedHatCve(cve);
  }

  /// `Critical`, `Important`, `Moderate`, `Low`.
  public RedHatCve severity(String word) {
    severity = word;
    return this;
  }

  public RedHatCve cvss(String score, String vector) {
    cvss3 =
        Json.object(
            "cvss3_base_score", score, "cvss3_scoring_vector", vector, "status", "verified");
    return this;
  }

  /// What the bug's title says.
  public RedHatCve description(String description) {
    this.description = description;
    return this;
  }

  public RedHatCve publicDate(String instant) {
    publicDate = instant;
    return this;
  }

  /// The state of a package of Red Hat Enterprise Linux.
  ///
  /// @param packageName `openssl`, `nodejs:18/nodejs`, `nodejs:18`, `rhel8/postgresql-12`
  /// @param words `Affected`, `Will not fix`, `Fix deferred`, `Out of support scope`, `Under
  ///     investigation`, `Not affected`, `New`
  public RedHatCve state(String packageName, int major, String words) {
    return state(
        packageName,
        "cpe:/o:redhat:enterprise_linux:" + major,
        "Red Hat Enterprise Linux " + major,
        words);
  }

  /// The state of a package of any product.
  public RedHatCve state(String packageName, String cpe, String product, String words) {
    var entry =
        Json.object(
            "cpe", cpe, "fix_state", words, "package_name", packageName, "product_name", product);
    last = entry;
    states.add(entry);
    return this;
  }

  /// A released fix of Red Hat Enterprise Linux.
  ///
  /// @param packageName source package and version `openssl-1:1.1.1k-7.el8_6`, or a module
  ///     `nodejs:18-8080020230718.63b34585`; null where the advisory names none
  public RedHatCve released(String advisory, int major, @Nullable String packageName) {
    return released(
        advisory,
        "cpe:/a:redhat:enterprise_linux:" + major,
        "Red Hat Enterprise Linux " + major,
        packageName,
        "2024-02-01T00:00:00Z");
  }

  /// A released fix of any product.
  public RedHatCve released(
      String advisory, String cpe, String product, @Nullable String packageName, String date) {
    var entry =
        Json.object(
            "advisory", advisory,
            "cpe", cpe,
            "package", packageName,
            "product_name", product,
            "release_date", date);
    last = entry;
    released.add(entry);
    return this;
  }

  /// The severity of the entry added last, lower case as the publisher writes it there.
  public RedHatCve impact(String word) {
    if (last == null) {
      throw new IllegalStateException("impact() comes behind state() or released()");
    }
    last.put("impact", word);
    return this;
  }

  /// Where the archive has the file: `2024/CVE-2024-1.json`.
  String path() {
    return cve.split("-", -1)[1] + "/" + cve + ".json";
  }

  /// The file as JSON.
  public byte[] render() {
    return Json.bytes(
        Json.object(
            "name",
            cve,
            "threat_severity",
            severity,
            "public_date",
            publicDate,
            "bugzilla",
            Json.object(
                "description", description,
                "id", "2000000",
                "url", "https://bugzilla.redhat.com/show_bug.cgi?id=2000000"),
            "cvss3",
            cvss3,
            "cwe",
            "CWE-20",
            "details",
            List.of("Details of " + cve),
            "references",
            List.of("https://www.cve.org/CVERecord?id=" + cve),
            "affected_release",
            released.isEmpty() ? null : released,
            "package_state",
            states.isEmpty() ? null : states,
            "csaw",
            false));
  }
}
