package io.breakwater.testkit.sbom;

import io.breakwater.testkit.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A bill of materials of an image with one operating system, in the dialect of one tool.
public final class Bill {
  private final BillTool tool;
  private final String distribution;
  private final String release;
  private final List<BillEntry> entries = new ArrayList<>();

  private Bill(BillTool tool, String distribution, String release) {
    this.tool = tool;
    this.distribution = distribution;
    this.release = release;
  }

  /// An image of a distribution, named as in `ID` and `VERSION_ID` of its `os-release`.
  public static Bill of(BillTool tool, String distribution, String release) {
    return new Bill(tool, distribution, release);
  }

  /// An rpm package built from the source package of its own name and version.
  ///
  /// @param nevra `NAME-[EPOCH:]VERSION-RELEASE.ARCH`
  /// @param module modularity label, `NAME:STREAM:VERSION:CONTEXT`
  public Bill rpm(String nevra, @Nullable String module, String vendor) {
    var evr = nevra.substring(nevra.lastIndexOf('-', nevra.lastIndexOf('-') - 1) + 1);
    var plain = evr.substring(evr.indexOf(':') + 1, evr.lastIndexOf('.'));
    var name = nevra.substring(0, nevra.length() - evr.length() - 1);
    return rpm(nevra, name + "-" + plain + ".src.rpm", module, vendor);
  }

  /// An rpm package.
  public Bill rpm(String nevra, String sourceRpm, @Nullable String module, String vendor) {
    var dot = nevra.lastIndexOf('.');
    var dash = nevra.lastIndexOf('-', nevra.lastIndexOf('-') - 1);
    var name = nevra.substring(0, dash);
    var version = nevra.substring(dash + 1, dot);
    var colon = version.indexOf(':');
    var epoch = colon < 0 ? "" : version.substring(0, colon);
    var plain = version.substring(colon + 1);
    var source = sourceRpm.substring(0, sourceRpm.length() - ".src.rpm".length());
    var qualifiers = new LinkedHashMap<String, String>();
    qualifiers.put("arch", nevra.substring(dot + 1));
    qualifiers.put("distro", tool.system(distribution) + "-" + release);
    qualifiers.put("epoch", epoch);
    var properties = new LinkedHashMap<String, String>();
    if (tool == BillTool.SYFT) {
      qualifiers.put("upstream", sourceRpm);
      properties.put("package:type", "rpm");
      properties.put("package:metadataType", "rpm-db-entry");
      properties.put("metadata:epoch", epoch);
      properties.put("metadata:modularityLabel", module == null ? "" : module);
      properties.put("metadata:release", plain.substring(plain.indexOf('-') + 1));
      properties.put("metadata:sourceRpm", sourceRpm);
    } else {
      qualifiers.put("modularitylabel", module == null ? "" : module);
      properties.put("PkgID", name + "@" + plain + nevra.substring(dot));
      properties.put("PkgType", tool.system(distribution));
      properties.put("Modularitylabel", module == null ? "" : module);
      sourceProperties(source, epoch, properties);
    }
    var purl = purl("rpm", name, plain, qualifiers);
    return add(new BillEntry(name, version, purl, vendor, spaced(source, epoch), properties));
  }

  /// A Debian or Ubuntu package.
  public Bill deb(String name, String version, String arch, String source, String sourceVersion) {
    var qualifiers = new LinkedHashMap<String, String>();
    qualifiers.put("arch", arch);
    qualifiers.put("distro", distribution + "-" + release);
    var properties = new LinkedHashMap<String, String>();
    var purlVersion = version;
    if (tool == BillTool.SYFT) {
      var same = sourceVersion.equals(version);
      qualifiers.put(
          "upstream", same ? (source.equals(name) ? "" : source) : source + "@" + sourceVersion);
      properties.put("package:type", "deb");
      properties.put("package:metadataType", "dpkg-db-entry");
      properties.put("metadata:source", source.equals(name) ? "" : source);
      properties.put("metadata:sourceVersion", same ? "" : sourceVersion);
    } else {
      var colon = version.indexOf(':');
      qualifiers.put("epoch", colon < 0 ? "" : version.substring(0, colon));
      purlVersion = version.substring(colon + 1);
      properties.put("PkgID", name + "@" + version);
      properties.put("PkgType", distribution);
      var sourceColon = sourceVersion.indexOf(':');
      sourceProperties(
          source + "-" + sourceVersion.substring(sourceColon + 1),
          sourceColon < 0 ? "" : sourceVersion.substring(0, sourceColon),
          properties);
      properties.put("SrcName", source);
    }
    var purl = purl("deb", name, purlVersion, qualifiers);
    return add(new BillEntry(name, version, purl, "", source + " " + sourceVersion, properties));
  }

  /// An Alpine package.
  public Bill apk(String name, String version, String arch, String origin) {
    var qualifiers = new LinkedHashMap<String, String>();
    qualifiers.put("arch", arch);
    qualifiers.put("distro", tool == BillTool.SYFT ? "alpine-" + release : release);
    var properties = new LinkedHashMap<String, String>();
    if (tool == BillTool.SYFT) {
      qualifiers.put("upstream", origin.equals(name) ? "" : origin);
      properties.put("package:type", "apk");
      properties.put("package:metadataType", "apk-db-entry");
      properties.put("metadata:originPackage", origin);
    } else {
      properties.put("PkgID", name + "@" + version);
      properties.put("PkgType", "alpine");
      properties.put("SrcName", origin);
      properties.put("SrcVersion", version);
    }
    var purl = purl("apk", name, version, qualifiers);
    return add(new BillEntry(name, version, purl, "", origin + " " + version, properties));
  }

  private Bill add(BillEntry entry) {
    entries.add(entry);
    return this;
  }

  private static void sourceProperties(String nvr, String epoch, Map<String, String> properties) {
    var release = nvr.lastIndexOf('-');
    var version = nvr.lastIndexOf('-', release - 1);
    properties.put("SrcName", nvr.substring(0, version));
    properties.put("SrcVersion", nvr.substring(version + 1, release));
    properties.put("SrcRelease", nvr.substring(release + 1));
    properties.put("SrcEpoch", epoch);
  }

  private static String spaced(String nvr, String epoch) {
    var version = nvr.lastIndexOf('-', nvr.lastIndexOf('-') - 1);
    var prefix = epoch.isEmpty() ? "" : epoch + ":";
    return nvr.substring(0, version) + " " + prefix + nvr.substring(version + 1);
  }

  /// Qualifiers without a value are left out, as package URLs have it.
  private String purl(String type, String name, String version, Map<String, String> qualifiers) {
    var out = new StringBuilder("pkg:").append(type).append('/');
    out.append(tool.namespace(distribution)).append('/').append(encoded(name));
    out.append('@').append(encoded(version));
    var separator = '?';
    for (var qualifier : qualifiers.entrySet()) {
      if (!qualifier.getValue().isEmpty()) {
        out.append(separator).append(qualifier.getKey()).append('=');
        out.append(encoded(qualifier.getValue()));
        separator = '&';
      }
    }
    return out.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%7E", "~");
  }

  /// A CycloneDX document.
  ///
  /// @param version `1.4`, whose tools are a list; `1.5` or `1.6`, whose tools are components
  public byte[] cycloneDx(String version) {
    return new CycloneDxBill(tool, tool.system(distribution), release, entries).render(version);
  }

  /// An SPDX 2.3 document.
  public byte[] spdx() {
    return new SpdxBill(tool, tool.system(distribution), release, entries).render();
  }

  static Object named(String name, String value) {
    return Json.object("name", name, "value", value);
  }
}
