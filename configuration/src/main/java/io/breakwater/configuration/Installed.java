package io.breakwater.configuration;

import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A program that is in an image, by its package or its binary. A stray configuration file makes
/// none.
///
/// @param owner the package that brings it, null where there is only the binary
/// @param binary absolute path of the binary, null where only the package tells
/// @param version upstream's version without epoch and revision, empty where nothing tells
public record Installed(@Nullable InstalledPackage owner, @Nullable String binary, String version) {
  private static final Pattern UPSTREAM = Pattern.compile("(?:\\d+:)?(\\d+(?:\\.\\d+)*)");

  /// Finds a program.
  ///
  /// @param packages names of the packages that bring the program itself, best first
  /// @param binaries names of its binaries
  /// @param variable environment variable in which images without the package name the version
  public static Optional<Installed> of(
      ImageInventory image, List<String> packages, Set<String> binaries, String variable) {
    var owner =
        image.packages().stream()
            .filter(one -> packages.contains(one.name()))
            .min(Comparator.comparingInt(one -> packages.indexOf(one.name())));
    var binary =
        binaries.stream()
            .sorted()
            .flatMap(name -> image.files().programs(name).stream())
            .findFirst();
    if (owner.isEmpty() && binary.isEmpty()) {
      return Optional.empty();
    }
    var version =
        owner
            .map(one -> upstream(one.version()))
            .orElseGet(() -> upstream(variable(image, variable)));
    return Optional.of(new Installed(owner.orElse(null), binary.orElse(null), version));
  }

  /// Whether the version is at least another, by its numbers; empty where it is not known.
  public Optional<Boolean> atLeast(int... numbers) {
    if (version.isEmpty()) {
      return Optional.empty();
    }
    var parts = version.split("\\.", -1);
    for (var i = 0; i < numbers.length; i++) {
      var part = i < parts.length ? number(parts[i]) : 0;
      if (part != numbers[i]) {
        return Optional.of(part > numbers[i]);
      }
    }
    return Optional.of(true);
  }

  private static long number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(digits);
  }

  private static String variable(ImageInventory image, String name) {
    return image.config().flatMap(config -> config.variable(name)).orElse("");
  }

  private static String upstream(String version) {
    var matcher = UPSTREAM.matcher(version);
    return matcher.lookingAt() ? matcher.group(1) : "";
  }
}
