package io.breakwater.inventory.layer;

import io.breakwater.inventory.database.PackageList;
import java.util.List;

/// What is kept of a file that may matter.
public sealed interface Content {
  /// A package database that was parsed.
  ///
  /// @param database name of its kind
  /// @param fileList number of the list of all its packages' paths, -1 where it names none
  /// @param companions what the names of those files beside it add to its own that were read with
  ///     it, since they hold changes
  record Packages(String database, PackageList list, int fileList, List<String> companions)
      implements Content {
    public Packages {
      companions = List.copyOf(companions);
    }
  }

  /// A file beside a package database that may change what it says.
  ///
  /// @param changes what it holds that the database does not have, empty for nothing
  record Companion(String changes) implements Content {}

  /// A small text: a release file, an apt source; bytes that are not UTF-8 are U+FFFD.
  record Text(String text) implements Content {}

  /// A list of names, taken from a larger file: the repositories of a content manifest.
  record Names(List<String> names) implements Content {
    public Names {
      names = List.copyOf(names);
    }
  }

  /// The paths of one package, in [LayerInventory]'s file lists.
  record FileList(int number) implements Content {}

  /// The file is there, and what it says is not known.
  ///
  /// @param code stable, kebab case; empty for a file that does not hold what its name says, such
  ///     as a device
  record Unread(String code, String why) implements Content {
    /// There was no room for a file that has to be kept while the layer is read.
    public static final String SPOOL_FAILED = "spool-failed";
  }
}
