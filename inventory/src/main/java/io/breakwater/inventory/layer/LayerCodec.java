package io.breakwater.inventory.layer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.breakwater.inventory.database.Damage;
import io.breakwater.inventory.database.PackageList;
import io.breakwater.inventory.database.PackageRecord;
import io.breakwater.secrets.SecretMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// A layer inventory as the bytes of a cache file, and back.
///
/// | part | form |
/// |---|---|
/// | magic | `BWLI` |
/// | version | one byte, [#VERSION] |
/// | checksum | CRC-32 of all that follows, 4 bytes, big endian |
/// | key | text: the digest that the layer was verified against, the variant ([LayerCache]) |
/// | entry log | number of bytes, bytes ([EntryLog]) |
/// | contents | number, then each: one byte of kind and its parts |
/// | file lists | number of bytes, bytes ([FileLists]) |
/// | secrets | how many more, how many not read, number of files, each ([LayerSecrets]) |
///
/// Numbers are unsigned LEB128 of at most 28 bits, texts are UTF-8 behind their length in bytes.
/// A file of another version, or that is damaged or cut, decodes to nothing: it is made anew. The
/// checksum finds accidents; who can write into the cache directory can make any file valid.
public final class LayerCodec {
  /// To be raised whenever the form or what the parsers make of a file changes.
  public static final int VERSION = 5;

  private static final byte[] MAGIC = {'B', 'W', 'L', 'I', VERSION};
  private static final int HEADER = MAGIC.length + 4;

  private static final int PACKAGES = 1;
  private static final int TEXT = 2;
  private static final int FILE_LIST = 3;
  private static final int UNREAD = 4;
  private static final int COMPANION = 5;
  private static final int NAMES = 6;

  private static final int LARGEST_NUMBER = (1 << 28) - 1;

  private static final int OWN_SOURCE = 1;
  private static final int OWN_VERSION = 2;
  private static final int SAME_ARCH = 4;
  private static final int VENDOR = 8;
  private static final int SAME_VENDOR = 16;
  private static final int MODULE = 32;
  private static final int SOURCE_RPM = 64;

  private LayerCodec() {}

  /// The bytes of an inventory.
  ///
  /// @param key what it depends on: decodes for the same key only
  public static byte[] encode(String key, LayerInventory inventory) {
    var out = new Writer();
    out.raw(MAGIC, MAGIC.length);
    out.raw(new byte[4], 4);
    out.text(key);
    out.number(inventory.log.length);
    out.raw(inventory.log.bytes, inventory.log.length);
    out.number(inventory.contents.size());
    for (var content : inventory.contents) {
      content(out, content);
    }
    out.number(inventory.fileLists.compressed.length);
    out.raw(inventory.fileLists.compressed, inventory.fileLists.compressed.length);
    secrets(out, inventory.secrets);
    var bytes = Arrays.copyOf(out.bytes, out.size);
    int checksum = checksum(bytes);
    for (int i = 0; i < 4; i++) {
      bytes[MAGIC.length + i] = (byte) (checksum >>> (24 - 8 * i));
    }
    return bytes;
  }

  private static void content(Writer out, Content content) {
    switch (content) {
      case Content.Packages packages -> {
        out.number(PACKAGES);
        out.text(packages.database());
        out.number(packages.fileList() + 1);
        texts(out, packages.companions());
        packages(out, packages.list());
      }
      case Content.Companion companion -> {
        out.number(COMPANION);
        out.text(companion.changes());
      }
      case Content.Names names -> {
        out.number(NAMES);
        texts(out, names.names());
      }
      case Content.Text text -> {
        out.number(TEXT);
        out.text(text.text());
      }
      case Content.FileList list -> {
        out.number(FILE_LIST);
        out.number(list.number());
      }
      case Content.Unread unread -> {
        out.number(UNREAD);
        out.text(unread.code());
        out.text(unread.why());
      }
    }
  }

