package io.breakwater.advisories.database;

import io.breakwater.advisories.Advisories.Coverage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The sections of a mapped database and their fixed-width tables. Every place that comes from
/// the file is checked against its section.
final class Sections {
  private final ByteBuffer bytes;
  private final int[] starts = new int[Layout.SECTIONS];
  private final int[] lengths = new int[Layout.SECTIONS];
  private final int texts;
  private final int groups;
  private final int slots;
  private final int releases;
  private final int exploited;
  private final int scopes;
  private final int repositories;

  /// @param bytes little-endian, header and checksum verified
  Sections(ByteBuffer bytes) {
    this.bytes = bytes;
    for (var i = 0; i < Layout.SECTIONS; i++) {
      var start = bytes.getLong(Layout.DIGESTED_FROM + i * 16);
      var length = bytes.getLong(Layout.DIGESTED_FROM + i * 16 + 8);
      if (start < Layout.HEADER || length < 0 || start > bytes.limit() - length) {
        throw DatabaseFaults.damaged("section " + i + " lies outside the file");
      }
      starts[i] = (int) start;
      lengths[i] = (int) length;
    }
    texts = lengths[Layout.TEXT_INDEX] / 4 - 1;
    groups = lengths[Layout.GROUPS] / Layout.GROUP_BYTES;
    slots = lengths[Layout.SLOTS] / 4;
    releases = lengths[Layout.RELEASES] / Layout.RELEASE_BYTES;
    exploited = lengths[Layout.EXPLOITED] / Layout.EXPLOITED_BYTES;
    scopes = lengths[Layout.SCOPE_INDEX] / 4;
    repositories = lengths[Layout.REPOSITORIES] / Layout.REPOSITORY_BYTES;
    if (texts < 0 || slots < 1 || Integer.bitCount(slots) != 1 || slots <= groups) {
      throw DatabaseFaults.damaged("tables of impossible sizes");
    }
  }

  long size() {
    return bytes.limit();
  }

  Cursor cursor(int section, int at) {
    if (at < 0 || at > lengths[section]) {
      throw DatabaseFaults.damaged("a place outside section " + section);
    }
    return new Cursor(bytes, starts[section] + at, starts[section] + lengths[section]);
  }

  private int int32(int section, int at) {
    return bytes.getInt(starts[section] + at);
  }

