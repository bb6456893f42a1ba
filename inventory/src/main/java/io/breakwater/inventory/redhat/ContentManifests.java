package io.breakwater.inventory.redhat;

import io.breakwater.inventory.layer.Capture;
import io.breakwater.inventory.layer.Content;
import io.breakwater.inventory.layer.InventoryLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Where Red Hat's content manifests lie: the build systems put one a layer into
/// `/root/buildinfo/content_manifests`, newer ones into `/usr/share/buildinfo`, where
/// `labels.json` is something else. [ContentManifest] says what is in them.
///
/// Limit: documents of 16 MiB.
public final class ContentManifests implements Capture {
  public static final String DAMAGED = "content-manifest-damaged";
  public static final String TOO_LARGE = "content-manifest-too-large";

  /// Relative to the root.
  public static final List<String> FOLDERS =
      List.of("root/buildinfo/content_manifests", "usr/share/buildinfo");

  private static final String SUFFIX = ".json";
  private static final int LARGEST = 16 << 20;

  @Override
  public boolean mayBe(String path, int nameStart) {
    return path.endsWith(SUFFIX)
        && (isIn("content_manifests/", path, nameStart)
            || (isIn("buildinfo/", path, nameStart) && !path.startsWith("labels.json", nameStart)));
  }

  private static boolean isIn(String folder, String path, int nameStart) {
    return path.startsWith(folder, nameStart - folder.length());
  }

  @Override
  public Content read(InputStream in, long size, InventoryLimits limits) throws IOException {
    if (size > LARGEST) {
      return new Content.Unread(
          TOO_LARGE, "it has " + size + " bytes, expected " + LARGEST + " at the most");
    }
    return ContentManifest.read(in);
  }
}
