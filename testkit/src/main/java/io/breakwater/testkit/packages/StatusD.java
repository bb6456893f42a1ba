package io.breakwater.testkit.packages;

import io.breakwater.testkit.images.LayerBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Writes package records as distroless images keep them: one file a package under
/// `var/lib/dpkg/status.d`, without `Status` field, beside it `<name>.md5sums`.
public final class StatusD {
  /// The folder, relative to the root.
  public static final String PATH = "var/lib/dpkg/status.d";

  private final DpkgStatus packages = new DpkgStatus();
  private boolean encoded;

  /// Adds a package.
  public StatusD add(String name, String version, String arch) {
    packages.add(name, version, arch).without("Status");
    return this;
  }

  /// `Source: name`.
  public StatusD source(String name) {
    packages.source(name);
    return this;
  }

  /// `Source: name (version)`.
  public StatusD source(String name, String version) {
    packages.source(name, version);
    return this;
  }

  /// Sets a field of the package added last.
  public StatusD field(String name, String value) {
    packages.field(name, value);
    return this;
  }

  /// File names in base64, as older distroless images have them.
  public StatusD encodedNames() {
    encoded = true;
    return this;
  }

  /// Adds the files to a layer.
  public LayerBuilder into(LayerBuilder layer) {
    packages
        .renderEach()
        .forEach(
            (name, text) -> {
              var file = PATH + "/" + (encoded ? base64(name) : name);
              layer.file(file, text);
              layer.file(
                  file + ".md5sums",
                  "d41d8cd98f00b204e9800998ecf8427e  usr/share/doc/" + name + "/copyright\n");
            });
    return layer;
  }

  private static String base64(String name) {
    return Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }
}
