package io.breakwater.advisor;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads scopes; see [ImageScope] for what there is. Hosts, paths and tags are those of
/// [ImageReference]; the first part is a host when it holds a `.` or a `:`, or is
/// `localhost`, and something stands behind it.
final class ImageScopeText {
  private static final int LONGEST = 1024;

  private ImageScopeText() {}

  static ImageScope parse(String written) {
    var text = written.strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          text.isEmpty() ? "a scope is missing" : "a scope has at most 1024 characters");
    }
    if (text.equals("*")) {
      return ImageScope.EVERY;
    }
    var at = text.indexOf('@');
    if (at >= 0) {
      var digest = Digest.parse(text.substring(at + 1));
      // Beside a digest a tag is a remark.
      var named = withoutTag(text.substring(0, at));
      return new ImageScope.Content(named.isEmpty() ? ImageScope.EVERY : repository(named), digest);
    }
    if (Digest.tryParse(text).isPresent()) {
      return new ImageScope.Content(ImageScope.EVERY, Digest.parse(text));
    }
    var colon = text.lastIndexOf(':');
    if (colon > text.lastIndexOf('/')) {
      var tag = text.substring(colon + 1);
      var repository = repository(text.substring(0, colon));
      check("docker.io", "a", tag);
      return new ImageScope.Tag(repository, tag);
    }
    return images(text);
  }

  private static String withoutTag(String text) {
    var colon = text.lastIndexOf(':');
    return colon > text.lastIndexOf('/') ? text.substring(0, colon) : text;
  }

  private static ImageScope images(String text) {
    if (text.endsWith("/*")) {
      var path = text.substring(0, text.length() - 2);
      if (path.indexOf('/') < 0 && isHost(path)) {
        check(path, "a", null);
        return new ImageScope.Namespace(path, "", false);
      }
      var host = host(path);
      var rest = host == null ? path : path.substring(host.length() + 1);
      check(host == null ? "docker.io" : host, rest, null);
      return new ImageScope.Namespace(host, rest, false);
    }
    if (text.indexOf('/') < 0) {
      if (isHost(text)) {
        throw new IllegalArgumentException(
            "'" + text + "' looks like a registry: write '" + text + "/*' for all of it");
      }
      check("docker.io", text, null);
      return new ImageScope.Namespace(null, text, true);
    }
    return repository(text);
  }

  private static ImageScope repository(String text) {
    if (text.startsWith("*/")) {
      check("docker.io", text.substring(2), null);
      return new ImageScope.Named(text.substring(2));
    }
    var host = host(text);
    var path = host == null ? text : text.substring(host.length() + 1);
    check(host == null ? "docker.io" : host, path, null);
    return new ImageScope.Repository("index.docker.io".equals(host) ? "docker.io" : host, path);
  }

  private static @Nullable String host(String text) {
    var slash = text.indexOf('/');
    return slash > 0 && isHost(text.substring(0, slash)) ? text.substring(0, slash) : null;
  }

  private static boolean isHost(String first) {
    return first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
  }

  /// An asterisk is a wildcard at the places above only.
  private static void check(String host, String path, @Nullable String tag) {
    if (path.indexOf('*') >= 0) {
      throw new IllegalArgumentException(
          "'*' stands alone, before a name ('*/app') or behind a path ('team/*')");
    }
    var _ = new ImageReference(host, path, Optional.ofNullable(tag), Optional.empty());
  }
}
