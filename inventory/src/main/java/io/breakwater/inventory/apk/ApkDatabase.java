package io.breakwater.inventory.apk;

import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.database.FileListSink;
import io.breakwater.inventory.database.PackageList;
import io.breakwater.inventory.database.Role;
import io.breakwater.inventory.database.TextDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// apk's database `installed`, in `/lib/apk/db`, or in `/usr/lib/apk/db` since Alpine merged
/// `/usr`.
public final class ApkDatabase implements TextDatabase {
  @Override
  public String name() {
    return "apk";
  }

  @Override
  public Role roleOf(String path, int nameStart) {
    return path.length() - nameStart == 9 && path.endsWith("installed") ? Role.PACKAGES : Role.NONE;
  }

  @Override
  public List<List<String>> places() {
    return List.of(List.of("lib/apk/db/installed"), List.of("usr/lib/apk/db/installed"));
  }

  @Override
  public PackageList read(String path, InputStream in, DatabaseLimits limits, FileListSink files)
      throws IOException {
    return new InstalledParser(in, limits, files).read();
  }
}
