package io.breakwater.policy;

import io.breakwater.advisor.Exemption;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.source.Attachments;
import io.breakwater.image.source.SourceOptions;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.policy.document.Remark;
import java.util.ArrayList;
import java.util.List;

/// Reads the VEX documents that are attached to an image in its registry: as they are
/// (OpenVEX, CSAF, CycloneDX, also by the type of all JSON, as `oras attach` has it), or in
/// attestations as cosign and vexctl store them, as referrers or under the tag `sha256-….att`.
///
/// **Signatures are not verified**: whoever may push to the repository may exempt. That is
/// why it has to be asked for, and why a remark says so whenever a document was found.
public final class AttachedVex {
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/vnd.openvex",
          "application/openvex",
          "application/vnd.cyclonedx",
          "application/csaf",
          "application/vnd.csaf",
          "application/vnd.oasis.csaf",
          "application/vnd.dsse.envelope",
          "application/vnd.in-toto",
          "application/vnd.dev.sigstore.bundle");

  private AttachedVex() {}

  /// Reads what is attached; an image without VEX documents gives no exemption and no remark.
  ///
  /// A document that cannot be read is told in a remark; it does not keep others from
  /// counting.
  ///
  /// @param reference of the image in its registry, as typed
  /// @param subjects the image's manifest, and the index that it was chosen from
  /// @throws ImageException those of registries
  public static ExemptionDocument read(
      String reference, List<Digest> subjects, SourceOptions options) throws ImageException {
    var found = Attachments.read(reference, subjects, AttachedVex::isVex, options);
    var exemptions = new ArrayList<Exemption>();
    var remarks = new ArrayList<Remark>();
    var documents = 0;
    for (var file : found.files()) {
      var name = reference + ", attached " + file.digest();
      try {
        var read = ExemptionFile.readVex(file.bytes(), name, List.of(file.subject()));
        if (read.isPresent()) {
          documents++;
          exemptions.addAll(read.get().exemptions());
          remarks.addAll(read.get().remarks());
        }
      } catch (PolicyException e) {
        remarks.add(new Remark(name, e.line(), "not read: " + e.why()));
      }
    }
    for (var passedOver : found.passedOver()) {
      remarks.add(new Remark(reference, 0, passedOver));
    }
    if (documents > 0) {
      remarks.addFirst(
          new Remark(
              reference,
              0,
              documents
                  + (documents == 1 ? " VEX document is" : " VEX documents are")
                  + " taken from the registry, whose signatures were not verified"));
    }
    return new ExemptionDocument("attached VEX", exemptions, remarks);
  }

  private static boolean isVex(String mediaType) {
    return TYPES.stream().anyMatch(mediaType::startsWith);
  }
}
