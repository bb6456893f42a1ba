package io.breakwater.registry.uploads;

import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Names an upload: 32 hexadecimal digits that nobody guesses.
public final class UploadId {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{32}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  private UploadId(String text) {
    this.text = text;
  }

  static UploadId random() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return new UploadId(HexFormat.of().formatHex(bytes));
  }

  /// Reads what a client was given.
  ///
  /// @throws RegistryException `BLOB_UPLOAD_UNKNOWN`: no upload is called so
  public static UploadId parse(String text) throws RegistryException {
    if (!SHAPE.matcher(text).matches()) {
      throw unknown();
    }
    return new UploadId(text);
  }

  static RegistryException unknown() {
    return new RegistryException(
        ErrorCode.BLOB_UPLOAD_UNKNOWN,
        "upload unknown: it was finished, cancelled or given up; begin a new one");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UploadId id && id.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
