package io.breakwater.cli.cr.server;

import io.breakwater.cli.command.Failure;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/// Where a server is: scheme, host and maybe a port.
///
/// @param base without a slash at the end: `https://registry.example`
public record ServerAddress(URI base) {
  /// Reads what people type: `registry.example`, `localhost:5000`, `https://registry.example/`.
  /// Without a scheme it is HTTPS, and HTTP for this machine's own addresses.
  ///
  /// @param insecure whether HTTP is allowed to other machines
  /// @throws Failure `usage` for what is no address, `plain-http` for HTTP to other machines
  public static ServerAddress parse(String text, boolean insecure) {
    var typed = text.strip();
    while (typed.endsWith("/")) {
      typed = typed.substring(0, typed.length() - 1);
    }
    var scheme = typed.contains("://") ? "" : isLoopback(typed) ? "http://" : "https://";
    URI uri;
    try {
      uri = URI.create(scheme + typed);
    } catch (IllegalArgumentException e) {
      throw malformed(text);
    }
    var known = uri.getScheme() != null && List.of("http", "https").contains(uri.getScheme());
    var path = uri.getRawPath() == null ? "" : uri.getRawPath();
    if (!known
        || typed.endsWith(":")
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || !path.isEmpty()) {
      throw malformed(text);
    }
    if (uri.getScheme().equals("http") && !insecure && !isLoopback(uri.getAuthority())) {
      throw Failure.of(
          2,
          "connecting to " + uri.getAuthority(),
          "without TLS everybody on the way can read your password",
          "Use https://" + uri.getAuthority() + ", or add --insecure to take the risk",
          "plain-http");
    }
    return new ServerAddress(uri);
  }

  private static Failure malformed(String text) {
    return Failure.usage(
        "the server's address '" + text + "'",
        "a host, maybe with https:// before it and a port behind it, was expected",
        "For example localhost:5000 or https://registry.example");
  }

  /// With the port, as it stands before names of images.
  public String host() {
    return base.getAuthority();
  }

  public boolean isPlain() {
    return base.getScheme().equals("http");
  }

  @Override
  public String toString() {
    return base.toString();
  }

  /// `localhost`, 127.0.0.0/8 and `::1`, with or without a port.
  private static boolean isLoopback(String authority) {
    var host = authority.toLowerCase(Locale.ROOT);
    if (host.startsWith("[::1]")) {
      return true;
    }
    var colon = host.lastIndexOf(':');
    if (colon >= 0 && host.indexOf(':') == colon) {
      host = host.substring(0, colon);
    }
    return host.equals("localhost") || host.matches("127(\\.[0-9]{1,3}){3}");
  }
}