  private static void secrets(Writer out, LayerSecrets secrets) {
    out.number(secrets.more());
    out.number(secrets.unread());
    out.number(secrets.files().size());
    for (var file : secrets.files()) {
      out.number(file.size());
      for (var match : file) {
        out.text(match.kind());
        out.number(Math.min(match.line(), LARGEST_NUMBER));
      }
    }
  }

  private static void packages(Writer out, PackageList list) {
    var damage = list.damage();
    out.text(damage == null ? "" : damage.code());
    if (damage != null) {
      out.text(damage.why());
      out.text(Long.toString(damage.offset()));
    }
    out.text(list.builder() == null ? "" : list.builder());
    out.number(list.packages().size());
    @Nullable PackageRecord before = null;
    for (var one : list.packages()) {
      record(out, one, before);
      before = one;
    }
  }

  private static void record(Writer out, PackageRecord one, @Nullable PackageRecord before) {
    boolean sameVendor = before != null && Objects.equals(one.vendor(), before.vendor());
    int flags =
        (one.source().equals(one.name()) ? OWN_SOURCE : 0)
            | (one.sourceVersion().equals(one.version()) ? OWN_VERSION : 0)
            | (before != null && one.arch().equals(before.arch()) ? SAME_ARCH : 0)
            | (sameVendor ? SAME_VENDOR : one.vendor() != null ? VENDOR : 0)
            | (one.module() != null ? MODULE : 0)
            | (one.sourceRpm() != null ? SOURCE_RPM : 0);
    out.number(flags);
    out.text(one.name());
    out.text(one.version());
    out.textUnless(flags, SAME_ARCH, one.arch());
    out.textUnless(flags, OWN_SOURCE, one.source());
    out.textUnless(flags, OWN_VERSION, one.sourceVersion());
    if (!sameVendor) {
      out.textIfAny(one.vendor());
    }
    out.textIfAny(one.module());
    out.textIfAny(one.sourceRpm());
  }

  private static void texts(Writer out, List<String> texts) {
    out.number(texts.size());
    for (var text : texts) {
      out.text(text);
    }
  }

  /// The inventory, empty where the bytes are not a whole file of this version for this key.
  public static Optional<LayerInventory> decode(String key, byte[] bytes) {
    if (bytes.length < HEADER
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || storedChecksum(bytes) != checksum(bytes)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(decode(key, new Reader(bytes)));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static @Nullable LayerInventory decode(String key, Reader in) {
    if (!in.text().equals(key)) {
      return null;
    }
    var log = in.block();
    var entries = new EntryLog(log, log.length);
    int count = in.count();
    var demand = entries.check();
    if (demand == null || demand.contents() != count) {
      return null;
    }
    var contents = new ArrayList<Content>(count);
    for (int i = 0; i < count; i++) {
      var content = content(in);
      if (content == null) {
        return null;
      }
      contents.add(content);
    }
    var lists = new FileLists(in.block(), false);
    var secrets = secrets(in);
    return in.atEnd() && secrets.files().size() == demand.secrets()
        ? new LayerInventory(entries, contents, lists, secrets)
        : null;
  }

  private static @Nullable Content content(Reader in) {
    return switch (in.number()) {
      case PACKAGES -> {
        var database = in.text();
        int fileList = in.number() - 1;
        var companions = texts(in);
        yield new Content.Packages(database, packages(in), fileList, companions);
      }
      case COMPANION -> new Content.Companion(in.text());
      case NAMES -> new Content.Names(texts(in));
      case TEXT -> new Content.Text(in.text());
      case FILE_LIST -> new Content.FileList(in.number());
      case UNREAD -> new Content.Unread(in.text(), in.text());
      default -> null;
    };
  }

  private static LayerSecrets secrets(Reader in) {
    int more = in.number();
    int unread = in.number();
    int count = in.count();
    var files = new ArrayList<List<SecretMatch>>(count);
    for (int i = 0; i < count; i++) {
      int number = in.count();
      var matches = new ArrayList<SecretMatch>(number);
      for (int j = 0; j < number; j++) {
        matches.add(new SecretMatch(in.text(), in.number()));
      }
      files.add(List.copyOf(matches));
    }
    return new LayerSecrets(files, more, unread);
  }

  private static PackageList packages(Reader in) {
    var code = in.text();
    var damage = code.isEmpty() ? null : new Damage(code, in.text(), Long.parseLong(in.text()));
    var builder = in.text();
    int count = in.count();
    List<PackageRecord> packages = new ArrayList<>(count);
    @Nullable PackageRecord before = null;
    for (int i = 0; i < count; i++) {
      before = record(in, before);
      packages.add(before);
    }
    return new PackageList(packages, damage, builder.isEmpty() ? null : builder);
  }

  private static PackageRecord record(Reader in, @Nullable PackageRecord before) {
    int flags = in.number();
    var name = in.text();
    var version = in.text();
    var arch = in.textUnless(flags, SAME_ARCH, before == null ? "" : before.arch());
    var source = in.textUnless(flags, OWN_SOURCE, name);
    var sourceVersion = in.textUnless(flags, OWN_VERSION, version);
    var vendor =
        (flags & SAME_VENDOR) != 0 && before != null ? before.vendor() : in.textIf(flags, VENDOR);
    var module = in.textIf(flags, MODULE);
    var sourceRpm = in.textIf(flags, SOURCE_RPM);
    return new PackageRecord(name, version, arch, source, sourceVersion, vendor, module, sourceRpm);
  }

  private static List<String> texts(Reader in) {
    int count = in.count();
    var texts = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.text());
    }
    return texts;
  }

