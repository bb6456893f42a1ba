package io.breakwater.testkit.packages;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One installed package as rpm's stores keep it: a header blob without magic and lead.
///
/// The layout is that of rpm 4.14 and newer ("Immutable header regions", `lib/header.c`): two
/// numbers (index entries, bytes of data), the index, the data. The first index entry (tag 63)
/// spans what came from the package file, the region; behind it stand what installing added: the
/// digests of the region (269 in SHA-1, 273 in SHA-256) and the install time. The real rpm checks
/// the digests whenever it reads a package.
///
/// ```java
/// RpmHeader.of("nodejs", "18.12.1", "2.module+el8.7.0+17306+fc023f99", "x86_64")
///     .epoch(1).vendor("Red Hat, Inc.").modularityLabel("nodejs:18:8070020221208:bd1311ed")
///     .owning("/usr/bin/node");
/// ```
///
/// Without a `sourceRpm` the source package has the package's own name, version and release.
public final class RpmHeader {
  private static final int REGION = 63;

  private final HeaderTags packaged = new HeaderTags();
  private final HeaderTags installed = new HeaderTags();
  private final List<String> files = new ArrayList<>();
  private boolean region = true;
  private boolean digests = true;
  private boolean wholePaths;

  private RpmHeader() {}

  /// A package.
  public static RpmHeader of(String name, String version, String release, String arch) {
    var header = named(name, version, release);
    header.packaged.string(1004, HeaderTags.TRANSLATED, HeaderTags.one("about " + name));
    header.packaged.string(1005, HeaderTags.TRANSLATED, HeaderTags.one("More about " + name));
    header.packaged.string(1014, HeaderTags.STRING, HeaderTags.one("MIT"));
    header.packaged.string(1021, HeaderTags.STRING, HeaderTags.one("linux"));
    header.packaged.string(1022, HeaderTags.STRING, HeaderTags.one(arch));
    header.packaged.numbers(1009, HeaderTags.INT32, 4096);
    header.sourceRpm(name + "-" + version + "-" + release + ".src.rpm");
    return header;
  }

  /// `NAME-[EPOCH:]VERSION-RELEASE.ARCH`, for example `openssl-libs-1:1.1.1k-6.el8_5.x86_64`.
  public static RpmHeader parse(String nevra) {
    var dot = nevra.lastIndexOf('.');
    var dash = nevra.lastIndexOf('-', dot);
    var before = nevra.lastIndexOf('-', dash - 1);
    var version = nevra.substring(before + 1, dash);
    var colon = version.indexOf(':');
    var header =
        of(
            nevra.substring(0, before),
            version.substring(colon + 1),
            nevra.substring(dash + 1, dot),
            nevra.substring(dot + 1));
    return colon < 0 ? header : header.epoch(Integer.parseInt(version.substring(0, colon)));
  }

  /// An entry for a signing key, as `rpm --import` makes it: no package, though it lies among them.
  public static RpmHeader key(String keyId) {
    var header = named("gpg-pubkey", keyId, "5ccc5b19");
    header.packaged.string(1016, HeaderTags.TRANSLATED, HeaderTags.one("Public Keys"));
    header.packaged.string(1014, HeaderTags.STRING, HeaderTags.one("pubkey"));
    header.packaged.numbers(1009, HeaderTags.INT32, 0);
    return header.sourceRpm("(none)");
  }

  private static RpmHeader named(String name, String version, String release) {
    var header = new RpmHeader();
    header.packaged.string(100, HeaderTags.STRINGS, HeaderTags.one("C"));
    header.packaged.string(1000, HeaderTags.STRING, HeaderTags.one(name));
    header.packaged.string(1001, HeaderTags.STRING, HeaderTags.one(version));
    header.packaged.string(1002, HeaderTags.STRING, HeaderTags.one(release));
    header.packaged.numbers(1006, HeaderTags.INT32, 1_700_000_000);
    return header.installTime(1_700_000_100);
  }

  /// None unless called; 0 is written too, as some packages have it.
  public RpmHeader epoch(int epoch) {
    packaged.numbers(1003, HeaderTags.INT32, epoch);
    return this;
  }

  /// The file name of the source package, for example `openssl-1.1.1k-6.el8_5.src.rpm`.
  public RpmHeader sourceRpm(String fileName) {
    return string(1044, fileName);
  }

  public RpmHeader vendor(String vendor) {
    return string(1011, vendor);
  }

  /// `NAME:STREAM:VERSION:CONTEXT`.
  public RpmHeader modularityLabel(String label) {
    return string(5096, label);
  }

  /// Seconds since 1970.
  public RpmHeader installTime(long seconds) {
    installed.numbers(1008, HeaderTags.INT32, (int) seconds);
    return this;
  }

