package io.breakwater.registry.uploads;

import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import java.util.regex.Pattern;

/// Which part of a blob a body is, as `0-1023` (OCI distribution specification 1.1, "Pushing a
/// blob in chunks": the range is `<start>-<end>`, both inclusive, without a unit).
///
/// @param first byte
/// @param last byte, not before the first
public record ContentRange(long first, long last) {
  /// 18 digits always fit a `long`, and are a thousand petabytes.
  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

  public ContentRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("no range: " + first + "-" + last);
    }
  }

  /// Reads the header `Content-Range`.
  ///
  /// @throws RegistryException `RANGE_INVALID`
  public static ContentRange parse(String text) throws RegistryException {
    var matcher = SHAPE.matcher(text);
    if (matcher.matches()) {
      var first = Long.parseLong(matcher.group(1));
      var last = Long.parseLong(matcher.group(2));
      if (first <= last) {
        return new ContentRange(first, last);
      }
    }
    throw new RegistryException(
        ErrorCode.RANGE_INVALID,
        "not a range of content: use first-last, the offsets of the first and last byte, such as"
            + " 0-1023");
  }

  /// Bytes.
  public long length() {
    return last - first + 1;
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