  private static int checksum(byte[] bytes) {
    var checksum = new CRC32();
    checksum.update(bytes, HEADER, bytes.length - HEADER);
    return (int) checksum.getValue();
  }

  private static int storedChecksum(byte[] bytes) {
    int value = 0;
    for (int i = MAGIC.length; i < HEADER; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  private static final class Writer {
    private byte[] bytes = new byte[16 * 1024];
    private int size;

    void number(int value) {
      bytes = Paths.room(bytes, size + 5);
      int rest = value;
      while (rest > 0x7f) {
        bytes[size++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      bytes[size++] = (byte) rest;
    }

    void raw(byte[] block, int length) {
      bytes = Paths.room(bytes, size + length);
      System.arraycopy(block, 0, bytes, size, length);
      size += length;
    }

    void text(String text) {
      var block = text.getBytes(UTF_8);
      number(block.length);
      raw(block, block.length);
    }

    void textIfAny(@Nullable String text) {
      if (text != null) {
        text(text);
      }
    }

    void textUnless(int flags, int flag, String text) {
      if ((flags & flag) == 0) {
        text(text);
      }
    }
  }

  /// Reads; what is not there is an [IndexOutOfBoundsException].
  private static final class Reader {
    private final byte[] bytes;
    private int position = HEADER;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean atEnd() {
      return position == bytes.length;
    }

    int number() {
      int value = 0;
      for (int shift = 0; shift < 28; shift += 7) {
        int part = bytes[position++];
        value |= (part & 0x7f) << shift;
        if (part >= 0) {
          return value;
        }
      }
      throw new IndexOutOfBoundsException(position);
    }

    /// A number of things of at least one byte each.
    int count() {
      int count = number();
      if (count > bytes.length - position) {
        throw new IndexOutOfBoundsException(position);
      }
      return count;
    }

    byte[] block() {
      int length = count();
      position += length;
      return Arrays.copyOfRange(bytes, position - length, position);
    }

    String text() {
      int length = count();
      position += length;
      return new String(bytes, position - length, length, UTF_8);
    }

    @Nullable String textIf(int flags, int flag) {
      return (flags & flag) == 0 ? null : text();
    }

    String textUnless(int flags, int flag, String otherwise) {
      return (flags & flag) == 0 ? text() : otherwise;
    }
  }
}
