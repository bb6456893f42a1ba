package io.breakwater.notifications.changes;

import io.breakwater.registry.events.ImageEvent;
import io.breakwater.registry.events.ImageListener;
import io.breakwater.registry.names.TagName;
import java.util.List;

/// Has images looked at that tags were set to, and tells of tags that are gone. Returns at once.
public final class ImageNews implements ImageListener {
  private final TagWatch watch;

  public ImageNews(TagWatch watch) {
    this.watch = watch;
  }

  @Override
  public void happened(ImageEvent event) {
    switch (event) {
      case ImageEvent.Pushed pushed -> pushed(pushed, pushed.tags());
      case ImageEvent.Restored restored -> pushed(restored, restored.tags());
      case ImageEvent.Tagged tagged -> pushed(tagged, List.of(tagged.tag()));
      case ImageEvent.Untagged untagged -> deleted(untagged, List.of(untagged.tag()));
      case ImageEvent.Deleted deleted -> deleted(deleted, deleted.tags());
    }
  }

  private void pushed(ImageEvent event, List<TagName> tags) {
    if (!tags.isEmpty()) {
      watch.pushed(event.repository(), event.digest());
    }
  }

  private void deleted(ImageEvent event, List<TagName> tags) {
    watch.deleted(
        event.repository(), event.digest(), tags.stream().map(TagName::toString).toList());
  }
}
