package io.breakwater.registry.events;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import java.util.List;

/// What has happened to a manifest of a repository: an image, an index or an artifact.
public sealed interface ImageEvent {
  RepositoryName repository();

  /// The manifest.
  Digest digest();

  /// Whose doing it was.
  String by();

  /// It was pushed, or copied from another repository.
  ///
  /// @param tags that name it since: one or none
  /// @param added whether the repository did not have it
  record Pushed(
      RepositoryName repository, Digest digest, List<TagName> tags, boolean added, String by)
      implements ImageEvent {
    public Pushed {
      tags = List.copyOf(tags);
    }
  }

  /// A tag names it, which was in the repository before.
  record Tagged(RepositoryName repository, Digest digest, TagName tag, String by)
      implements ImageEvent {}

  /// A tag names it no longer, nor anything else.
  record Untagged(RepositoryName repository, Digest digest, TagName tag, String by)
      implements ImageEvent {}

  /// It is in the trash.
  ///
  /// @param tags that named it
  record Deleted(RepositoryName repository, Digest digest, List<TagName> tags, String by)
      implements ImageEvent {
    public Deleted {
      tags = List.copyOf(tags);
    }
  }

  /// It came back from the trash.
  ///
  /// @param tags that it has again
  record Restored(RepositoryName repository, Digest digest, List<TagName> tags, String by)
      implements ImageEvent {
    public Restored {
      tags = List.copyOf(tags);
    }
  }
}
