package io.breakwater.registry.portfolio;

import io.breakwater.advisor.Verdict.Status;
import io.breakwater.image.Digest;
import io.breakwater.registry.images.ListedImage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A tag with the image, or index, that it names, and what is said of that.
public final class PortfolioImage {
  private final TaggedImage tagged;
  private final Said said;
  private final boolean stale;

  PortfolioImage(TaggedImage tagged, Said said, boolean stale) {
    this.tagged = tagged;
    this.said = said;
    this.stale = stale;
  }

  /// What is so of a tag until it is set anew.
  ///
  /// @param name `birds/robin:1`
  /// @param lower the same in lower case, to be searched
  record TaggedImage(
      String namespace,
      String repository,
      String tag,
      String name,
      String lower,
      Digest digest,
      boolean index,
      List<String> platforms,
      long size,
      Optional<Instant> created,
      Instant pushed) {
    static TaggedImage of(ListedImage image, String tag) {
      var name = image.repository() + ":" + tag;
      var lower = name.toLowerCase(Locale.ROOT);
      return new TaggedImage(
          image.repository().namespace(),
          image.repository().toString(),
          tag,
          name,
          lower.equals(name) ? name : lower,
          image.digest(),
          image.kind().list(),
          image.platforms(),
          image.size(),
          image.created(),
          image.pushed());
    }
  }

  TaggedImage tagged() {
    return tagged;
  }

  Said said() {
    return said;
  }

  public String namespace() {
    return tagged.namespace();
  }

  /// In full, such as `birds/robin`.
  public String repository() {
    return tagged.repository();
  }

  public String tag() {
    return tagged.tag();
  }

  public Digest digest() {
    return tagged.digest();
  }

  /// Whether the tag names an index of images.
  public boolean index() {
    return tagged.index();
  }

  /// Such as `linux/amd64`; none where nothing says.
  public List<String> platforms() {
    return tagged.platforms();
  }

  /// Bytes, as [ListedImage] counts them.
  public long size() {
    return tagged.size();
  }

  public Optional<Instant> created() {
    return tagged.created();
  }

  /// To the repository, last.
  public Instant pushed() {
    return tagged.pushed();
  }

  public Status status() {
    return said.status;
  }

  /// The first reason of the verdict.
  public String message() {
    return said.message;
  }

  public IssueTally counts() {
    return said.counts;
  }

  /// The release of its distribution, such as `debian:12`; of an index that of its first platform.
  public Optional<String> release() {
    return said.release.map(Said.ReleaseOfImage::key);
  }

  /// When that was said; empty where nothing was.
  public Optional<Instant> scanned() {
    return Optional.ofNullable(said.scanned);
  }

  /// Whether the advisories, the policy or the exemptions are others since.
  public boolean stale() {
    return stale;
  }

  /// Whether it was judged by the advisories and the policy in force.
  public boolean judged() {
    return said.known() && !stale;
  }
}
