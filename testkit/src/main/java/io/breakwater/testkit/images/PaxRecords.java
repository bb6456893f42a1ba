package io.breakwater.testkit.images;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Records of a pax extended header: `<length> <key>=<value>\n` (POSIX.1-2001, `pax`, "pax
/// Extended Header").
final class PaxRecords {
  private PaxRecords() {}

  static byte[] record(String key, String value) {
    return record(key, value.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] record(String key, byte[] value) {
    var body = key.getBytes(StandardCharsets.UTF_8).length + value.length + 3;
    var length = body + Integer.toString(body).length();
    length = body + Integer.toString(length).length();
    var out = new ByteArrayOutputStream();
    out.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.UTF_8));
    out.writeBytes(value);
    out.write('\n');
    return out.toByteArray();
  }

  static byte[] records(Map<String, String> all) {
    var out = new ByteArrayOutputStream();
    all.forEach((key, value) -> out.writeBytes(record(key, value)));
    return out.toByteArray();
  }
}
