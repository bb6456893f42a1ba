package io.breakwater.inventory.rpm;

import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.database.FileListSink;
import io.breakwater.inventory.database.PackageDatabase;
import io.breakwater.inventory.database.PackageList;
import io.breakwater.inventory.database.Role;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// rpm's three stores (Berkeley DB `Packages`, `rpmdb.sqlite`, NDB `Packages.db`), in either of
/// their folders. This version only says that they are there.
public final class RpmDatabase implements PackageDatabase {
  private static final List<String> FILES = places();

  @Override
  public String name() {
    return "rpm";
  }

  @Override
  public Role roleOf(String path, int nameStart) {
    return switch (path.length() - nameStart) {
      case 8 -> role(path.endsWith("Packages"));
      case 11 -> role(path.endsWith("Packages.db"));
      case 12 -> role(path.endsWith("rpmdb.sqlite"));
      default -> Role.NONE;
    };
  }

  private static Role role(boolean found) {
    return found ? Role.UNREAD : Role.NONE;
  }

  @Override
  public List<String> files() {
    return FILES;
  }

  private static List<String> places() {
    var places = new ArrayList<String>();
    for (var folder : List.of("var/lib/rpm/", "usr/lib/sysimage/rpm/", "usr/share/rpm/")) {
      for (var name : List.of("Packages", "Packages.db", "rpmdb.sqlite")) {
        places.add(folder + name);
      }
    }
    return List.copyOf(places);
  }

  @Override
  public List<String> directories() {
    return List.of();
  }

  @Override
  public String fileLists() {
    return "";
  }

  @Override
  public String ownerByFileName(String fileName) {
    return "";
  }

  @Override
  public PackageList read(String path, InputStream in, DatabaseLimits limits, FileListSink files)
      throws IOException {
    return PackageList.EMPTY;
  }
}
