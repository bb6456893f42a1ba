package io.breakwater.advisories.database;

import java.nio.charset.StandardCharsets;

/// The bytes of a database file, all numbers little-endian.
///
/// | offset | bytes | what |
/// |---|---|---|
/// | 0 | 8 | magic `BWADVDB` and a line feed |
/// | 8 | 4 | format version |
/// | 12 | 4 | CRC-32C of everything from offset 16 |
/// | 16 | 8 | length of the file |
/// | 24 | 32 | SHA-256 of everything from offset 56: the content's identity |
/// | 56 | 16 × 12 | sections: offset and length of each, in the order below |
/// | 256 | | the sections |
///
/// - ROWS: per row, as varints: text of the CVE, flags, text of the severity, text of the fixed
///   version (if fixed), text of the detail (if any), number of the scope plus 1 (0 for no limit),
///   notices, details.
/// - DETAILS: lists of notices, of products, and what many rows share, each written once.
/// - TEXTS, TEXT_INDEX: UTF-8 bytes of every text, and where each starts (4 bytes each, one
///   more than texts).
/// - GROUPS: one for each release and package, sorted by both: release, text of the package,
///   start in ROWS, number of rows (4 bytes each).
/// - SLOTS: open addressing by hash of release and package: number of the group plus 1.
/// - RELEASES: text, first group, groups, rows, flags (4 bytes each), sorted.
/// - EXPLOITED: text of the CVE, day listed, day due (4 bytes each), sorted by CVE.
/// - FEEDS: what is known of each feed.
/// - SCOPES, SCOPE_INDEX: modules, architectures and products of every scope, as lists of texts,
///   and where each starts (4 bytes each).
/// - REPOSITORIES: text of the name, place of its products in DETAILS (4 bytes each), sorted by
///   name.
///
/// Texts hold placeholders: U+0005 stands for the package (in notices: for the notice's
/// identifier), U+0006 for the CVE, U+0007 for the row's first notice. No feed's text has control
/// characters, so they cannot be mistaken.
final class Layout {
  static final long MAGIC = magic();
  /// To be raised whenever the form changes, or what the readers make of a feed: a database that
  /// was kept is otherwise taken for as good as a new one, and goes on with yesterday's mistakes.
  static final int FORMAT = 5;
  static final int CRC_AT = 12;
  static final int CHECKED_FROM = 16;
  static final int DIGEST_AT = 24;
  static final int DIGESTED_FROM = 56;
  static final int HEADER = 256;

  static final int ROWS = 0;
  static final int DETAILS = 1;
  static final int TEXTS = 2;
  static final int TEXT_INDEX = 3;
  static final int GROUPS = 4;
  static final int SLOTS = 5;
  static final int RELEASES = 6;
  static final int EXPLOITED = 7;
  static final int FEEDS = 8;
  static final int SCOPES = 9;
  static final int SCOPE_INDEX = 10;
  static final int REPOSITORIES = 11;
  static final int SECTIONS = 12;

  static final int GROUP_BYTES = 16;
  static final int RELEASE_BYTES = 20;
  static final int EXPLOITED_BYTES = 12;
  static final int REPOSITORY_BYTES = 8;
  static final int NO_DAY = Integer.MIN_VALUE;

  // Flags of a row.
  static final int BINARY = 1;
  static final int STATE_SHIFT = 1;
  static final int STATE_MASK = 7;
  static final int AVAILABILITY_SHIFT = 4;
  static final int AVAILABILITY_MASK = 3;
  static final int EXPLOITED_FLAG = 1 << 6;
  static final int DETAIL_FLAG = 1 << 7;
  /// Only while building: the row is a notice's.
  static final int NOTICE_FLAG = 1 << 8;

  static final int FIXES_ONLY = 1;

  static final char PACKAGE = '\u0005';
  static final char CVE = '\u0006';
  static final char NOTICE = '\u0007';

  private Layout() {}

  /// Hash of a release and a package, both in UTF-8.
  static int hash(byte[] release, byte[] packageName) {
    var h = 0;
    for (var b : release) {
      h = h * 31 + b;
    }
    h = h * 31;
    for (var b : packageName) {
      h = h * 31 + b;
    }
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    return h ^ (h >>> 16);
  }

  private static long magic() {
    var bytes = "BWADVDB\n".getBytes(StandardCharsets.US_ASCII);
    var value = 0L;
    for (var i = 7; i >= 0; i--) {
      value = value << 8 | bytes[i];
    }
    return value;
  }
}
