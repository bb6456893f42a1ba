package io.breakwater.exemptions;

import io.breakwater.advisor.ImageScope;
import io.breakwater.image.Digest;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import java.util.Optional;

/// Which of an account's images an exemption is for.
///
/// | text | scope | word |
/// |---|---|---|
/// | `*` | all of the account | `account` |
/// | `birds` | a namespace | `namespace` |
/// | `birds/robin` | a repository | `repository` |
/// | `birds/robin:1` | what is asked for by this tag | `image` |
/// | `birds/robin@sha256:…` | this content in this repository, by whatever name | `digest` |
///
/// The words are those of the original's `scope_type`, which has none for contents. A wider scope
/// is not overridden by a narrower one.
public sealed interface ExemptionScope {
  /// All images of the account.
  record Account() implements ExemptionScope {
    @Override
    public String toString() {
      return "*";
    }
  }

  /// All repositories of a namespace.
  record Namespace(String name) implements ExemptionScope {
    @Override
    public String toString() {
      return name;
    }
  }

  /// All images of a repository.
  record Repository(RepositoryName name) implements ExemptionScope {
    @Override
    public String toString() {
      return name.toString();
    }
  }

  /// What is asked for by a tag.
  record Image(RepositoryName repository, TagName tag) implements ExemptionScope {
    @Override
    public String toString() {
      return repository + ":" + tag;
    }
  }

  /// A manifest, or all platforms of an index.
  record Content(RepositoryName repository, Digest digest) implements ExemptionScope {
    @Override
    public String toString() {
      return repository + "@" + digest;
    }
  }

  /// The scope of what is named: all of the account where no namespace is.
  ///
  /// @param reference counts only with a repository
  static ExemptionScope of(
      Optional<String> namespace,
      Optional<RepositoryName> repository,
      Optional<Reference> reference) {
    if (repository.isEmpty()) {
      return namespace.<ExemptionScope>map(Namespace::new).orElseGet(Account::new);
    }
    return switch (reference.orElse(null)) {
      case null -> new Repository(repository.get());
      case Reference.ByTag(var tag) -> new Image(repository.get(), tag);
      case Reference.ByDigest(var digest) -> new Content(repository.get(), digest);
    };
  }

  /// The word for this kind of scope.
  default String type() {
    return switch (this) {
      case Account _ -> "account";
      case Namespace _ -> "namespace";
      case Repository _ -> "repository";
      case Image _ -> "image";
      case Content _ -> "digest";
    };
  }

  /// What it is made of, each by itself.
  default Parts parts() {
    return switch (this) {
      case Account _ -> new Parts("", "", "", "");
      case Namespace(var name) -> new Parts(name, "", "", "");
      case Repository(var name) -> Parts.of(name, "", "");
      case Image(var repository, var tag) -> Parts.of(repository, tag.toString(), "");
      case Content(var repository, var digest) -> Parts.of(repository, "", digest.toString());
    };
  }

  /// The parts of a scope; empty where a scope has none.
  ///
  /// @param repository without its namespace
  record Parts(String namespace, String repository, String tag, String digest) {
    static Parts of(RepositoryName name, String tag, String digest) {
      var namespace = name.namespace();
      return new Parts(namespace, name.toString().substring(namespace.length() + 1), tag, digest);
    }
  }

  /// Whether all that the other is for belongs to this one, too.
  default boolean covers(ExemptionScope other) {
    return switch (this) {
      case Account _ -> true;
      case Namespace(var name) -> name.equals(other.parts().namespace());
      case Repository(var name) ->
          switch (other) {
            case Account _, Namespace _ -> false;
            case Repository(var its) -> name.equals(its);
            case Image(var its, var _) -> name.equals(its);
            case Content(var its, var _) -> name.equals(its);
          };
      case Image _, Content _ -> equals(other);
    };
  }

  /// The same for the advisor. Namespaces of other accounts are no matter of it: it is given only
  /// the account's own exemptions.
  default ImageScope images() {
    return switch (this) {
      case Account _ -> ImageScope.EVERY;
      case Namespace(var name) -> new ImageScope.Namespace(null, name, false);
      case Repository(var name) -> new ImageScope.Repository(null, name.toString());
      case Image(var repository, var tag) ->
          new ImageScope.Tag(
              new ImageScope.Repository(null, repository.toString()), tag.toString());
      case Content(var repository, var digest) ->
          new ImageScope.Content(new ImageScope.Repository(null, repository.toString()), digest);
    };
  }
}
