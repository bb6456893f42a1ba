package io.breakwater.cli.cr;

import io.breakwater.cli.command.Failure;
import io.breakwater.cli.cr.server.Ask;
import java.util.Locale;

/// Names of images as people type them and servers write them:
/// `[HOST/]NAMESPACE/REPOSITORY[:TAG|@DIGEST]`.
///
/// @param repository with the host, where there is one
/// @param tag empty where there is none
/// @param digest empty where there is none
record ImageNames(String repository, String tag, String digest) {
  /// Takes a name apart; what a name may hold is the server's to say.
  static ImageNames of(String text) {
    var at = text.indexOf('@');
    var named = at < 0 ? text : text.substring(0, at);
    var digest = at < 0 ? "" : text.substring(at + 1);
    var colon = named.lastIndexOf(':');
    var tagged = colon > named.lastIndexOf('/');
    return new ImageNames(
        tagged ? named.substring(0, colon) : named,
        tagged ? named.substring(colon + 1) : "",
        digest);
  }

  /// As it is, or with `:latest` where it says no version.
  static String orLatest(String text) {
    var name = of(text);
    return name.tag().isEmpty() && name.digest().isEmpty() ? text + ":latest" : text;
  }

  /// As a segment of a path.
  static String segment(String text) {
    if (text.isBlank() || text.length() > 1024) {
      throw Failure.usage(
          "the name of an image", "it is empty or too long", "For example team/app:1");
    }
    return Ask.encoded(text);
  }

  /// Without a host.
  static String local(String repository) {
    var slash = repository.indexOf('/');
    return slash > 0 && isHost(repository.substring(0, slash))
        ? repository.substring(slash + 1)
        : repository;
  }

  private static boolean isHost(String first) {
    return first.indexOf('.') >= 0
        || first.indexOf(':') >= 0
        || first.equals("localhost")
        || !first.equals(first.toLowerCase(Locale.ROOT));
  }

  /// The namespace of a repository.
  static String namespace(String repository) {
    var local = local(repository);
    var slash = local.indexOf('/');
    return slash < 0 ? local : local.substring(0, slash);
  }
}
