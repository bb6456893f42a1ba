package io.breakwater.registry.retention;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.TagName;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides which images of one repository go, by values alone.
///
/// The rules of the original service: of each repository the newest are kept, by when they were
/// built and not by when they were pushed; an image counts once however many tags it has. Always
/// kept are images that do not say when they were built, those that say a time before
/// 2013-01-19T00:13:39Z, which build tools write that write no true one, and those that are
/// younger than the threshold; the last count among the newest, the others do not count.
///
/// Of what the original does not know or keeps in any case:
/// - An index is one image, as old as its newest platform. A platform without a tag is a part of
///   it, neither counted nor removed by itself; it goes with the last index that names it. (The
///   original keeps every manifest list; what builders push today are indexes, and a policy that
///   kept them all would do nothing.)
/// - A platform with a tag is an image of its own, too; an index that is kept keeps it.
/// - An image with an immutable tag is kept, and counts.
/// - What refers to images (signatures, bills of materials) is no image, and stays.
/// - Of images of the same time the one with the smaller digest is the newer.
public final class RetentionRules {
  /// Before this, a time of building says nothing.
  static final Instant TRUE_TIMES = Instant.parse("2013-01-19T00:13:39Z");

  private static final Comparator<Candidate> NEWEST =
      Comparator.comparing((Candidate one) -> one.created().orElseThrow())
          .reversed()
          .thenComparing(one -> one.digest().toString());

  private RetentionRules() {}

  /// An image or index of the repository.
  ///
  /// @param created when it was built
  /// @param immutable whether one of its tags is
  /// @param names the manifests that it names, of an index
  record Candidate(
      Digest digest,
      List<TagName> tags,
      Optional<Instant> created,
      boolean immutable,
      Set<Digest> names) {
    Candidate {
      tags = List.copyOf(tags);
      names = Set.copyOf(names);
    }
  }

  /// Those that go, the newest first; the platforms that go with them are not among them.
  ///
  /// @param all of the repository
  static List<Candidate> going(Collection<Candidate> all, RetentionPolicy policy, Instant now) {
    if (policy.keepsAll()) {
      return List.of();
    }
    var named = new HashSet<Digest>();
    all.forEach(one -> named.addAll(one.names()));
    var own = all.stream().filter(one -> !one.tags().isEmpty() || !named.contains(one.digest()));
    var images = own.toList();
    var old = now.minus(policy.threshold());
    var going =
        images.stream()
            .filter(one -> !policy.retainUntagged() || !one.tags().isEmpty())
            .filter(one -> one.created().filter(at -> !at.isBefore(TRUE_TIMES)).isPresent())
            .sorted(NEWEST)
            .skip(policy.imagesPerRepository())
            .filter(one -> !one.created().orElseThrow().isAfter(old) && !one.immutable())
            .toList();
    var needed = needed(images, going, all);
    return going.stream().filter(one -> !needed.contains(one.digest())).toList();
  }

  /// What the images that stay name, and what that names.
  private static Set<Digest> needed(
      List<Candidate> images, List<Candidate> going, Collection<Candidate> all) {
    var byDigest = new HashMap<Digest, Candidate>();
    all.forEach(one -> byDigest.put(one.digest(), one));
    var gone = new HashSet<>(going);
    var needed = new HashSet<Digest>();
    var waiting = new ArrayDeque<Candidate>();
    images.stream().filter(one -> !gone.contains(one)).forEach(waiting::add);
    while (!waiting.isEmpty()) {
      for (var name : waiting.poll().names()) {
        if (needed.add(name) && byDigest.containsKey(name)) {
          waiting.add(byDigest.get(name));
        }
      }
    }
    return needed;
  }
}
