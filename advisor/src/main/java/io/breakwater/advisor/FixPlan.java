package io.breakwater.advisor;

import java.util.List;

/// The upgrades that clear the most issues with the fewest changes.
///
/// @param upgrades one per source package, the one that clears most first
/// @param commands to run in the image, or as a step of its build; empty where no upgrade helps
/// @param clears how many issues the commands clear
public record FixPlan(List<Upgrade> upgrades, List<String> commands, int clears) {
  /// Nothing to upgrade.
  public static final FixPlan NONE = new FixPlan(List.of(), List.of(), 0);

  public FixPlan {
    upgrades = List.copyOf(upgrades);
    commands = List.copyOf(commands);
  }

  /// One source package to upgrade.
  ///
  /// @param source the source package
  /// @param packages the installed binary packages built from it
  /// @param version the source version that clears all issues with a fix
  /// @param clears how many issues it clears
  /// @param knownExploited whether one of them is known to be exploited
  /// @param notices the security notices that bring the fixes, where there are any
  /// @param module `name:stream` where the packages are of a module: an upgrade stays in the
  ///     stream; empty where they are not
  public record Upgrade(
      String source,
      List<String> packages,
      String version,
      int clears,
      boolean knownExploited,
      List<String> notices,
      String module) {
    public Upgrade {
      packages = List.copyOf(packages);
      notices = List.copyOf(notices);
    }
  }
}
