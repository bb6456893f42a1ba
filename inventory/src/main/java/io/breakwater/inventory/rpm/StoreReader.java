package io.breakwater.inventory.rpm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.database.FileListSink;
import io.breakwater.inventory.database.PackageCollector;
import io.breakwater.inventory.database.PackageList;
import io.breakwater.inventory.database.PackageRecord;
import io.breakwater.rpmdb.RpmLimits;
import io.breakwater.rpmdb.RpmPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes records of what one store holds.
///
/// The source is told from the source rpm's file name, `NAME-VERSION-RELEASE.src.rpm` (or
/// `.nosrc.rpm`); it says no epoch, so the source version has the package's own, which rpm gives
/// all packages of a source unless one of them names another.
final class StoreReader {
  private static final String NONE = "(none)";

  private final DatabaseLimits limits;
  private final FileListSink files;
  private final PackageCollector collector;
  private final Map<String, String> texts = new HashMap<>();
  private boolean full;

  StoreReader(DatabaseLimits limits, FileListSink files) {
    this.limits = limits;
    this.files = files;
    this.collector = new PackageCollector(limits);
  }

  PackageList read(String path, MemorySegment store, Map<String, MemorySegment> companions)
      throws IOException {
    if (store.byteSize() == 0) {
      // Left by a conversion, or made by who looked for a store; it holds nothing.
      return PackageList.EMPTY;
    }
    if (companions.containsKey(RpmDatabase.JOURNAL)) {
      collector.damaged(
          "the file "
              + path.substring(path.lastIndexOf('/') + 1)
              + RpmDatabase.JOURNAL
              + " beside it holds a transaction that broke off, expected none",
          0);
    }
    var limit =
        new RpmLimits(
            limits.packages(), RpmLimits.DEFAULT.headerBytes(), RpmLimits.DEFAULT.files());
    try {
      var damage =
          RpmDatabase.kind(path, store)
              .read(store, companions.get(RpmDatabase.LOG), limit, true, this::take);
      if (damage != null && damage.limit()) {
        collector.tooLarge(damage.why(), damage.offset());
      } else if (damage != null) {
        collector.damaged(damage.why(), damage.offset());
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return collector.list();
  }

  private void take(RpmPackage one) {
    full = full || collector.full(0);
    if (full || one.name().equals("gpg-pubkey")) {
      return;
    }
    var version = one.evr();
    var sourceRpm = named(one.sourceRpm());
    var arch = known(one.arch());
    var vendor = named(one.vendor());
    var module = named(one.modularityLabel());
    var source = sourceRpm == null ? null : SourceRpm.parse(sourceRpm);
    var record =
        new PackageRecord(
            one.name(),
            version,
            arch,
            source == null ? one.name() : source.name(),
            source == null ? version : sourceVersion(one, source),
            vendor == null ? null : known(vendor),
            module == null ? null : known(module),
            sourceRpm == null ? null : known(sourceRpm));
    collector.add(record, sourceRpm == null ? 0 : 2 * sourceRpm.length());
    try {
      paths(one, record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sourceVersion(RpmPackage one, SourceRpm source) {
    var epoch = one.epoch();
    return epoch == null || epoch == 0
        ? source.versionRelease()
        : Integer.toUnsignedString(epoch) + ":" + source.versionRelease();
  }

  private void paths(RpmPackage one, PackageRecord record) throws IOException {
    files.owner(record.identity());
    for (var path : one.files()) {
      var bytes = path.getBytes(ISO_8859_1);
      int start = bytes.length > 0 && bytes[0] == '/' ? 1 : 0;
      files.path(bytes, start, bytes.length - start);
    }
  }

  /// What rpm prints as `(none)` is nothing, also where a builder wrote it down.
  private static @Nullable String named(@Nullable String text) {
    return text == null || text.isEmpty() || text.equals(NONE) ? null : text;
  }

  /// The same text for equal ones: many packages share vendors, modules and source rpms.
  private String known(String text) {
    var before = texts.putIfAbsent(text, text);
    return before == null ? text : before;
  }
}
