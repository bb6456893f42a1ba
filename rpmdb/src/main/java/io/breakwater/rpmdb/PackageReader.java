package io.breakwater.rpmdb;

import io.breakwater.rpmdb.blob.BlobSink;
import io.breakwater.rpmdb.blob.Damages;
import io.breakwater.rpmdb.blob.Malformed;
import io.breakwater.rpmdb.header.FileNames;
import io.breakwater.rpmdb.header.Header;
import io.breakwater.rpmdb.header.HeaderDigest;
import io.breakwater.rpmdb.header.Tag;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes packages of blobs. A header that is damaged but still says which package it is is passed
/// on as well: to know of it is worth more than to leave it out, and the damage is told.
final class PackageReader implements BlobSink {
  private static final String PUBLIC_KEY = "gpg-pubkey";

  private final RpmLimits limits;
  private final boolean files;
  private final Consumer<RpmPackage> packages;
  private final Damages damages;
  private final HeaderDigest digest = new HeaderDigest();
  private int count;

  PackageReader(RpmLimits limits, boolean files, Consumer<RpmPackage> packages, Damages damages) {
    this.limits = limits;
    this.files = files;
    this.packages = packages;
    this.damages = damages;
  }

  @Override
  public boolean blob(
      long number, @Nullable String name, byte[] bytes, int from, int length, long offset) {
    if (++count > limits.packages()) {
      damages.tell(Malformed.limit(offset, "more than " + limits.packages() + " packages"));
      return false;
    }
    var what = "package number " + number;
    try {
      var header = Header.parse(bytes, from, length);
      try {
        digest.check(header);
      } catch (Malformed e) {
        damages.tell(e.within(what, offset));
      }
      one(header, name, what, offset);
    } catch (Malformed e) {
      damages.tell(e.within(what, offset));
    }
    return true;
  }

  private void one(Header header, @Nullable String indexed, String what, long offset)
      throws Malformed {
    var name = required(header, Tag.NAME);
    if (indexed != null && !indexed.equals(name)) {
      damages.tell(
          Malformed.at(
              offset, what + ": expected the name " + indexed + " of the index, found " + name));
    }
    if (name.equals(PUBLIC_KEY)) {
      return;
    }
    var arch = header.string(Tag.ARCH);
    var time = header.integer(Tag.INSTALL_TIME);
    packages.accept(
        new RpmPackage(
            name,
            header.integer(Tag.EPOCH),
            required(header, Tag.VERSION),
            required(header, Tag.RELEASE),
            arch == null ? "" : arch,
            header.string(Tag.SOURCE_RPM),
            header.string(Tag.VENDOR),
            header.string(Tag.MODULARITY_LABEL),
            time == null ? 0 : Integer.toUnsignedLong(time),
            files(header, what, offset)));
  }

  private static String required(Header header, Tag tag) throws Malformed {
    var value = header.string(tag);
    if (value == null || value.isEmpty()) {
      throw Malformed.at(0, "expected a " + tag + ", found none");
    }
    return value;
  }

  private List<String> files(Header header, String what, long offset) {
    if (!files) {
      return List.of();
    }
    try {
      return FileNames.of(header, limits.files(), limits.headerBytes());
    } catch (Malformed e) {
      damages.tell(e.within(what, offset));
      return List.of();
    }
  }
}
