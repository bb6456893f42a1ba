package io.breakwater.policy.vex;

import io.breakwater.image.Digest;
import io.breakwater.policy.document.DocumentLimits;
import io.breakwater.policy.document.Documents;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.policy.document.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Recognises VEX documents, and those in an attestation's envelopes: an in-toto statement
/// (`_type`, `predicateType`, `predicate`), in a DSSE envelope (`payloadType`, `payload` in
/// base64), in a Sigstore bundle (`dsseEnvelope`).
///
/// **Signatures are not verified**: what an envelope holds is taken as if it stood by itself,
/// and a remark says so.
public final class VexDocuments {
  private static final String OPENVEX = "https://openvex.dev/ns";
  private static final String CYCLONEDX = "https://cyclonedx.org/";
  private static final int DEEPEST = 3;

  private final Statements statements = new Statements();
  private String format = "";

  private VexDocuments() {}

  /// What a document says.
  ///
  /// @param format for people: `OpenVEX`, `CSAF`, `CycloneDX`
  public record Read(String format, Statements statements) {}

  /// Reads a document; empty where it is none of VEX, or an envelope of something else.
  ///
  /// @param attachedTo what the document is attached to: the product of statements without one
  public static Optional<Read> read(Value document, List<Digest> attachedTo)
      throws PolicyException {
    var documents = new VexDocuments();
    var subjects = attachedTo.stream().map(digest -> Meaning.of(digest.toString())).toList();
    return documents.read(document, subjects, 0)
        ? Optional.of(new Read(documents.format, documents.statements))
        : Optional.empty();
  }

  private boolean read(Value value, List<Meaning> subjects, int depth) throws PolicyException {
    if (!value.isFields() || depth > DEEPEST) {
      return false;
    }
    if (isText(value.get("@context"), OPENVEX)) {
      format = "OpenVEX";
      new OpenVex(statements, subjects).read(value);
      return true;
    }
    if (value.get("document").isFields() && value.get("document").get("csaf_version").present()) {
      format = "CSAF";
      new Csaf(statements).read(value);
      return true;
    }
    if (isText(value.get("bomFormat"), "CycloneDX")) {
      if (!subjects.isEmpty() && !value.get("vulnerabilities").present()) {
        // A bill of materials, as is attached to many images: nothing is said of issues.
        return false;
      }
      format = "CycloneDX";
      new CycloneDx(statements).read(value);
      return true;
    }
    return envelope(value, subjects, depth);
  }

  private static boolean isText(Value value, String beginning) throws PolicyException {
    return value.present()
        && !value.isFields()
        && !value.isItems()
        && value.text().startsWith(beginning);
  }

  private boolean envelope(Value value, List<Meaning> attachedTo, int depth)
      throws PolicyException {
    if (value.get("dsseEnvelope").isFields()) {
      return read(value.get("dsseEnvelope"), attachedTo, depth + 1);
    }
    if (value.get("payloadType").present() && value.get("payload").present()) {
      statements.remark(value.remark("the signature of the attestation was not verified"));
      return read(payload(value), attachedTo, depth + 1);
    }
    var type = value.get("predicateType");
    if (!isText(type, OPENVEX) && !isText(type, CYCLONEDX)) {
      return false;
    }
    var subjects = new ArrayList<Meaning>();
    for (var subject : value.get("subject").items()) {
      var digest = subject.get("digest").get("sha256").textOrNull();
      if (digest != null) {
        subjects.add(Meaning.of("sha256:" + digest));
      }
    }
    return read(value.get("predicate"), subjects.isEmpty() ? attachedTo : subjects, depth + 1);
  }

  private static Value payload(Value envelope) throws PolicyException {
    var payload = envelope.get("payload");
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(payload.text().strip());
    } catch (IllegalArgumentException e) {
      throw payload.invalid("it is not in base64", "Store the attestation again");
    }
    return Documents.read(bytes, envelope.file(), DocumentLimits.VEX);
  }
}
