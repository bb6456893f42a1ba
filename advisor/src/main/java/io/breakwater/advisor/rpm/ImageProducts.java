package io.breakwater.advisor.rpm;

import io.breakwater.inventory.Products;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The products whose packages an image may hold, and so whose rows speak of it.
///
/// An image names products by its content sets and its label. Both tell what Red Hat put into the
/// layers that it built, not what was added in later ones, so they never narrow the base: the
/// repositories that every subscription of the major release has always belong to it.
///
/// | product | rows apply |
/// |---|---|
/// | `enterprise_linux:N`, every edition and (RHEL 10) minor release | always |
/// | `rhel_extras:N`, `rhel_extras_*:N`, `rhel_software_collections:*::elN` | always |
/// | `rhel_els:N` | always; the fixes need extended support unless the image names it |
/// | `rhel_eus:X.Y`, also `aus`, `e4s`, `tus` | the image names it and is X.Y |
/// | anything else | the image names it, see [Cpe#covers] |
///
/// An image that names such a stream of its minor release and not `enterprise_linux:N` stays on
/// that stream: of the fixes of the main stream it can get those of its own and earlier minor
/// releases only ([#reach]).
///
/// Sources: Red Hat, "Security data, CVRF, CPE": `repository-to-cpe.json`; the life cycle page
/// <https://access.redhat.com/support/policy/updates/errata> for the streams.
///
/// Not safe for use by several threads: answers are kept.
public final class ImageProducts {
  private static final String BASE = "enterprise_linux";
  private static final String EXTRAS = "rhel_extras";
  private static final String COLLECTIONS = "rhel_software_collections";
  private static final String EXTENDED = "rhel_els";
  private static final Set<String> STREAMS =
      Set.of("rhel_eus", "rhel_aus", "rhel_e4s", "rhel_tus", "enterprise_linux_eus");

  private final String major;
  private final String minor;
  private final List<Cpe> named;
  private final boolean onStream;
  private final boolean repositoriesUnknown;
  private final Map<String, Integer> known = new HashMap<>();

  private ImageProducts(String versionId, List<Cpe> named, boolean repositoriesUnknown) {
    var dot = versionId.indexOf('.');
    this.major = dot < 0 ? versionId : versionId.substring(0, dot);
    this.minor = dot < 0 ? "" : versionId.substring(dot + 1);
    this.named = List.copyOf(named);
    this.repositoriesUnknown = repositoriesUnknown;
    this.onStream =
        named.stream().anyMatch(cpe -> STREAMS.contains(cpe.product()) && ofImage(cpe))
            && named.stream().noneMatch(this::main);
  }

  /// The products of an image.
  ///
  /// @param versionId `VERSION_ID` of the release file: `8.6`, `8`
  /// @param said what the image says of itself
  /// @param cpesOf the products of a repository, empty where it is not known
  public static ImageProducts of(
      String versionId, Products said, Function<String, List<String>> cpesOf) {
    var named = new ArrayList<Cpe>();
    var known = false;
    for (var repository : said.repositories()) {
      var cpes = cpesOf.apply(repository);
      known |= !cpes.isEmpty();
      cpes.forEach(cpe -> add(cpe, named));
    }
    said.cpes().forEach(cpe -> add(cpe, named));
    return new ImageProducts(versionId, named, !known && !said.repositories().isEmpty());
  }

  /// For distributions whose rows name no products.
  static ImageProducts none() {
    return new ImageProducts("", List.of(), false);
  }

  private static void add(String text, List<Cpe> named) {
    var cpe = Cpe.parse(text);
    if (cpe != null && !named.contains(cpe)) {
      named.add(cpe);
    }
  }

  /// The image names content sets, and none of them is known.
  public boolean repositoriesUnknown() {
    return repositoriesUnknown;
  }

  /// The image names extended life-cycle support: its fixes are ordinary ones here.
  public boolean extended() {
    return named.stream().anyMatch(cpe -> cpe.product().equals(EXTENDED) && cpe.ofMajor(major));
  }

  /// Whether rows for a product speak of the image, and how narrowly: -1 where they do not.
  int fit(String cpe) {
    return known.computeIfAbsent(
        cpe,
        text -> {
          var row = Cpe.parse(text);
          return row == null || !applies(row) ? -1 : row.specificity();
        });
  }

