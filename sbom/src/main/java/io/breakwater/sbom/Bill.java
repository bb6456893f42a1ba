package io.breakwater.sbom;

import io.breakwater.inventory.Gap;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.Note;
import io.breakwater.inventory.Products;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a document says, collected component by component, and the inventory that it amounts to.
///
/// Nothing is dropped silently: a component that is or may be a package of an operating system
/// and cannot be told is a gap; packages of applications are counted in a note.
final class Bill {
  /// A package of an operating system, whose manager is judged.
  private record Found(PackageUrl url, Component component) {}

  /// A component that may be a package and has no package URL.
  private record Unnamed(String id, String title) {}

  /// Tools that write vendors and source packages as the package databases have them.
  private static final Set<String> EXACT = Set.of("syft", "grype", "trivy", "breakwater");

  private static final Set<String> NOT_INSTALLED = Set.of("oci", "docker");

  private final String file;
  private final String what;
  private final SbomLimits limits;
  private final List<Component> systems = new ArrayList<>();
  private final List<Found> packages = new ArrayList<>();
  private final List<Unnamed> unnamed = new ArrayList<>();
  private final Set<String> described = new HashSet<>();
  private final TreeMap<String, Integer> others = new TreeMap<>();
  private final Set<String> tools = new LinkedHashSet<>();
  private final List<String> diffIds = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private final Unreadable unreadable = new Unreadable();
  private boolean exact;
  private long keptChars;
  private int components;

  /// @param file for messages and as the evidence of packages
  /// @param what for messages: `reading the SBOM app.json`
  Bill(String file, String what, SbomLimits limits) {
    this.file = file;
    this.what = what;
    this.limits = limits;
  }

  /// A tool that wrote the document.
  void tool(String name, String version) throws SbomException {
    var known = name.toLowerCase(Locale.ROOT);
    exact |= EXACT.contains(known);
    // Syft writes "[not provided]" where it was built without its version.
    var title = version.isEmpty() || version.startsWith("[") ? name : name + " " + version;
    if (!title.isBlank() && tools.size() < 10) {
      kept(title);
      tools.add(title);
    }
  }

  /// A layer of the image, lowest first, as Trivy lists them.
  void diffId(String digest) throws SbomException {
    kept(digest);
    diffIds.add(digest);
  }

  /// An element that the document is about as a whole.
  void described(String id) throws SbomException {
    kept(id);
    described.add(id);
  }

  /// How complete the document says its list of components is (CycloneDX).
  void aggregate(String aggregate) {
    if (aggregate.startsWith("incomplete")) {
      gap(
          "sbom-incomplete",
          file + " says of its own components that they are " + aggregate.replace('_', ' '),
          "write the SBOM with a tool that sees the whole image");
    } else if (aggregate.equals("unknown")) {
      note(
          "sbom-completeness-unknown", "whether its list of components is complete it leaves open");
    }
  }

  void add(Component component) throws SbomException {
    components++;
    if (component.kind == Component.Kind.OPERATING_SYSTEM) {
      kept(component.name, component.version, component.description, component.distroTitle);
      systems.add(component);
    } else if (!component.urls.isEmpty()) {
      for (var url : component.urls) {
        add(url, component);
      }
    } else if (component.kind == Component.Kind.PACKAGE) {
      if (component.isOfAnApplication()) {
        others.merge(component.packageType, 1, Integer::sum);
      } else {
        kept(component.id, component.title());
        unnamed.add(new Unnamed(component.id, component.title()));
      }
    }
  }

  private void add(String text, Component component) throws SbomException {
    PackageUrl url;
    try {
      url = PackageUrl.parse(text);
    } catch (IllegalArgumentException e) {
      malformed(text, component, String.valueOf(e.getMessage()));
      return;
    }
    if (!isJudged(url.type())) {
      if (!NOT_INSTALLED.contains(url.type())) {
        other(url.type());
      }
      return;
    }
    kept(text, component.name, component.version, component.publisher, component.sourceName);
    kept(component.sourceRpm, component.module, component.packageType, component.sourceVersion);
    kept(component.layerDigest, component.layerCreatedBy, component.vendor);
    packages.add(new Found(url, component));
  }

  private void malformed(String text, Component component, String why) {
    var slash = text.indexOf('/');
    var type = slash > 4 && text.startsWith("pkg:") ? text.substring(4, slash) : "";
    if (PackageUrlParser.isType(type) && !isJudged(type.toLowerCase(Locale.ROOT))) {
      other(type);
    } else if (component.isOfAnApplication()) {
      other(component.packageType);
    } else {
      unreadable.add(component.title(), "its package URL cannot be read: " + why);
    }
  }

  private void other(String type) {
    others.merge(
        others.size() < 100 || others.containsKey(type) ? type : "others", 1, Integer::sum);
  }

  static boolean isJudged(String type) {
    return type.equals("deb") || type.equals("apk") || type.equals("rpm");
  }

  private void kept(String... texts) throws SbomException {
    for (var text : texts) {
      keptChars += text.length();
    }
    var many = packages.size() + systems.size() + unnamed.size() + diffIds.size();
    if (many >= limits.packages() || described.size() >= limits.packages()) {
      throw SbomFile.tooLarge(
          what, "it holds more than " + limits.packages() + " packages", -1, null);
    }
    if (keptChars > limits.keptChars()) {
      throw SbomFile.tooLarge(
          what, "its packages have more than " + limits.keptChars() + " characters", -1, null);
    }
  }

