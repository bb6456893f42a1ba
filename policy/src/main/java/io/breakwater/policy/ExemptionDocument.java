package io.breakwater.policy;

import io.breakwater.advisor.Exemption;
import io.breakwater.policy.document.Remark;
import java.util.ArrayList;
import java.util.List;

/// What a file exempts.
///
/// @param format what it was recognised as, for people: `OpenVEX`, `.trivyignore`, …
/// @param exemptions in the file's order
/// @param remarks what could not be carried over
public record ExemptionDocument(String format, List<Exemption> exemptions, List<Remark> remarks) {
  public ExemptionDocument {
    exemptions = List.copyOf(exemptions);
    remarks = List.copyOf(remarks);
  }

  /// The same with one remark more, before the others.
  public ExemptionDocument with(Remark remark) {
    var all = new ArrayList<Remark>();
    all.add(remark);
    all.addAll(remarks);
    return new ExemptionDocument(format, exemptions, all);
  }
}
