package io.breakwater.registry.images;

import io.breakwater.image.Digest;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.ImageFacts;
import io.breakwater.store.metadata.ImagePlace;
import io.breakwater.store.metadata.ImagesQuery;
import io.breakwater.store.metadata.ListedManifest;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Namespace;
import io.breakwater.store.metadata.Repository;
import io.breakwater.store.metadata.StoredManifest;
import io.breakwater.store.metadata.Tag;
import io.breakwater.store.metadata.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lists images by pages, from what is kept of them.
final class ImageList {
  private static final int MOST = 1_000;

  /// Looked at for one page, of which all may be artifacts.
  private static final int LOOKS = 5_000;

  private static final Pattern PLACE = Pattern.compile("([^@]{1,255})@([0-9]{1,18})");

  private final Metadata metadata;
  private final ImageDescriptions descriptions;

  ImageList(Metadata metadata, ImageDescriptions descriptions) {
    this.metadata = metadata;
    this.descriptions = descriptions;
  }

  ImagePage page(ImageQuery query, Optional<String> place, int limit)
      throws RegistryException, StoreException {
    return page(query.lists(), tx -> ids(tx, query), place, limit);
  }

  ImagePage tagged(Optional<String> place, int limit) throws RegistryException, StoreException {
    return page(true, ImageList::tagged, place, limit);
  }

  private static ImagesQuery tagged(Transaction tx) {
    var ids = tx.namespaces().all().stream().map(Namespace::id).collect(Collectors.toSet());
    return new ImagesQuery(ids, Optional.empty(), true);
  }

  private ImagePage page(
      boolean lists, Function<Transaction, ImagesQuery> query, Optional<String> place, int limit)
      throws RegistryException, StoreException {
    var after = place.isEmpty() ? Optional.<ImagePlace>empty() : Optional.of(parse(place.get()));
    var most = Math.clamp(limit, 1, MOST);
    var images = new ArrayList<ListedImage>();
    var looks = 0;
    while (looks < LOOKS) {
      var from = after;
      var found = metadata.read(tx -> tx.images().page(query.apply(tx), from, most));
      looks += found.size();
      for (var one : found) {
        if (images.size() == most) {
          return new ImagePage(images, after.map(ImageList::text));
        }
        image(lists, one).ifPresent(images::add);
        after = Optional.of(one.place());
      }
      if (found.size() < most) {
        return new ImagePage(images, Optional.empty());
      }
    }
    return new ImagePage(images, after.map(ImageList::text));
  }

  Optional<ListedImage> find(RepositoryName repository, Digest digest) throws StoreException {
    Optional<ListedManifest> found =
        metadata.read(
            tx ->
                tx.repositories()
                    .find(repository.toString())
                    .flatMap(
                        there ->
                            tx.manifests()
                                .find(there, digest)
                                .map(manifest -> listed(tx, there, manifest))));
    return found.isEmpty() ? Optional.empty() : image(true, found.get());
  }

  private static ListedManifest listed(
      Transaction tx, Repository repository, StoredManifest manifest) {
    var tags = tx.tags().of(repository, manifest.digest()).stream().map(Tag::name).toList();
    return new ListedManifest(repository, manifest, tags, tx.images().facts(manifest.digest()));
  }

  private static ImagesQuery ids(Transaction tx, ImageQuery query) {
    var ids = new HashSet<Long>();
    for (var namespace : query.namespaces()) {
      tx.namespaces().find(namespace.name()).ifPresent(found -> ids.add(found.id()));
    }
    return new ImagesQuery(ids, query.repository().map(RepositoryName::toString), query.tagged());
  }

  private Optional<ListedImage> image(boolean lists, ListedManifest one) throws StoreException {
    var kind = ManifestKind.of(one.manifest().mediaType());
    if (kind.isEmpty() || (kind.get().list() && !lists)) {
      return Optional.empty();
    }
    var kept = one.facts().filter(facts -> facts.version() == ImageDescriptions.VERSION);
    var facts =
        kept.isPresent()
            ? kept
            : descriptions.read(one.repository().name(), one.manifest().digest());
    return facts.filter(ImageDescriptions::isImage).map(there -> listed(one, kind.get(), there));
  }

  static ListedImage listed(ListedManifest one, ManifestKind kind, ImageFacts facts) {
    return new ListedImage(
        RepositoryName.kept(one.repository().name()),
        one.manifest().digest(),
        kind,
        one.manifest().mediaType(),
        one.tags().stream().map(TagName::kept).toList(),
        facts.created(),
        facts.size(),
        facts.labels(),
        facts.platform().map(all -> List.of(all.split(",", -1))).orElse(List.of()),
        one.manifest().pushed(),
        facts.config());
  }

  private static String text(ImagePlace place) {
    return place.repository() + "@" + place.manifest();
  }

  private static ImagePlace parse(String text) throws RegistryException {
    var matcher = PLACE.matcher(text);
    if (text.length() > 300 || !matcher.matches()) {
      throw new RegistryException(
          ErrorCode.NAME_INVALID,
          "not a place in a list of images; go on with what the last page says, or begin again"
              + " without one",
          new Detail.Name(text));
    }
    return new ImagePlace(
        RepositoryName.parse(matcher.group(1)).toString(), Long.parseLong(matcher.group(2)));
  }
}
