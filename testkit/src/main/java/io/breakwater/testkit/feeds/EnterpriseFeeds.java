package io.breakwater.testkit.feeds;

import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// What a folder holds of Red Hat, AlmaLinux and Rocky Linux, file by file.
final class EnterpriseFeeds {
  final List<RedHatOsv> advisories = new ArrayList<>();
  final List<RedHatCve> cves = new ArrayList<>();
  final List<CsafVex> documents = new ArrayList<>();
  final List<ErrataOsv> errata = new ArrayList<>();
  final Map<String, Object> repositories = new LinkedHashMap<>();

  /// Hands on the name (without a packing's suffix) and the bytes of each file.
  void each(BiConsumer<String, byte[]> files) {
    if (!advisories.isEmpty()) {
      var tar = new LayerBuilder();
      advisories.forEach(advisory -> tar.file(advisory.path(), advisory.render()));
      files.accept("redhat/osv.tar", tar.tar());
    }
    if (!cves.isEmpty()) {
      var tar = new LayerBuilder();
      cves.forEach(cve -> tar.file(cve.path(), cve.render()));
      files.accept("redhat/security-data-cve.tar", tar.tar());
    }
    documents.forEach(
        document -> files.accept("redhat/vex/" + document.fileName(), document.render()));
    if (!repositories.isEmpty()) {
      var mapping = Json.object("data", repositories, "last_updated", "2025-02-12T00:00:00");
      files.accept("redhat/repository-to-cpe.json", Json.bytes(mapping));
    }
    errata("almalinux/osv.tar", true, files);
    errata("rocky/osv.tar", false, files);
  }

  private void errata(String file, boolean alma, BiConsumer<String, byte[]> files) {
    var tar = new LayerBuilder();
    var count = 0;
    for (var erratum : errata) {
      if (erratum.isAlmaLinux() == alma) {
        tar.file(erratum.path(), erratum.render());
        count++;
      }
    }
    if (count > 0) {
      files.accept(file, tar.tar());
    }
  }
}