  private boolean applies(Cpe row) {
    return switch (row.product()) {
      case BASE -> row.version().isEmpty() || row.ofMajor(major);
      case EXTENDED -> row.ofMajor(major);
      case COLLECTIONS -> row.edition().equals("el" + major) || collections(row);
      default ->
          STREAMS.contains(row.product())
              ? ofImage(row)
                  && named.stream().anyMatch(new Cpe(row.product(), row.version(), "")::covers)
              : extras(row) || named.stream().anyMatch(row::covers);
    };
  }

  /// Unfixed states name no edition; collections exist for 6 and 7 only.
  private boolean collections(Cpe row) {
    return row.edition().isEmpty() && (major.equals("6") || major.equals("7"));
  }

  private boolean extras(Cpe row) {
    var product = row.product();
    return (product.equals(EXTRAS) || product.startsWith(EXTRAS + "_"))
        && row.version().equals(major);
  }

  private boolean main(Cpe cpe) {
    return cpe.product().equals(BASE) && cpe.ofMajor(major);
  }

  /// Whether a stream is of the image's minor release, as far as the image tells its own.
  private boolean ofImage(Cpe stream) {
    return stream.ofMajor(major)
        && (minor.isEmpty() || stream.version().equals(major + "." + minor));
  }

  /// Whether the image can install a fix that is published for these products.
  ///
  /// The minor release of a build stands in its dist tag: `.el8_6`, `.module+el8.6.0`. A fix of
  /// the main stream without it may be of any, and is taken for a later one.
  boolean reach(List<String> cpes, String fixedVersion) {
    if (!onStream) {
      return true;
    }
    for (var text : cpes) {
      var cpe = Cpe.parse(text);
      if (cpe != null && fit(text) >= 0 && !cpe.product().equals(BASE)) {
        return true;
      }
    }
    var of = minorOf(fixedVersion);
    return of >= 0 && of <= number(minor);
  }

  private int minorOf(String fixedVersion) {
    var tag = "el" + major;
    var at = fixedVersion.lastIndexOf(tag);
    var end = at + tag.length();
    if (at < 0 || end >= fixedVersion.length() || "_.".indexOf(fixedVersion.charAt(end)) < 0) {
      return -1;
    }
    // `.el8.1` counts rebuilds; only in the version of a module does the dot divide a release.
    var module = fixedVersion.charAt(end) == '.';
    return module && fixedVersion.lastIndexOf(".module", at) < 0
        ? -1
        : number(fixedVersion.substring(end + 1));
  }

  /// The number that a text begins with, -1 where it begins with none.
  private static int number(String text) {
    var end = 0;
    while (end < text.length() && end < 4 && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end == 0 ? -1 : Integer.parseInt(text, 0, end, 10);
  }

  /// The release and what the image names, for people.
  @Override
  public String toString() {
    return major + (minor.isEmpty() ? "" : "." + minor) + " " + named;
  }

  /// Whether the image has one of some products; an empty list is all of them.
  boolean any(List<String> cpes) {
    for (var cpe : cpes) {
      if (fit(cpe) >= 0) {
        return true;
      }
    }
    return cpes.isEmpty();
  }

  /// The products of a list that the image has; null where the list is not empty and it has none.
  @Nullable List<String> matching(List<String> cpes) {
    if (cpes.isEmpty()) {
      return cpes;
    }
    var matching = new ArrayList<String>(1);
    for (var cpe : cpes) {
      if (fit(cpe) >= 0) {
        matching.add(cpe);
      }
    }
    return matching.isEmpty() ? null : matching;
  }

  /// Whether both name one product, the first more narrowly.
  boolean narrower(String cpe, String other) {
    var a = Cpe.parse(cpe);
    var b = Cpe.parse(other);
    return a != null
        && b != null
        && a.product().equals(b.product())
        && a.specificity() > b.specificity();
  }

  /// How narrow the narrowest of some products is that the image has; 0 for none at all.
  int specificity(List<String> cpes) {
    var narrowest = 0;
    for (var cpe : cpes) {
      narrowest = Math.max(narrowest, fit(cpe));
    }
    return narrowest;
  }
}