  /// Adds files by absolute paths.
  public RpmHeader owning(String... paths) {
    files.addAll(List.of(paths));
    return this;
  }

  /// Sets a tag of the package to a string.
  public RpmHeader string(int tag, String value) {
    packaged.string(tag, HeaderTags.STRING, HeaderTags.one(value));
    return this;
  }

  /// Sets a tag of the package to a list of strings.
  public RpmHeader strings(int tag, String... values) {
    packaged.string(tag, HeaderTags.STRINGS, List.of(values));
    return this;
  }

  /// Sets a tag of the package to numbers of 32 bits.
  public RpmHeader numbers(int tag, int... values) {
    packaged.numbers(tag, HeaderTags.INT32, values);
    return this;
  }

  /// Leaves a tag out.
  public RpmHeader without(int tag) {
    packaged.remove(tag);
    installed.remove(tag);
    return this;
  }

  /// Whole paths in tag 1027 and no folders by themselves, as before rpm 4.0.
  public RpmHeader wholePaths() {
    wholePaths = true;
    return this;
  }

  /// No region and no digests, as headers before rpm 4.0.1 are.
  public RpmHeader withoutRegion() {
    region = false;
    return withoutDigests();
  }

  /// No digests of the region.
  public RpmHeader withoutDigests() {
    digests = false;
    return this;
  }

  /// The header blob.
  public byte[] blob() {
    fileTags();
    var index = new ByteArrayOutputStream();
    var data = new ByteArrayOutputStream();
    packaged.write(index, data);
    if (region) {
      closeRegion(index, data);
    }
    var more = new HeaderTags();
    if (digests) {
      var original = wrap(index, data);
      more.string(269, HeaderTags.STRING, HeaderTags.one(digest("SHA-1", original)));
      more.string(273, HeaderTags.STRING, HeaderTags.one(digest("SHA-256", original)));
    }
    more.write(index, data);
    installed.write(index, data);
    return wrap(index, data);
  }

  private void closeRegion(ByteArrayOutputStream index, ByteArrayOutputStream data) {
    var entries = index.toByteArray();
    index.reset();
    index.writeBytes(HeaderTags.entry(REGION, HeaderTags.BINARY, data.size(), 16));
    index.writeBytes(entries);
    data.writeBytes(HeaderTags.entry(REGION, HeaderTags.BINARY, -index.size(), 16));
  }

  private static byte[] wrap(ByteArrayOutputStream index, ByteArrayOutputStream data) {
    return ByteBuffer.allocate(8 + index.size() + data.size())
        .putInt(index.size() / 16)
        .putInt(data.size())
        .put(index.toByteArray())
        .put(data.toByteArray())
        .array();
  }

  /// The digest is over the header as it stands in a package file, which begins with a magic.
  private static String digest(String algorithm, byte[] header) {
    try {
      var digest = MessageDigest.getInstance(algorithm);
      digest.update(new byte[] {(byte) 0x8e, (byte) 0xad, (byte) 0xe8, 1, 0, 0, 0, 0});
      return HexFormat.of().formatHex(digest.digest(header));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fileTags() {
    if (files.isEmpty()) {
      return;
    }
    var count = files.size();
    packaged.numbers(1028, HeaderTags.INT32, new int[count]);
    packaged.numbers(1030, HeaderTags.INT16, filled(count, 0100644));
    packaged.numbers(1037, HeaderTags.INT32, new int[count]);
    packaged.string(1039, HeaderTags.STRINGS, repeated("root"));
    packaged.string(1040, HeaderTags.STRINGS, repeated("root"));
    if (wholePaths) {
      packaged.string(1027, HeaderTags.STRINGS, files);
      return;
    }
    var folders = new LinkedHashMap<String, Integer>();
    var folderOf = new int[count];
    var names = new ArrayList<String>(count);
    for (var i = 0; i < count; i++) {
      var cut = files.get(i).lastIndexOf('/') + 1;
      names.add(files.get(i).substring(cut));
      @Nullable Integer known = folders.putIfAbsent(files.get(i).substring(0, cut), folders.size());
      folderOf[i] = known == null ? folders.size() - 1 : known;
    }
    packaged.numbers(1116, HeaderTags.INT32, folderOf);
    packaged.string(1117, HeaderTags.STRINGS, names);
    packaged.string(1118, HeaderTags.STRINGS, folders.keySet());
  }

  private List<String> repeated(String value) {
    return files.stream().map(file -> value).toList();
  }

  private static int[] filled(int count, int value) {
    var values = new int[count];
    Arrays.fill(values, value);
    return values;
  }

  String name() {
    return packaged.text(1000);
  }

  @Override
  public String toString() {
    return packaged.text(1000) + "-" + packaged.text(1001) + "-" + packaged.text(1002);
  }
}
