package io.breakwater.advisories;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row: what a distribution says of one vulnerability in one package of one release.
///
/// @param release key of the release: `alpine:3.20`, `alpine:edge`, `debian:12`, `debian:sid`,
///     `ubuntu:22.04`, `rhel:9`, `rhel:any` (a layered product's, of no certain major version),
///     `almalinux:9`, `rocky:9`
/// @param packageName source or binary package, see `kind`
/// @param kind what `packageName` names
/// @param cve the identifier of the issue; the distribution's own where there is no CVE
/// @param aliases other identifiers (GHSA, XSA, …)
/// @param notices security notices (DSA, DLA, USN, …), oldest first
/// @param state what the distribution says
/// @param stateDetail the distribution's own word where the state alone loses it: `no-dsa`,
///     `ignored`,
///     `postponed`, `unimportant`, `end-of-life`, `undetermined`; with the reason behind `:
///     ` if any
/// @param fixedVersion set exactly when `state` is [State#FIXED]
/// @param availability who can install the fix
/// @param severity as the distribution says it, lower case; `unknown` when it says nothing
/// @param summary for people, at most 300 characters
/// @param knownExploited listed by CISA KEV
/// @param scope which builds of the package the row is limited to
/// @param feed name of the feed: `alpine`, `debian`, `ubuntu`, …
/// @param recordId where in the feed: `UBUNTU-CVE-2024-1`, `openssl/CVE-2024-1`, `main/openssl`
public record Advisory(
    String release,
    String packageName,
    Kind kind,
    String cve,
    List<String> aliases,
    List<Notice> notices,
    State state,
    @Nullable String stateDetail,
    @Nullable String fixedVersion,
    Availability availability,
    String severity,
    List<Cvss> cvss,
    @Nullable Instant published,
    @Nullable Instant modified,
    List<String> links,
    String summary,
    boolean knownExploited,
    Scope scope,
    String feed,
    String recordId)
    implements Advisories.Candidate {
  public Advisory {
    aliases = List.copyOf(aliases);
    notices = List.copyOf(notices);
    cvss = List.copyOf(cvss);
    links = List.copyOf(links);
    if ((state == State.FIXED) != (fixedVersion != null)) {
      throw new IllegalArgumentException("a fixed version and the state FIXED go together");
    }
  }

  /// What a row's package name names.
  public enum Kind {
    SOURCE,
    BINARY
  }

  /// What the distribution says of the vulnerability in the package.
  public enum State {
    /// Fixed in `fixedVersion`; older versions are vulnerable.
    FIXED,
    /// Not vulnerable at any version.
    NOT_AFFECTED,
    /// Vulnerable, no fix published.
    AFFECTED,
    /// Vulnerable; the fix waits for a later update.
    DEFERRED,
    /// Vulnerable; the distribution says it will not fix it.
    WILL_NOT_FIX,
    /// The package's support has ended.
    END_OF_LIFE,
    /// Not yet decided whether it is vulnerable.
    UNDER_INVESTIGATION
  }

  /// Who can install the fix.
  public enum Availability {
    PUBLIC,
    UBUNTU_PRO,
    /// Extended support that has to be bought or enabled, such as Debian ELTS.
    EXTENDED_SUPPORT
  }

  /// A security notice.
  ///
  /// @param published day of publication at 00:00 UTC, null where the feed does not say
  public record Notice(String id, @Nullable Instant published, List<String> links) {
    public Notice {
      links = List.copyOf(links);
    }
  }

  /// A severity score.
  ///
  /// @param source who scored it: `nvd`, `ubuntu`, …
  /// @param version `2.0`, `3.0`, `3.1`, `4.0`
  /// @param score base score from 0.0 to 10.0
  public record Cvss(String source, String version, String vector, double score) {}
}
