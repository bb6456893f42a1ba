package io.breakwater.policy;

import io.breakwater.image.Digest;
import io.breakwater.policy.document.DocumentLimits;
import io.breakwater.policy.document.Documents;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.policy.document.Value;
import io.breakwater.policy.ignore.GrypeIgnore;
import io.breakwater.policy.ignore.TrivyIgnore;
import io.breakwater.policy.ignore.TrivyIgnoreYaml;
import io.breakwater.policy.vex.VexDocuments;
import java.util.List;
import java.util.Optional;

/// Reads whatever exempts issues, recognised by its content:
///
/// | format | recognised by |
/// |---|---|
/// | OpenVEX 0.2 | `@context` |
/// | CSAF 2.0 | `document.csaf_version` |
/// | CycloneDX 1.4 to 1.7 | `bomFormat` |
/// | attestations of OpenVEX and CycloneDX | `predicateType`, `payloadType`, `dsseEnvelope` |
/// | the product's policy file, of which only the exemptions are taken | `exemptions` |
/// | `.grype.yaml` | `ignore` |
/// | `.trivyignore.yaml` | `vulnerabilities`, `misconfigurations`, `secrets`, `licenses` |
/// | `.trivyignore` | an identifier a line |
///
/// VEX documents may have 16 MiB, other files 4 MiB.
public final class ExemptionFile {
  private ExemptionFile() {}

  /// Reads a file.
  ///
  /// @param name as the user named it
  /// @throws PolicyException `exemptions-unknown` for a file of no such format, and those of
  ///     [PolicyFile]
  public static ExemptionDocument read(byte[] bytes, String name) throws PolicyException {
    var text = Documents.text(bytes, name, DocumentLimits.VEX);
    if (Documents.looksLikeJson(text)) {
      var document = Documents.read(bytes, name, DocumentLimits.VEX);
      var vex = vex(document, List.of());
      return vex.isPresent() ? vex.get() : written(document);
    }
    if (TrivyIgnore.looksLikeOne(text)) {
      var ignore = TrivyIgnore.read(text, name);
      return new ExemptionDocument(".trivyignore", ignore.exemptions(), ignore.remarks());
    }
    return written(Documents.read(bytes, name, DocumentLimits.WRITTEN));
  }

  /// Reads a document that may be an attestation of anything; empty where it is no VEX.
  ///
  /// @param attachedTo what it is attached to: the product of statements that name none
  public static Optional<ExemptionDocument> readVex(
      byte[] bytes, String name, List<Digest> attachedTo) throws PolicyException {
    return vex(Documents.read(bytes, name, DocumentLimits.VEX), attachedTo);
  }

  private static Optional<ExemptionDocument> vex(Value document, List<Digest> attachedTo)
      throws PolicyException {
    var read = VexDocuments.read(document, attachedTo);
    return read.map(
        vex ->
            new ExemptionDocument(
                vex.format(), vex.statements().exemptions(), vex.statements().remarks()));
  }

  private static ExemptionDocument written(Value document) throws PolicyException {
    if (document.keys().contains("exemptions")) {
      var policy = PolicyFile.read(document).policy();
      return new ExemptionDocument("policy", policy.exemptions(), List.of());
    }
    if (GrypeIgnore.looksLikeOne(document)) {
      var ignore = GrypeIgnore.read(document);
      return new ExemptionDocument(".grype.yaml", ignore.exemptions(), ignore.remarks());
    }
    if (TrivyIgnoreYaml.looksLikeOne(document)) {
      var ignore = TrivyIgnoreYaml.read(document);
      return new ExemptionDocument(".trivyignore.yaml", ignore.exemptions(), ignore.remarks());
    }
    throw new PolicyException(
        "exemptions-unknown",
        "reading " + document.file(),
        "it is of no format that is known",
        "Give OpenVEX, CSAF, CycloneDX, a .trivyignore, a .grype.yaml, or a file with 'exemptions'",
        0,
        null);
  }
}
