package io.breakwater.registry.images;

import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import java.util.Optional;
import java.util.function.Predicate;

/// The name of an image of this registry as people and programs write it:
/// `[HOST/]NAMESPACE/REPOSITORY[:TAG][@DIGEST]`.
///
/// ```
/// birds/robin                      no reference: all of the repository, or its tag latest
/// birds/robin:1
/// localhost:5000/birds/robin:1     where that is what this registry is called
/// birds/robin:1@sha256:…           the digest decides, the tag is a remark
/// ```
///
/// The first part is a host where it has a `.` or a `:` or is `localhost`, as container clients
/// read names (distribution project, `reference`); it has to be one of this registry's.
///
/// @param reference the digest where one is given, otherwise the tag
public record ImageName(RepositoryName repository, Optional<Reference> reference) {
  /// A host, a repository, a tag and a digest at their longest.
  private static final int LIMIT = 1024;

  private static final String LATEST = "latest";

  /// Reads a name, whose percent-encoding the caller has undone.
  ///
  /// @param ownHost whether a text, with port if it has one, is what this registry is called
  /// @throws RegistryException `NAME_INVALID`, also for the name of another registry's image;
  ///     `TAG_INVALID`, `DIGEST_INVALID`
  public static ImageName parse(String text, Predicate<String> ownHost) throws RegistryException {
    if (text.length() > LIMIT) {
      throw invalid(text, "it has more than " + LIMIT + " characters");
    }
    var name = withoutHost(text, ownHost);
    var at = name.indexOf('@');
    var digest =
        at < 0
            ? Optional.<Reference>empty()
            : Optional.<Reference>of(
                new Reference.ByDigest(Reference.digest(name.substring(at + 1))));
    var named = at < 0 ? name : name.substring(0, at);
    var colon = named.indexOf(':');
    var tag =
        colon < 0
            ? Optional.<Reference>empty()
            : Optional.<Reference>of(
                new Reference.ByTag(TagName.parse(named.substring(colon + 1))));
    var repository = RepositoryName.parse(colon < 0 ? named : named.substring(0, colon));
    return new ImageName(repository, digest.or(() -> tag));
  }

  private static String withoutHost(String text, Predicate<String> ownHost)
      throws RegistryException {
    var slash = text.indexOf('/');
    if (slash < 0) {
      return text;
    }
    var first = text.substring(0, slash);
    if (ownHost.test(first)) {
      return text.substring(slash + 1);
    }
    if (first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost")) {
      throw invalid(
          text,
          "'"
              + (first.length() > 64 ? first.substring(0, 64) + "…" : first)
              + "' is read as a registry's host, and this registry is not called that; write"
              + " NAMESPACE/REPOSITORY, or begin with this registry's own host");
    }
    return text;
  }

  private static RegistryException invalid(String text, String why) {
    return new RegistryException(
        ErrorCode.NAME_INVALID, "not an image of this registry: " + why, new Detail.Name(text));
  }

  /// The reference, or the tag `latest`.
  public Reference orLatest() {
    return reference.orElseGet(ImageName::latest);
  }

  private static Reference latest() {
    try {
      return new Reference.ByTag(TagName.parse(LATEST));
    } catch (RegistryException e) {
      throw new IllegalStateException("a tag that is always one", e);
    }
  }

  /// `birds/robin:1`, `birds/robin@sha256:…` or `birds/robin`: without a host.
  @Override
  public String toString() {
    return reference
        .map(
            one ->
                switch (one) {
                  case Reference.ByTag tag -> repository + ":" + tag;
                  case Reference.ByDigest digest -> repository + "@" + digest;
                })
        .orElseGet(repository::toString);
  }
}