  boolean isEmpty() {
    return components == 0;
  }

  /// The inventory.
  ///
  /// @param format for people: `CycloneDX 1.6`
  ImageInventory inventory(String format) {
    var installed = installed();
    forgetTheDocumentItself();
    var release = new BillRelease(file, systems, installed, urls(), builder()).finding();
    gaps.addAll(release.gaps());
    if (unreadable.count > 0) {
      gap("sbom-component-unreadable", unreadable.message(file), Unreadable.NEXT);
    }
    if (installed.isEmpty()) {
      withoutPackages(release.os().isPresent());
    } else {
      withoutSources(installed);
    }
    notes.addFirst(new Note("sbom", "an SBOM was read, not an image: " + origin(format)));
    note("sbom-no-file-list", "without the image's files: whose a file is cannot be told");
    note(
        "sbom-no-configuration",
        "without the image's configuration: settings, secrets and enabled modules and content"
            + " sets cannot be checked");
    othersNote();
    var nothing = installed.isEmpty() && release.os().isEmpty();
    return new ImageInventory(
        release.os(),
        installed,
        nothing ? List.of() : List.of(file),
        gaps,
        Set.of(),
        Products.NONE,
        notes);
  }

  private String origin(String format) {
    return format + (tools.isEmpty() ? "" : ", written by " + String.join(", ", tools));
  }

  private List<PackageUrl> urls() {
    return packages.stream().map(Found::url).toList();
  }

  /// Who maintains `base-files`: the distribution that the image was made from.
  private @Nullable String builder() {
    for (var found : packages) {
      if (found.url().name().equals("base-files") && !found.component().publisher.isEmpty()) {
        return found.component().publisher;
      }
    }
    return null;
  }

  private List<InstalledPackage> installed() {
    var reader = new BillPackages(file, exact, diffIds);
    var all = new LinkedHashSet<InstalledPackage>();
    for (var found : packages) {
      try {
        reader.read(found.url(), found.component()).ifPresent(all::add);
      } catch (IllegalArgumentException e) {
        unreadable.add(found.component().title(), String.valueOf(e.getMessage()));
      }
    }
    var sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparing(InstalledPackage::name)
            .thenComparing(InstalledPackage::arch)
            .thenComparing(InstalledPackage::version)
            .thenComparing(InstalledPackage::ecosystem));
    return sorted;
  }

  private void forgetTheDocumentItself() {
    for (var one : unnamed) {
      if (described.contains(one.id())) {
        continue;
      }
      if (exact && one.id().startsWith("SPDXRef-Package-") && !isJudgedBySyft(one.id())) {
        others.merge("others", 1, Integer::sum);
      } else {
        unreadable.add(one.title(), "it has no package URL");
      }
    }
  }

  /// Syft's identifiers say what sort of package it is: `SPDXRef-Package-deb-…`.
  private static boolean isJudgedBySyft(String id) {
    var type = id.substring("SPDXRef-Package-".length());
    return type.startsWith("deb-") || type.startsWith("apk-") || type.startsWith("rpm-");
  }

  private void withoutPackages(boolean released) {
    if (unreadable.count == 0) {
      gap(
          "sbom-without-packages",
          file
              + " names "
              + (released ? "an operating system and no package of it" : "no operating system")
              + ": what is installed is not known",
          "write the SBOM of the whole image, with the packages of its operating system");
    }
  }

  /// Advisories of most distributions speak of source packages: without them there is silence,
  /// which must not pass for health. A package without source is its own only where the tool is
  /// known to write sources.
  private void withoutSources(List<InstalledPackage> installed) {
    var named =
        exact
            || installed.stream()
                .anyMatch(p -> p.sourceRpm() != null || !p.source().equals(p.name()));
    if (!named) {
      gap(
          "sbom-sources-missing",
          file + " names no source packages, of which the advisories speak",
          "write the SBOM with a tool that names them, such as syft or trivy");
    }
  }

  private void othersNote() {
    if (!others.isEmpty()) {
      var count = others.values().stream().mapToInt(Integer::intValue).sum();
      note(
          "sbom-application-packages",
          count
              + (count == 1 ? " package" : " packages")
              + " of other kinds ("
              + String.join(", ", others.keySet())
              + ") passed over: only those of apk, dpkg and rpm are judged");
    }
  }

  private void gap(String code, String message, String next) {
    gaps.add(new Gap(code, message, next, OptionalInt.empty(), OptionalLong.empty()));
  }

  private void note(String code, String message) {
    notes.add(new Note(code, message));
  }

  /// The components that could not be told: how many, and which was the first.
  private static final class Unreadable {
    private static final String NEXT =
        "write the SBOM with a tool that names every package by a package URL, such as syft or"
            + " trivy";

    private int count;
    private String first = "";

    void add(String title, String why) {
      first = count == 0 ? "'" + title + "' (" + why + ")" : first;
      count++;
    }

    String message(String file) {
      return count == 1
          ? "a component of " + file + " cannot be told: " + first
          : count + " components of " + file + " cannot be told, the first is " + first;
    }
  }
}
