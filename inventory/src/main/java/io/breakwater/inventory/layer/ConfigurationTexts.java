package io.breakwater.inventory.layer;

import io.breakwater.inventory.files.KeptText;

/// Keeps the configuration files of one layer, as many as there is room for.
///
/// Limits: [InventoryLimits#configurationFileBytes] a file, 4 MiB and 10,000 files a layer. What
/// is beyond is known to be there and not read.
final class ConfigurationTexts {
  private static final int FILES = 10_000;
  private static final int BYTES = 4 << 20;

  private final int fileBytes;
  private int files;
  private int bytes;

  ConfigurationTexts(int fileBytes) {
    this.fileBytes = fileBytes;
  }

  /// Whether one more file has its own entry among the layer's contents.
  boolean hasRoom() {
    return files < FILES;
  }

  /// Whether a file's text will be asked for: otherwise its content need not be at hand.
  boolean fits(long size) {
    return size <= fileBytes && bytes + size <= BYTES;
  }

  /// Takes a file that fits.
  Content take(String path, int nameStart, byte[] content) {
    files++;
    var text = KeptText.of(path, nameStart, content);
    if (text == null) {
      return new Content.Unread("configuration-binary", "it is no text: it holds a NUL");
    }
    bytes += content.length;
    return new Content.Text(text);
  }

  /// What is said of a file that does not fit.
  Content tooLarge(long size) {
    files++;
    return size > fileBytes
        ? new Content.Unread(
            "configuration-file-size",
            "it has "
                + size
                + " bytes, expected "
                + fileBytes
                + " at the most (--limit configuration-file-bytes)")
        : new Content.Unread(
            "configuration-bytes",
            "the configuration files of its layer have more than " + BYTES + " bytes");
  }
}
