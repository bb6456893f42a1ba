package io.breakwater.advisor;

import java.util.List;

/// The upgrades that clear the most issues with the fewest changes, and what no upgrade clears.
///
/// @param upgrades one per source package, the one that clears most first: the first few of them
///     are the fewest that clear as much
/// @param commands to run in the image; empty where no upgrade helps
/// @param dockerfile the same as lines of a Dockerfile, with a change of user where the image does
///     not run as root
/// @param clears how many issues the commands clear
/// @param inBase whether the base image brings all the packages, as far as labels tell: building on
///     a newer one may do the same
/// @param remaining what upgrading does not help with, by kind; exempt issues and the kernel's are
///     left out
public record FixPlan(
    List<Upgrade> upgrades,
    List<String> commands,
    List<String> dockerfile,
    int clears,
    boolean inBase,
    List<Remainder> remaining) {
  /// Nothing to upgrade.
  public static final FixPlan NONE =
      new FixPlan(List.of(), List.of(), List.of(), 0, false, List.of());

  public FixPlan {
    upgrades = List.copyOf(upgrades);
    commands = List.copyOf(commands);
    dockerfile = List.copyOf(dockerfile);
    remaining = List.copyOf(remaining);
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

  /// Vulnerabilities that no upgrade of the image's own release clears.
  ///
  /// @param issues how many, one CVE in one package each
  /// @param active how many of them fail the image
  /// @param sources their source packages, sorted
  public record Remainder(Kind kind, int issues, int active, List<String> sources) {
    public Remainder {
      sources = List.copyOf(sources);
    }

    /// Why upgrading does not help.
    public enum Kind {
      UBUNTU_PRO(
          "ubuntu-pro",
          "fixed in Ubuntu Pro only",
          "attach the build to Ubuntu Pro (pro attach), then upgrade"),
      EXTENDED_SUPPORT(
          "extended-support",
          "fixed for extended support only",
          "subscribe the build to it, or move to a supported release"),
      OTHER_STREAM("other-stream", "fixed in another minor release only", "move to that release"),
      NO_FIX("no-fix", "no fix is published yet", "remove what is not used"),
      WILL_NOT_FIX(
          "will-not-fix",
          "the distribution will not fix it",
          "remove what is not used, or build on another release"),
      END_OF_LIFE("end-of-life", "the package's support has ended", "build on a supported release"),
      UNDECIDED("undecided", "not known whether it is affected", "see --explain");

      private final String word;
      private final String why;
      private final String advice;

      Kind(String word, String why, String advice) {
        this.word = word;
        this.why = why;
        this.advice = advice;
      }

      /// The word in reports.
      public String word() {
        return word;
      }

      /// The reason, for people.
      public String why() {
        return why;
      }

      /// What can be done instead, for people.
      public String advice() {
        return advice;
      }
    }
  }
}
