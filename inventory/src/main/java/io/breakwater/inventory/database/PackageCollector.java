package io.breakwater.inventory.database;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects what a parser finds in one file: packages up to the limits, and the first damage.
public final class PackageCollector {
  /// What a record takes in memory beside its texts.
  private static final int RECORD = 96;

  private final DatabaseLimits limits;
  private final List<PackageRecord> packages = new ArrayList<>();
  private long text;
  private @Nullable Damage damage;
  private @Nullable String builder;

  public PackageCollector(DatabaseLimits limits) {
    this.limits = limits;
  }

  /// Keeps a package.
  ///
  /// @param characters that it alone needs, behind its name and version
  public void add(PackageRecord one, int characters) {
    packages.add(one);
    text += 2L * (one.name().length() + one.version().length()) + characters + RECORD;
  }

  /// Keeps who maintains the package that names the distribution.
  public void builder(String maintainer) {
    builder = maintainer;
  }

  public int size() {
    return packages.size();
  }

  /// Whether a limit is passed, which is told as damage; there is no use in going on.
  ///
  /// @param offset where in the file
  public boolean full(long offset) {
    if (packages.size() <= limits.packages() && text <= limits.textBytes()) {
      return false;
    }
    tooLarge(
        "more than "
            + limits.packages()
            + " packages or "
            + limits.textBytes()
            + " bytes of names and versions",
        offset);
    return true;
  }

  /// Something is not understood; the first time is told.
  public void damaged(String why, long offset) {
    if (damage == null) {
      damage = new Damage(Damage.DAMAGED, why, offset);
    }
  }

  /// A limit is passed. It is told even where damage was found before: it is why packages are
  /// missing.
  public void tooLarge(String why, long offset) {
    damage = new Damage(Damage.TOO_LARGE, why, offset);
  }

  public PackageList list() {
    return new PackageList(packages, damage, builder);
  }
}