  String text(int number) {
    if (number == 0) {
      return "";
    }
    var from = textStart(number);
    var length = textStart(number + 1) - from;
    if (length < 0) {
      throw DatabaseFaults.damaged("a text of negative length");
    }
    var utf8 = new byte[length];
    bytes.get(starts[Layout.TEXTS] + from, utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private int textStart(int number) {
    if (number < 0 || number > texts) {
      throw DatabaseFaults.damaged("text " + number + " of " + texts);
    }
    var at = int32(Layout.TEXT_INDEX, number * 4);
    if (at < 0 || at > lengths[Layout.TEXTS]) {
      throw DatabaseFaults.damaged("a text outside its section");
    }
    return at;
  }

  /// Number of a text; -1 when there is none. Reads the whole index.
  int textNumber(String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    for (var i = 0; i < texts; i++) {
      if (textIs(i, utf8)) {
        return i;
      }
    }
    return -1;
  }

  private boolean textIs(int number, byte[] utf8) {
    var from = textStart(number);
    if (textStart(number + 1) - from != utf8.length) {
      return false;
    }
    var at = starts[Layout.TEXTS] + from;
    for (var i = 0; i < utf8.length; i++) {
      if (bytes.get(at + i) != utf8[i]) {
        return false;
      }
    }
    return true;
  }

  int groupCount() {
    return groups;
  }

  /// Group of a release and package; -1 when there is none.
  int group(String release, String packageName) {
    var releaseBytes = release.getBytes(StandardCharsets.UTF_8);
    var packageBytes = packageName.getBytes(StandardCharsets.UTF_8);
    var slot = Layout.hash(releaseBytes, packageBytes) & slots - 1;
    for (var probes = 0; probes < slots; probes++) {
      var group = int32(Layout.SLOTS, slot * 4) - 1;
      if (group == -1) {
        return -1;
      }
      checkGroup(group);
      if (textIs(groupInt(group, 1), packageBytes)
          && textIs(releaseText(groupInt(group, 0)), releaseBytes)) {
        return group;
      }
      slot = slot + 1 & slots - 1;
    }
    return -1;
  }

  private void checkGroup(int group) {
    if (group < 0 || group >= groups) {
      throw DatabaseFaults.damaged("group " + group + " of " + groups);
    }
  }

  private int groupInt(int group, int column) {
    return int32(Layout.GROUPS, group * Layout.GROUP_BYTES + column * 4);
  }

  String releaseOf(int group) {
    return text(releaseText(groupInt(group, 0)));
  }

  String packageOf(int group) {
    return text(groupInt(group, 1));
  }

  Cursor rowsOf(int group) {
    return cursor(Layout.ROWS, groupInt(group, 2));
  }

  int rowCount(int group) {
    var count = groupInt(group, 3);
    // A row takes six bytes at least.
    if (count < 0 || count > lengths[Layout.ROWS] / 6) {
      throw DatabaseFaults.damaged("a group of " + count + " rows");
    }
    return count;
  }

  int releaseCount() {
    return releases;
  }

  /// Number of a release; -1 when there is none.
  int release(String release) {
    var utf8 = release.getBytes(StandardCharsets.UTF_8);
    for (var i = 0; i < releases; i++) {
      if (textIs(releaseText(i), utf8)) {
        return i;
      }
    }
    return -1;
  }

  private int releaseText(int release) {
    if (release < 0 || release >= releases) {
      throw DatabaseFaults.damaged("release " + release + " of " + releases);
    }
    return int32(Layout.RELEASES, release * Layout.RELEASE_BYTES);
  }

  Coverage coverage(int release) {
    var at = release * Layout.RELEASE_BYTES;
    return new Coverage(
        text(releaseText(release)),
        int32(Layout.RELEASES, at + 12),
        (int32(Layout.RELEASES, at + 16) & Layout.FIXES_ONLY) != 0);
  }

  int exploitedCount() {
    return exploited;
  }

  int exploitedText(int entry) {
    return int32(Layout.EXPLOITED, entry * Layout.EXPLOITED_BYTES);
  }

  int exploitedAdded(int entry) {
    return int32(Layout.EXPLOITED, entry * Layout.EXPLOITED_BYTES + 4);
  }

  int exploitedDue(int entry) {
    return int32(Layout.EXPLOITED, entry * Layout.EXPLOITED_BYTES + 8);
  }

  int scopeCount() {
    return scopes;
  }

  int scopeStart(int scope) {
    return int32(Layout.SCOPE_INDEX, scope * 4);
  }

  int repositoryCount() {
    return repositories;
  }

  String repository(int entry) {
    return text(int32(Layout.REPOSITORIES, entry * Layout.REPOSITORY_BYTES));
  }

  Cursor repositoryCpes(int entry) {
    return cursor(Layout.DETAILS, int32(Layout.REPOSITORIES, entry * Layout.REPOSITORY_BYTES + 4));
  }

  String digest() {
    var digest = new byte[32];
    bytes.get(Layout.DIGEST_AT, digest);
    return HexFormat.of().formatHex(digest);
  }

  void verifyDigest() {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update(bytes.duplicate().position(Layout.DIGESTED_FROM));
      if (!HexFormat.of().formatHex(sha.digest()).equals(digest())) {
        throw DatabaseFaults.damaged("its SHA-256 is wrong");
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  void verifyOrder() {
    for (var group = 1; group < groups; group++) {
      var order = releaseOf(group - 1).compareTo(releaseOf(group));
      if (order > 0 || (order == 0 && packageOf(group - 1).compareTo(packageOf(group)) >= 0)) {
        throw DatabaseFaults.damaged("groups out of order");
      }
    }
  }
}
