package io.breakwater.policy.vex;

import io.breakwater.advisor.ImageScope;
import io.breakwater.advisor.VexStatus;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.policy.document.Value;
import io.breakwater.policy.vex.Statements.Said;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads VEX in CycloneDX (ECMA-424, `vulnerabilities[].analysis`; 1.4 to 1.7), within a bill
/// of materials or by itself.
///
/// What is affected is named by a component of the same document, or by a BOM-Link
/// (`urn:cdx:serial/version#bom-ref`) to one of another. The product is the component that the
/// document is about, where that is an image; else what has the bill's serial number. Of
/// another bill only the serial number is known.
///
/// | state | means |
/// |---|---|
/// | `not_affected`, `false_positive` | not affected |
/// | `resolved`, `resolved_with_pedigree` | fixed |
/// | `exploitable` | affected |
/// | `in_triage` | under investigation |
final class CycloneDx {
  private static final String LINK = "urn:cdx:";

  private final Statements statements;
  private final Map<String, Meaning> components = new HashMap<>();
  private String serial = "";
  private String root = "";
  private @Nullable Meaning image;

  CycloneDx(Statements statements) {
    this.statements = statements;
  }

  void read(Value document) throws PolicyException {
    serial = document.get("serialNumber").textOrEmpty().toLowerCase(Locale.ROOT);
    var metadata = document.get("metadata");
    root(metadata.get("component"));
    components(document.get("components"));
    var author = author(metadata);
    var issued = metadata.get("timestamp").time(false);
    var number = 0;
    for (var vulnerability : document.get("vulnerabilities").items()) {
      read(vulnerability, ++number, author, issued);
    }
  }

  private void root(Value component) throws PolicyException {
    root = component.get("bom-ref").textOrEmpty();
    var url = component.get("purl").textOrNull();
    if (url != null) {
      image = Meaning.of(url);
    } else if (component.get("type").textOrEmpty().equals("container")) {
      image = Meaning.of(component.get("name").textOrEmpty());
    }
    components(component.get("components"));
  }

  private void components(Value list) throws PolicyException {
    for (var component : list.items()) {
      var url = component.get("purl").textOrNull();
      var ref = component.get("bom-ref").textOrNull();
      if (ref != null) {
        var name = component.get("name").textOrEmpty();
        components.put(ref, url == null ? new Meaning.OfOther(name) : Meaning.of(url));
      }
      components(component.get("components"));
    }
  }

  private static @Nullable String author(Value metadata) throws PolicyException {
    for (var author : metadata.get("authors").items()) {
      return author.get("name").textOrNull();
    }
    return metadata.get("supplier").get("name").textOrNull();
  }

  private void read(
      Value vulnerability, int number, @Nullable String author, @Nullable Instant issued)
      throws PolicyException {
    var analysis = vulnerability.get("analysis");
    var status = status(analysis.get("state"));
    if (status == null) {
      return;
    }
    var ids = new LinkedHashSet<String>();
    ids.add(vulnerability.get("id").text());
    for (var reference : vulnerability.get("references").items()) {
      ids.add(reference.get("id").text());
    }
    var said =
        new Said(
            vulnerability,
            number,
            List.copyOf(ids),
            status,
            statements.justification(analysis.get("justification")),
            analysis.get("detail").textOrNull(),
            author,
            stated(vulnerability, analysis, issued));
    var affects = vulnerability.get("affects").items();
    for (var affected : affects) {
      var ref = affected.get("ref").text();
      if (ref.startsWith(LINK)) {
        linked(said, ref);
      } else {
        add(said, ref);
      }
    }
    if (affects.isEmpty()) {
      statements.remark(vulnerability.remark(said.ids().getFirst() + ": it says not what of"));
    }
  }

  private static @Nullable Instant stated(
      Value vulnerability, Value analysis, @Nullable Instant issued) throws PolicyException {
    for (var value :
        List.of(
            analysis.get("lastUpdated"),
            analysis.get("firstIssued"),
            vulnerability.get("updated"))) {
      if (value.present()) {
        return value.time(false);
      }
    }
    return issued;
  }

  private static @Nullable VexStatus status(Value state) throws PolicyException {
    return switch (state.textOrEmpty()) {
      case "" -> null;
      case "not_affected", "false_positive" -> VexStatus.NOT_AFFECTED;
      case "resolved", "resolved_with_pedigree" -> VexStatus.FIXED;
      case "exploitable" -> VexStatus.AFFECTED;
      case "in_triage" -> VexStatus.UNDER_INVESTIGATION;
      default ->
          throw state.expected(
              "not_affected, false_positive, resolved, resolved_with_pedigree, exploitable or"
                  + " in_triage");
    };
  }

  /// Something within this document, or a package URL by itself.
  private void add(Said said, String ref) throws PolicyException {
    if (!root.isEmpty() && ref.equals(root)) {
      statements.add(said, image == null ? bill(serial) : image, List.of());
      return;
    }
    var part = components.containsKey(ref) ? components.get(ref) : Meaning.of(ref);
    switch (part) {
      case Meaning.OfImage _ -> statements.add(said, part, List.of());
      case Meaning.OfPackage _, Meaning.OfOther _ -> {
        if (image instanceof Meaning.OfImage) {
          statements.add(said, image, List.of(part));
        } else if (serial.isEmpty() && root.isEmpty()) {
          statements.add(said, part, List.of());
        } else {
          statements.add(said, bill(serial), List.of(part));
        }
      }
    }
  }

  /// `urn:cdx:f08a6ccd-…/1#bom-ref` (CycloneDX, "BOM-Link").
  private void linked(Said said, String link) throws PolicyException {
    var hash = link.indexOf('#');
    var bill = link.substring(LINK.length(), hash < 0 ? link.length() : hash);
    var slash = bill.indexOf('/');
    var other = "urn:uuid:" + (slash < 0 ? bill : bill.substring(0, slash));
    var ref = hash < 0 ? "" : decoded(link.substring(hash + 1));
    if (other.equalsIgnoreCase(serial)) {
      add(said, ref.isEmpty() ? root : ref);
      return;
    }
    var part = Meaning.of(ref);
    switch (part) {
      case Meaning.OfImage _ -> statements.add(said, part, List.of());
      case Meaning.OfPackage _ -> statements.add(said, bill(other), List.of(part));
      case Meaning.OfOther _ ->
          statements.add(said, bill(other), ref.isEmpty() ? List.of() : List.of(part));
    }
  }

  private static Meaning bill(String serial) {
    return serial.isEmpty()
        ? new Meaning.OfOther("a bill of materials without serial number")
        : new Meaning.OfImage(new ImageScope.Bill(serial.toLowerCase(Locale.ROOT)), true);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
