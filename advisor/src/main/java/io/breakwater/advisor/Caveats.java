package io.breakwater.advisor;

import io.breakwater.advisor.rpm.ImageProducts;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.OperatingSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Warns of what an image or its distribution's advisories leave open.
///
/// | code | when |
/// |---|---|
/// | the note's own | the input cannot tell something |
/// | `centos-advisories` | CentOS: Red Hat's advisories are used |
/// | `approximation` | CentOS Stream runs ahead of the releases that the advisories are for |
/// | `content-sets-unknown` | none of the image's content sets is known |
final class Caveats {
  private Caveats() {}

  static List<Warning> of(
      ImageInventory inventory,
      Distribution distribution,
      OperatingSystem os,
      Optional<ImageProducts> products) {
    var warnings = new ArrayList<Warning>();
    if (distribution == Distribution.CENTOS) {
      warnings.add(new Warning("centos-advisories", centos(os)));
    }
    if (distribution.stream(os)) {
      warnings.add(
          new Warning(
              "approximation",
              "CentOS Stream "
                  + Distribution.major(os)
                  + " runs ahead of the RHEL minor releases that the advisories are for:"
                  + " its versions compare with theirs approximately"));
    }
    if (products.isPresent() && products.get().repositoriesUnknown()) {
      warnings.add(
          new Warning(
              "content-sets-unknown",
              "none of the image's content sets is known ("
                  + String.join(", ", inventory.products().repositories())
                  + "): it is judged by the base products of its major release"));
    }
    return warnings;
  }

  private static String centos(OperatingSystem os) {
    var major = Distribution.major(os);
    var text =
        "CentOS publishes no advisories that a program can read; Red Hat's for RHEL "
            + major
            + " are used";
    return Notices.twins(os)
        ? text + ", and the notice CESA-… of CentOS carries the number of Red Hat's RHSA-…"
        : text;
  }
}
