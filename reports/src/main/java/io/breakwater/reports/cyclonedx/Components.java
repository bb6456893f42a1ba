package io.breakwater.reports.cyclonedx;

import io.breakwater.advisor.Assessment;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.reports.ImageIdentity;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.Json;
import io.breakwater.reports.ReleaseCpe;
import io.breakwater.sbom.PackageUrl;
import java.util.HashMap;
import java.util.IdentityHashMap;

/// The image, its operating system and its packages as components ("component", "bom-ref").
///
/// A package's reference is its package URL; where two packages have the same, or none, a number
/// tells them apart.
final class Components {
  /// Reference of the image.
  static final String IMAGE = "image";

  private static final String RELEASE = "operating-system";

  private final ImageReport report;
  private final Assessment assessment;
  private final IdentityHashMap<InstalledPackage, String> references = new IdentityHashMap<>();
  private final IdentityHashMap<InstalledPackage, PackageUrl> urls = new IdentityHashMap<>();

  Components(ImageReport report) {
    this.report = report;
    this.assessment = report.assessment();
    var seen = new HashMap<String, Integer>();
    for (var installed : assessment.packages()) {
      var url = PackageUrl.of(installed, assessment.os());
      if (url != null) {
        urls.put(installed, url);
      }
      var name =
          url == null
              ? installed.name() + "@" + installed.version() + "/" + installed.arch()
              : url.toString();
      var number = seen.merge(name, 1, Integer::sum);
      references.put(installed, number == 1 ? name : name + "#" + number);
    }
  }

  /// The reference of a package of this image.
  String reference(InstalledPackage installed) {
    var reference = references.get(installed);
    if (reference == null) {
      throw new IllegalArgumentException(installed.name() + " is no package of the image");
    }
    return reference;
  }

  void image(Json json, ImageIdentity identity) {
    json.object("component");
    json.text("type", report.image() == null ? "file" : "container");
    json.text("bom-ref", IMAGE);
    json.text("name", identity.title());
    json.known("version", identity.digest().map(Object::toString).orElse(""));
    json.known("purl", identity.purl().map(Object::toString).orElse(""));
    if (identity.platform().isPresent()) {
      json.array("properties");
      Properties.write(json, "breakwater:platform", identity.platform().get().toString());
      json.endArray();
    }
    json.endObject();
  }

  void write(Json json) {
    json.array("components");
    assessment.os().ifPresent(os -> release(json, os));
    for (var installed : assessment.packages()) {
      component(json, installed);
    }
    json.endArray();
  }

  private static void release(Json json, OperatingSystem os) {
    json.object();
    json.text("type", RELEASE);
    json.text("bom-ref", RELEASE);
    json.text("name", os.id());
    json.known("version", os.versionId());
    json.known("description", os.prettyName());
    json.known("cpe", ReleaseCpe.of(os).orElse(""));
    json.array("properties");
    Properties.write(json, "breakwater:os:codename", os.codename());
    Properties.write(json, "breakwater:os:idLike", String.join(" ", os.idLike()));
    Properties.write(json, "breakwater:os:file", os.file());
    json.endArray();
    json.endObject();
  }

  private void component(Json json, InstalledPackage installed) {
    var url = urls.get(installed);
    var origin = installed.origin();
    json.object();
    json.text("type", "library");
    json.text("bom-ref", reference(installed));
    json.known("publisher", installed.vendor());
    json.text("name", installed.name());
    json.text("version", installed.version());
    json.known("purl", url == null ? null : url.toString());
    json.array("properties");
    Properties.write(json, "breakwater:package:database", installed.file());
    Properties.write(json, "breakwater:package:vendor", installed.vendor());
    Properties.write(json, "breakwater:source:name", installed.source());
    Properties.write(json, "breakwater:source:version", installed.sourceVersion());
    Properties.write(json, "breakwater:layer:index", Integer.toString(origin.layer()));
    Properties.write(
        json, "breakwater:layer:digest", origin.layerDigest().map(Object::toString).orElse(""));
    Properties.write(json, "breakwater:layer:createdBy", origin.createdBy());
    Properties.write(json, "breakwater:layer:base", origin.base() ? "true" : "");
    SyftProperties.write(json, installed);
    json.endArray();
    json.endObject();
  }
}
