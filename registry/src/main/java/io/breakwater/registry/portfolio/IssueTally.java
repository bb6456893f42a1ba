package io.breakwater.registry.portfolio;

/// How many issues an image has, each counted once by its name: a CVE in three packages is one, a
/// setting that is wrong in two files is one; of an index those of all its platforms together.
///
/// @param critical those that count and are as bad as that; the six of these together are `issues`
/// @param issues those that count, of both kinds
/// @param configuration those of the configuration that count
/// @param exploited those that count and are known to be exploited
/// @param fixable those that count and for which a fixed package is published
/// @param exempt those that would count, and are exempt wherever they are
/// @param unfixed vulnerabilities that do not count, since nobody has published a fix
public record IssueTally(
    int critical,
    int high,
    int medium,
    int low,
    int negligible,
    int unknown,
    int issues,
    int configuration,
    int exploited,
    int fixable,
    int exempt,
    int unfixed) {
  /// Of what has none, and of what is not known.
  public static final IssueTally NONE = new IssueTally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
