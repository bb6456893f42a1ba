package io.breakwater.rpmdb.header;

import org.jspecify.annotations.Nullable;

/// The tags that are read (rpm's `rpmtag.h`), with their types (`rpm_tagtype_t`).
public enum Tag {
  SHA1_HEADER(269, Tag.STRING, false),
  SHA256_HEADER(273, Tag.STRING, false),
  NAME(1000, Tag.STRING, true),
  VERSION(1001, Tag.STRING, true),
  RELEASE(1002, Tag.STRING, true),
  EPOCH(1003, Tag.INT32, true),
  INSTALL_TIME(1008, Tag.INT32, false),
  VENDOR(1011, Tag.STRING, true),
  ARCH(1022, Tag.STRING, true),
  OLD_FILE_NAMES(1027, Tag.STRING_ARRAY, false),
  SOURCE_RPM(1044, Tag.STRING, true),
  DIR_INDEXES(1116, Tag.INT32, false),
  BASE_NAMES(1117, Tag.STRING_ARRAY, false),
  DIR_NAMES(1118, Tag.STRING_ARRAY, false),
  MODULARITY_LABEL(5096, Tag.STRING, true);

  static final int INT16 = 3;
  static final int INT32 = 4;
  static final int INT64 = 5;
  static final int STRING = 6;
  static final int BINARY = 7;
  static final int STRING_ARRAY = 8;
  static final int I18N_STRING = 9;

  /// Bytes of one element by type; 0 for the null type, -1 for strings.
  static final int[] SIZES = {0, 1, 1, 2, 4, 8, -1, 1, -1, -1};

  final int number;
  final int type;

  /// Whether the tag says which package this is. rpm takes such a tag from the package file and
  /// never adds or replaces it while installing.
  final boolean identity;

  Tag(int number, int type, boolean identity) {
    this.number = number;
    this.type = type;
    this.identity = identity;
  }

  static @Nullable Tag of(int number) {
    return switch (number) {
      case 269 -> SHA1_HEADER;
      case 273 -> SHA256_HEADER;
      case 1000 -> NAME;
      case 1001 -> VERSION;
      case 1002 -> RELEASE;
      case 1003 -> EPOCH;
      case 1008 -> INSTALL_TIME;
      case 1011 -> VENDOR;
      case 1022 -> ARCH;
      case 1027 -> OLD_FILE_NAMES;
      case 1044 -> SOURCE_RPM;
      case 1116 -> DIR_INDEXES;
      case 1117 -> BASE_NAMES;
      case 1118 -> DIR_NAMES;
      case 5096 -> MODULARITY_LABEL;
      default -> null;
    };
  }
}
