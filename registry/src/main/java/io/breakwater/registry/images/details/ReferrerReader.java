package io.breakwater.registry.images.details;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.manifest.JsonDocument;
import io.breakwater.registry.images.ConfigTimes;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.referrers.Referrers;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredManifest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what refers to a manifest: the first of it whole, the rest counted.
final class ReferrerReader {
  private static final int PAGE = 50;
  private static final int ANNOTATIONS = 100;
  private static final int CHARACTERS = 16 << 10;

  /// OCI image specification, `annotations.md`, "Pre-Defined Annotation Keys".
  private static final String CREATED = "org.opencontainers.image.created";

  private final Referrers referrers;

  ReferrerReader(Metadata metadata) {
    referrers = new Referrers(metadata);
  }

  /// What was found.
  ///
  /// @param inAll counted up to [ImageDetailReader#COUNTED]
  record Found(List<ReferrerDetails> shown, int inAll) {}

  Found read(RepositoryName repository, Digest subject) throws StoreException {
    var shown = new ArrayList<ReferrerDetails>();
    var inAll = 0;
    var after = 0L;
    while (inAll < ImageDetailReader.COUNTED) {
      var page = referrers.page(repository, subject, Optional.empty(), after, PAGE);
      for (var manifest : page.manifests()) {
        if (shown.size() < ImageDetailReader.REFERRERS) {
          shown.add(details(manifest));
        }
      }
      inAll += page.manifests().size();
      if (!page.more()) {
        break;
      }
      after = page.last();
    }
    return new Found(shown, inAll);
  }

  private static ReferrerDetails details(StoredManifest manifest) {
    var annotations = annotations(manifest.annotations().orElse(""));
    return new ReferrerDetails(
        manifest.digest(),
        manifest.artifactType(),
        manifest.size(),
        ConfigTimes.parse(annotations.getOrDefault(CREATED, "")),
        manifest.pushed(),
        annotations);
  }

  private static Map<String, String> annotations(String text) {
    var all = new LinkedHashMap<String, String>();
    if (text.isEmpty()) {
      return all;
    }
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    try (var json = JsonDocument.open(bytes, "reading annotations", "manifest-malformed")) {
      var characters = new int[1];
      json.object(
          name -> {
            var value = json.text();
            characters[0] += Math.min(name.length() + value.length(), CHARACTERS + 1);
            if (characters[0] <= CHARACTERS && all.size() < ANNOTATIONS) {
              all.put(name, value);
            } else {
              characters[0] = CHARACTERS;
            }
          });
    } catch (ImageException e) {
      // What can be read of them is enough.
    }
    return all;
  }
}
