package io.breakwater.inventory.dpkg;

import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.database.FileListSink;
import io.breakwater.inventory.database.PackageList;
import io.breakwater.inventory.database.Role;
import io.breakwater.inventory.database.TextDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// dpkg's database: `status` (dpkg(1), "FILES"; deb822(5)), one file a package in `status.d` of
/// distroless images, and the file lists `info/NAME[:ARCH].list`.
public final class DpkgDatabase implements TextDatabase {
  private static final String STATUS_DIRECTORY = "status.d/";
  private static final String MD5SUMS = ".md5sums";
  private static final String LIST = ".list";

  /// The folder of the lists; there are other folders called `info`, and `zoneinfo`.
  private static final String LISTS = "dpkg/info/";

  @Override
  public String name() {
    return "dpkg";
  }

  @Override
  public Role roleOf(String path, int nameStart) {
    int length = path.length() - nameStart;
    if (length == 6 && path.endsWith("status")) {
      return Role.PACKAGES;
    }
    if (path.startsWith(STATUS_DIRECTORY, nameStart - STATUS_DIRECTORY.length())) {
      return path.endsWith(MD5SUMS) ? Role.FILES : Role.PACKAGES;
    }
    return path.endsWith(LIST) && path.startsWith(LISTS, nameStart - LISTS.length())
        ? Role.FILES
        : Role.NONE;
  }

  @Override
  public List<List<String>> places() {
    return List.of(List.of("var/lib/dpkg/status"));
  }

  @Override
  public List<String> directories() {
    return List.of("var/lib/dpkg/status.d");
  }

  @Override
  public String fileLists() {
    return "var/lib/dpkg/info";
  }

  /// `libc6:amd64.list` and `libc6.list` are the lists of `libc6`, and so is `libc6.md5sums`.
  @Override
  public String ownerByFileName(String fileName) {
    var suffix = fileName.endsWith(LIST) ? LIST : MD5SUMS;
    if (!fileName.endsWith(suffix)) {
      return "";
    }
    var owner = fileName.substring(0, fileName.length() - suffix.length());
    int colon = owner.indexOf(':');
    return colon < 0 ? owner : owner.substring(0, colon);
  }

  @Override
  public PackageList read(String path, InputStream in, DatabaseLimits limits, FileListSink files)
      throws IOException {
    boolean oneOfMany = !path.endsWith("status") || path.contains("/" + STATUS_DIRECTORY);
    return new StatusParser(in, limits, !oneOfMany).read();
  }
}
