package io.breakwater.policy.vex;

import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.Exemption.Place;
import io.breakwater.advisor.ExemptionBuilder;
import io.breakwater.advisor.ImageScope;
import io.breakwater.advisor.Justification;
import io.breakwater.advisor.PackagePattern;
import io.breakwater.advisor.VexStatus;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.policy.document.Remark;
import io.breakwater.policy.document.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements of VEX documents as exemptions, whatever the notation.
///
/// - A product that is an image limits the exemption to it, with parts that are packages to
///   these.
/// - A product that is a package of an operating system is meant in every image.
/// - A product that is neither covers no image; the advisor says that the document is about
///   others.
/// - `fixed` says that *these versions* hold the fix (OpenVEX specification 0.2.0, "Status
///   Labels"): it is carried over only for a digest or a package with its version. Where the
///   advisories say that this version is vulnerable, somebody has mended it by hand and says
///   so; of all versions to come nobody can.
public final class Statements {
  private static final int MOST = 200_000;

  private final List<Exemption> exemptions = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();

  /// What one statement says of its products.
  ///
  /// @param number of the statement in the document, from 1
  /// @param ids of the vulnerability, at least one
  record Said(
      Value at,
      int number,
      List<String> ids,
      VexStatus status,
      @Nullable Justification justification,
      @Nullable String reason,
      @Nullable String author,
      @Nullable Instant created) {}

  public List<Exemption> exemptions() {
    return exemptions;
  }

  public List<Remark> remarks() {
    return remarks;
  }

  void remark(Remark remark) {
    remarks.add(remark);
  }

  void add(Said said, Meaning product, List<Meaning> parts) throws PolicyException {
    if (exemptions.size() >= MOST) {
      throw said.at()
          .invalid("there are more than " + MOST + " statements", "Split the document in several");
    }
    var packages = new ArrayList<PackagePattern>();
    var exact = product.exact();
    var exactParts = true;
    for (var part : parts) {
      if (part instanceof Meaning.OfPackage(var one, var isExact)) {
        packages.add(one);
        exactParts &= isExact;
      }
    }
    var id = said.ids().getFirst();
    if (!parts.isEmpty() && packages.isEmpty()) {
      remarks.add(
          said.at()
              .remark(
                  id
                      + ": the statement is about parts that are no packages of an operating"
                      + " system and is passed over"));
      return;
    }
    if (product instanceof Meaning.OfPackage(var one, _) && packages.isEmpty()) {
      packages.add(one);
    } else if (!packages.isEmpty()) {
      exact |= exactParts;
    }
    if (said.status() == VexStatus.FIXED && !exact) {
      remarks.add(
          said.at()
              .remark(
                  id
                      + ": says 'fixed' without naming the content or the version that holds the"
                      + " fix, and exempts nothing"));
      return;
    }
    exemptions.add(exemption(said, scope(product), packages));
  }

  private static ImageScope scope(Meaning product) {
    return switch (product) {
      case Meaning.OfImage(var image, _) -> image;
      case Meaning.OfPackage _ -> ImageScope.EVERY;
      case Meaning.OfOther(var name) -> new ImageScope.Unknown(name);
    };
  }

  private static Exemption exemption(Said said, ImageScope scope, List<PackagePattern> packages) {
    return new ExemptionBuilder(Exemption.Type.CVE, said.ids().getFirst())
        .aliases(said.ids().subList(1, said.ids().size()))
        .scopes(List.of(scope))
        .packages(packages)
        .author(said.author())
        .reason(said.reason())
        .justification(said.justification())
        .vex(said.status())
        .created(said.created())
        .place(new Place(said.at().file(), said.at().line(), said.number()))
        .build();
  }

  /// A justification; a word that nobody knows is told and left out.
  @Nullable Justification justification(Value value) throws PolicyException {
    var word = value.textOrNull();
    if (word == null) {
      return null;
    }
    var justification = Justification.parse(word);
    if (justification.isEmpty()) {
      remark(value.remark("the justification '" + word + "' is not known"));
    }
    return justification.orElse(null);
  }
}
