package io.breakwater.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Finds secrets in files by their content. For one thread.
public final class SecretScanner {
  private static final int LARGEST = 1 << 20;

  /// Looks through a file.
  ///
  /// @param path relative to the root, without a leading `/`
  /// @param size of the content
  /// @return in the order of lines, at most a few of each kind
  /// @throws IOException only where `in` throws it
  public List<SecretMatch> scan(String path, InputStream in, long size) throws IOException {
    return size > LARGEST ? List.of() : scan(path, in.readNBytes((int) size));
  }

  /// Looks through a content at hand, such as a file that is kept, or the value of a variable.
  public List<SecretMatch> scan(String path, byte[] content) {
    var found = new ArrayList<SecretMatch>();
    var line = 1;
    for (var text : new String(content, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      if (text.startsWith("-----BEGIN ") && text.contains("PRIVATE KEY-----")) {
        found.add(new SecretMatch(SecretKinds.PRIVATE_KEY.id(), line));
      }
      line++;
    }
    return found;
  }
}
