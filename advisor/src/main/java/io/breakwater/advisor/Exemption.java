package io.breakwater.advisor;

import io.breakwater.advisories.Advisory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody's decision that an issue does not count, or a VEX statement about it.
///
/// @param type what `id` names
/// @param id a CVE, a security notice, or the identifier of a configuration issue; `*` for
///     every vulnerability that the other limits let through, `*` within a configuration
///     issue's identifier for any characters; upper and lower case are the same
/// @param aliases other names of the vulnerability (GHSA, …), each of which will do
/// @param scopes images, each of which will do; never empty
/// @param packages installed packages, each of which will do; empty for all
/// @param states what the distribution says of the vulnerability, each of which will do; empty
///     for all
/// @param files of configuration issues, each of which will do; empty for all
/// @param author who decided, or null
/// @param reason why, for people, or null
/// @param justification why, in the words of VEX, or null
/// @param vex what a VEX statement says; null for a decision of the user's own
/// @param created when it was decided or stated, or null
/// @param expires when it stops counting; null for never
/// @param untilFixed stops counting once the image can install a fix
/// @param place where it is written, or null
public record Exemption(
    Type type,
    String id,
    List<String> aliases,
    List<ImageScope> scopes,
    List<PackagePattern> packages,
    List<Advisory.State> states,
    List<PathPattern> files,
    @Nullable String author,
    @Nullable String reason,
    @Nullable Justification justification,
    @Nullable VexStatus vex,
    @Nullable Instant created,
    @Nullable Instant expires,
    boolean untilFixed,
    @Nullable Place place) {
  public Exemption {
    aliases = List.copyOf(aliases);
    scopes = scopes.isEmpty() ? List.of(ImageScope.EVERY) : List.copyOf(scopes);
    packages = List.copyOf(packages);
    states = List.copyOf(states);
    files = List.copyOf(files);
  }

  /// A decision for every image and package.
  public Exemption(
      Type type,
      String id,
      @Nullable String author,
      @Nullable String reason,
      @Nullable Instant expires,
      boolean untilFixed) {
    this(
        type,
        id,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        author,
        reason,
        null,
        null,
        null,
        expires,
        untilFixed,
        null);
  }

  /// What an exemption exempts.
  public enum Type {
    CVE("cve"),
    NOTICE("sn"),
    CONFIGURATION("configuration");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /// The word in reports and files.
    public String word() {
      return word;
    }
  }

  /// Where an exemption is written.
  ///
  /// @param file as the user named it
  /// @param line from 1, 0 where it is not known
  /// @param statement its number in a VEX document from 1, 0 in other files
  public record Place(String file, int line, int statement) {
    @Override
    public String toString() {
      return statement > 0
          ? file + ", statement " + statement
          : line > 0 ? file + ":" + line : file;
    }
  }

  /// Whether the exemption counts at that time.
  public boolean holds(Instant now) {
    return expires == null || now.isBefore(expires);
  }

  /// Whether issues stop counting by it; a VEX statement may say the opposite.
  public boolean exempts() {
    return vex == null || vex.exempts();
  }

  boolean covers(ImageSubject image) {
    for (var scope : scopes) {
      if (scope.covers(image)) {
        return true;
      }
    }
    return false;
  }
}
