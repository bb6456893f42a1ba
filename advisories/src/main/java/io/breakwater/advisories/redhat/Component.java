package io.breakwater.advisories.redhat;

import io.breakwater.advisories.reading.Texts;
import org.jspecify.annotations.Nullable;

/// What Red Hat calls a component of a product, as `package_state` names it and VEX where it
/// gives no package URL.
///
/// - `curl`: a source package
/// - `nodejs:18/nodejs`: source package nodejs in module nodejs:18
/// - `virt:rhel`: the source package of the module's name in that module
/// - `openshift4/ose-cli`: a container image
/// - `firefox:flatpak/firefox`: a flatpak
///
/// @param module `name:stream`; null outside modules
record Component(String name, @Nullable String module) {
  /// What a name means.
  ///
  /// @param component null when it is no package
  /// @param unused what it is instead
  record Meaning(@Nullable Component component, String unused) {}

  static Meaning of(String text) {
    var slash = text.indexOf('/');
    var colon = text.indexOf(':');
    if (slash < 0 && colon < 0) {
      return Texts.isName(text)
          ? new Meaning(new Component(text, null), "")
          : new Meaning(null, "component whose name is no package's");
    }
    if (slash >= 0 && (colon < 0 || colon > slash)) {
      return new Meaning(null, "container image");
    }
    var module = slash < 0 ? text : text.substring(0, slash);
    var name = slash < 0 ? text.substring(0, colon) : text.substring(slash + 1);
    if (module.endsWith(":flatpak")) {
      return new Meaning(null, "flatpak");
    }
    return isModule(module) && Texts.isName(name) && name.indexOf('/') < 0
        ? new Meaning(new Component(name, module), "")
        : new Meaning(null, "component whose name is no package's");
  }

  /// Whether a text is `name:stream`.
  static boolean isModule(String text) {
    var colon = text.indexOf(':');
    return colon > 0
        && colon < text.length() - 1
        && text.indexOf(':', colon + 1) < 0
        && Texts.isName(text);
  }

  /// The module of a build as `affected_release` names it, `name:stream-version.context`
  /// (`nodejs:16-8060020220523160029.ad008a3a`); null when it is another build's name.
  static @Nullable String moduleOfBuild(String build) {
    var dash = build.lastIndexOf('-');
    var dot = build.indexOf('.', dash + 1);
    if (dash < 0 || dot - dash < 11 || build.indexOf('.', dot + 1) >= 0) {
      return null;
    }
    for (var i = dash + 1; i < dot; i++) {
      if (build.charAt(i) < '0' || build.charAt(i) > '9') {
        return null;
      }
    }
    var module = build.substring(0, dash);
    return isModule(module) && module.indexOf('/') < 0 ? module : null;
  }
}
