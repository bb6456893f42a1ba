package io.breakwater.advisor;

import io.breakwater.advisories.Advisory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts an exemption together, for readers of files that say only some of it.
public final class ExemptionBuilder {
  private final Exemption.Type type;
  private final String id;
  private final List<String> aliases = new ArrayList<>();
  private final List<ImageScope> scopes = new ArrayList<>();
  private final List<PackagePattern> packages = new ArrayList<>();
  private final List<Advisory.State> states = new ArrayList<>();
  private final List<PathPattern> files = new ArrayList<>();
  private @Nullable String author;
  private @Nullable String reason;
  private @Nullable Justification justification;
  private @Nullable VexStatus vex;
  private @Nullable Instant created;
  private @Nullable Instant expires;
  private boolean untilFixed;
  private Exemption.@Nullable Place place;

  public ExemptionBuilder(Exemption.Type type, String id) {
    this.type = type;
    this.id = id;
  }

  public ExemptionBuilder aliases(List<String> more) {
    aliases.addAll(more);
    return this;
  }

  public ExemptionBuilder scopes(List<? extends ImageScope> more) {
    scopes.addAll(more);
    return this;
  }

  public ExemptionBuilder packages(List<PackagePattern> more) {
    packages.addAll(more);
    return this;
  }

  public ExemptionBuilder states(List<Advisory.State> more) {
    states.addAll(more);
    return this;
  }

  public ExemptionBuilder files(List<PathPattern> more) {
    files.addAll(more);
    return this;
  }

  public ExemptionBuilder author(@Nullable String text) {
    author = text;
    return this;
  }

  public ExemptionBuilder reason(@Nullable String text) {
    reason = text;
    return this;
  }

  public ExemptionBuilder justification(@Nullable Justification why) {
    justification = why;
    return this;
  }

  public ExemptionBuilder vex(@Nullable VexStatus status) {
    vex = status;
    return this;
  }

  public ExemptionBuilder created(@Nullable Instant when) {
    created = when;
    return this;
  }

  public ExemptionBuilder expires(@Nullable Instant when) {
    expires = when;
    return this;
  }

  public ExemptionBuilder untilFixed(boolean only) {
    untilFixed = only;
    return this;
  }

  public ExemptionBuilder place(Exemption.@Nullable Place where) {
    place = where;
    return this;
  }

  public Exemption build() {
    return new Exemption(
        type,
        id,
        aliases,
        scopes,
        packages,
        states,
        files,
        author,
        reason,
        justification,
        vex,
        created,
        expires,
        untilFixed,
        place);
  }
}
