package io.breakwater.inventory.rpm;

import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.database.FileListSink;
import io.breakwater.inventory.database.PackageList;
import io.breakwater.inventory.database.Role;
import io.breakwater.inventory.database.StoreDatabase;
import io.breakwater.rpmdb.RpmStore;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// rpm's three stores: `rpmdb.sqlite`, NDB `Packages.db`, Berkeley DB `Packages`.
///
/// **Places.** `/var/lib/rpm` (`%_dbpath` by default), `/usr/lib/sysimage/rpm` (SUSE, Fedora since
/// 36; mostly one of the two is a link to the other), `/usr/share/rpm` (ostree). Where a folder
/// holds several stores, rpm opens the one of its configured backend, else the first of sqlite,
/// ndb and bdb that is there (`lib/rpmdb.c`, `dbDetectBackend`). The configuration may lie
/// anywhere; so the first of this order that holds packages is taken, and contradictions between
/// several are told by who merges.
///
/// **Companions** of `rpmdb.sqlite` (sqlite.org/tempfiles.html, sqlite.org/walformat.html): the
/// write-ahead log `-wal` is read with it where it holds a commit; a rollback journal `-journal`
/// of a transaction that broke off means that the store holds half of it. `-shm` is only an index
/// of the log.
public final class RpmDatabase implements StoreDatabase {
  private static final String SQLITE = "rpmdb.sqlite";
  private static final String NDB = "Packages.db";
  private static final String BERKELEY = "Packages";
  static final String LOG = "-wal";
  static final String JOURNAL = "-journal";

  private static final String FOLDER = "rpm/";
  private static final byte[] SQLITE_MAGIC = ascii("SQLite format 3\0");
  private static final byte[] NDB_MAGIC = ascii("RpmP");

  /// Berkeley DB's access method hash (`db.h`, `DB_HASHMAGIC`), at this offset of the first page.
  private static final int HASH_MAGIC = 0x061561;

  private static final int HASH_MAGIC_AT = 12;

  @Override
  public String name() {
    return "rpm";
  }

  @Override
  public Role roleOf(String path, int nameStart) {
    return switch (path.length() - nameStart) {
      case 8 -> path.endsWith(BERKELEY) ? Role.STORE : Role.NONE;
      case 11 -> path.endsWith(NDB) ? Role.STORE : Role.NONE;
      case 12 -> path.endsWith(SQLITE) ? Role.STORE : Role.NONE;
      case 16 -> path.endsWith(SQLITE + LOG) ? Role.COMPANION : Role.NONE;
      case 20 -> path.endsWith(SQLITE + JOURNAL) ? Role.COMPANION : Role.NONE;
      default -> Role.NONE;
    };
  }

  @Override
  public List<List<String>> places() {
    var places = new ArrayList<List<String>>();
    for (var folder : List.of("var/lib/rpm/", "usr/lib/sysimage/rpm/", "usr/share/rpm/")) {
      places.add(List.of(folder + SQLITE, folder + NDB, folder + BERKELEY));
    }
    return List.copyOf(places);
  }

  /// In a folder of rpm's name whatever a store is called is one, perhaps a damaged one. Elsewhere
  /// `Packages` is an index of Debian's archives, or anything.
  @Override
  public boolean mayBe(String path, int nameStart, byte[] first) {
    return path.startsWith(FOLDER, nameStart - FOLDER.length()) || kind(first) != null;
  }

  /// The kind of store that a file begins like, null for none. Berkeley DB's magic is in the byte
  /// order of the machine.
  private static @Nullable RpmStore kind(byte[] first) {
    if (startsWith(first, SQLITE_MAGIC)) {
      return RpmStore.SQLITE;
    }
    if (startsWith(first, NDB_MAGIC)) {
      return RpmStore.NDB;
    }
    if (first.length < HASH_MAGIC_AT + 4) {
      return null;
    }
    int magic = 0;
    for (int i = 0; i < 4; i++) {
      magic = magic << 8 | (first[HASH_MAGIC_AT + i] & 0xff);
    }
    return magic == HASH_MAGIC || Integer.reverseBytes(magic) == HASH_MAGIC
        ? RpmStore.BERKELEY
        : null;
  }

  private static boolean startsWith(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }

  /// The kind that a store is: what it begins like counts before its name, by which only a
  /// damaged one is told. A link may give it another.
  static RpmStore kind(String path, MemorySegment store) {
    var first = store.asSlice(0, Math.min(FIRST, store.byteSize()));
    var kind = kind(first.toArray(ValueLayout.JAVA_BYTE));
    if (kind != null) {
      return kind;
    }
    if (path.endsWith(SQLITE)) {
      return RpmStore.SQLITE;
    }
    return path.endsWith(NDB) ? RpmStore.NDB : RpmStore.BERKELEY;
  }

  @Override
  public List<String> companions(String path) {
    return path.endsWith(SQLITE) ? List.of(LOG, JOURNAL) : List.of();
  }

  @Override
  public String changesIn(String path, MemorySegment companion) {
    if (path.endsWith(LOG)) {
      return WriteAheadLog.holdsCommit(companion)
          ? "transactions that were not yet written into the database"
          : "";
    }
    // A journal is done with when it is empty or its header is wiped (SQLite's `pager.c`,
    // `hasHotJournal`).
    return companion.byteSize() > 0 && companion.get(ValueLayout.JAVA_BYTE, 0) != 0
        ? "a transaction that broke off and has to be rolled back"
        : "";
  }

  @Override
  public PackageList read(
      String path,
      MemorySegment store,
      Map<String, MemorySegment> companions,
      DatabaseLimits limits,
      FileListSink files)
      throws IOException {
    return new StoreReader(limits, files).read(path, store, companions);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
