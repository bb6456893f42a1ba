package io.breakwater.assessments.harbor;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The registries that may be asked for images. Who calls the interface chooses the address, so
/// none may be until somebody who runs the server names it.
///
/// @param names `host` or `host:port`, lower case; without a port that of the scheme
public record HarborRegistries(Set<String> names) {
  /// What is expected in the configuration.
  public static final String EXPECTED = "host[:port] such as harbor.example.com or core:8080";

  private static final Pattern NAME =
      Pattern.compile("([a-z0-9][a-z0-9.-]{0,252}|\\[[0-9a-f:.]{2,45}])(:[0-9]{1,5})?");

  public HarborRegistries {
    names = Set.copyOf(names);
  }

  /// Reads them.
  ///
  /// @throws IllegalArgumentException one is no host
  public static HarborRegistries parse(List<String> texts) {
    return new HarborRegistries(
        texts.stream().map(HarborRegistries::name).collect(Collectors.toSet()));
  }

  private static String name(String text) {
    var name = text.strip().toLowerCase(Locale.ROOT);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(EXPECTED);
    }
    return name;
  }

  /// Whether an address may be asked. The port of the scheme may be named or left out, in both
  /// places.
  boolean allows(URI address) {
    var host = address.getHost().toLowerCase(Locale.ROOT);
    var usual = address.getScheme().equals("https") ? 443 : 80;
    var port = address.getPort() < 0 ? usual : address.getPort();
    return names.contains(host + ":" + port) || (port == usual && names.contains(host));
  }
}
