package io.breakwater.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds secrets in files by their content. For one thread.
///
/// A content with a zero byte in its first 8 KiB is no text (programs, archives, pictures, UTF-16)
/// and not read further. A text is read to its end, however long: through a window of 152 KiB, in
/// which no secret is cut in two. Keys of up to 16 KiB of base64 are found, tokens of up to 4 KiB,
/// and secrets that the settings of a program hold in lines of up to 4 KiB.
///
/// ```
/// new SecretScanner().scan("root/.npmrc", content) // [SecretMatch[kind=npm_token, line=1]]
/// ```
public final class SecretScanner {
  /// What is looked at before a content counts as text.
  private static final int FIRST_LOOK = 8192;

  /// As long as the longest secret (a key in base64 within base64).
  static final int OVERLAP = 24 << 10;

  /// As far as anything looks back, for the name of a value.
  static final int LOOK_BACK = 1 << 10;

  private static final int STEP = 128 << 10;

  private byte @Nullable [] buffer;

  /// Looks through a file.
  ///
  /// @param path relative to the root, without a leading `/`
  /// @param size of the content, as far as known; the content is read to its end in any case
  /// @return in the order of lines, at most 5 of each kind
  /// @throws IOException only where `in` throws it
  public List<SecretMatch> scan(String path, InputStream in, long size) throws IOException {
    var bytes = buffer;
    if (bytes == null) {
      bytes = new byte[LOOK_BACK + STEP + OVERLAP];
      buffer = bytes;
    }
    int end = in.readNBytes(bytes, 0, FIRST_LOOK);
    if (Lines.hasZero(bytes, end)) {
      return List.of();
    }
    var search = new Search(CredentialFiles.of(path), new Text(bytes, end));
    boolean more = end == FIRST_LOOK;
    while (more) {
      search.text.end += in.readNBytes(bytes, search.text.end, bytes.length - search.text.end);
      more = search.text.end == bytes.length;
      if (more) {
        search.advance(bytes.length - OVERLAP);
        search.discard();
      }
    }
    search.advance(search.text.end);
    return search.findings.list();
  }

  /// Looks through a content at hand, such as a file that is kept.
  ///
  /// @param path relative to the root, without a leading `/`
  /// @return in the order of lines, at most 5 of each kind
  public List<SecretMatch> scan(String path, byte[] content) {
    if (Lines.hasZero(content, Math.min(FIRST_LOOK, content.length))) {
      return List.of();
    }
    var search = new Search(CredentialFiles.of(path), new Text(content, content.length));
    search.advance(content.length);
    return search.findings.list();
  }

  /// Looks at a variable of the image's configuration or a build argument with its value: for what
  /// looks like a secret, a password in an address, and what a name such as `DB_PASSWORD` says.
  ///
  /// @return with line 0, nothing for references (`$X`), paths, stand-ins such as `changeme`
  public List<SecretMatch> variable(String name, String value) {
    var kinds = shapes(name + "=" + value);
    if (kinds.isEmpty() && Commands.value(name, value)) {
      kinds.add(SecretKinds.VARIABLE);
    }
    return matches(kinds);
  }

  /// Looks at a command or a step of a build: variables set in it (`ENV`, `ARG`, `export`), options
  /// such as `--password`, headers, addresses, and what looks like a secret.
  ///
  /// @return with line 0
  public List<SecretMatch> command(String text) {
    var kinds = shapes(text);
    if (kinds.isEmpty()) {
      var kind = Commands.look(text);
      if (kind != null) {
        kinds.add(kind);
      }
    }
    return matches(kinds);
  }

  private static List<SecretKind> shapes(String value) {
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    var search = new Search(null, new Text(bytes, bytes.length));
    search.advance(bytes.length);
    var kinds = new ArrayList<SecretKind>();
    for (var match : search.findings.list()) {
      SecretKinds.byId(match.kind()).filter(kind -> !kinds.contains(kind)).ifPresent(kinds::add);
    }
    if (Addresses.find(search.text, 0, bytes.length) >= 0) {
      kinds.add(SecretKinds.URL_PASSWORD);
    }
    return kinds;
  }

  private static List<SecretMatch> matches(List<SecretKind> kinds) {
    var matches = new ArrayList<SecretMatch>(kinds.size());
    for (var kind : kinds) {
      matches.add(new SecretMatch(kind.id(), 0));
    }
    return List.copyOf(matches);
  }
}
