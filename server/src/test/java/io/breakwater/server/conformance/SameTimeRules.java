package io.breakwater.server.conformance;

import static io.breakwater.server.conformance.Images.descriptor;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Requests that meet each other.
interface SameTimeRules extends Rules {
  private static <T> List<T> together(List<Callable<T>> tasks) throws IOException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      for (var future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("a request failed", e);
    }
  }

  @Test
  @Tag(SPECIFICATION)
  default void fourPushesOfOneBlobAllSucceed() throws IOException {
    var repository = repository();
    var blob = Images.random(4_000_000);
    var digest = Images.sha256(blob);
    var tasks = new ArrayList<Callable<Integer>>();
    for (var i = 0; i < 4; i++) {
      tasks.add(() -> repository.finish(repository.begin(), blob, digest).status());
    }
    assertThat(together(tasks)).containsOnly(201);
    repository.served(digest, blob);
  }

  @Test
  @Tag(SPECIFICATION)
  default void fourPushesOfOneImageAllSucceed() throws IOException {
    var repository = repository();
    var image = repository.image("before");
    var tasks = new ArrayList<Callable<Integer>>();
    for (var i = 0; i < 4; i++) {
      tasks.add(() -> repository.put("same", image.manifest()).status());
    }
    assertThat(together(tasks)).containsOnly(201);
    assertThat(repository.manifest("same").is(200).body()).isEqualTo(image.manifest());
  }

  @Test
  @Tag(BREAKWATER)
  default void twoPartsOfOneUploadAtOnceAreNotMixed() throws IOException {
    var repository = repository();
    var blob = Images.random(4_000_000);
    var location = repository.begin();
    var tasks = new ArrayList<Callable<Integer>>();
    for (var i = 0; i < 4; i++) {
      tasks.add(() -> repository.patch(location, blob, 0, blob.length).status());
    }
    assertThat(together(tasks)).containsOnlyOnce(202).doesNotContain(500);
    repository.finish(location, new byte[0], Images.sha256(blob)).is(201);
    repository.served(Images.sha256(blob), blob);
  }

  @Test
  @Tag(BREAKWATER)
  default void aManifestNeverNamesABlobThatWasDeletedBesideItsPush() throws IOException {
    var repository = repository();
    for (var round = 0; round < 50; round++) {
      var config = Images.config();
      var layer = Images.random(100);
      repository.push(config);
      var digest = repository.push(layer);
      var manifest =
          Images.manifest(descriptor(Images.CONFIG, config), "", descriptor(Images.LAYER, layer));
      var tag = "r" + round;
      var statuses =
          together(
              List.<Callable<Integer>>of(
                  () -> repository.put(tag, manifest).status(),
                  () -> repository.delete("blobs/" + digest).status()));
      if (statuses.getFirst() == 201) {
        repository.headManifest(tag).is(200);
        repository.served(digest, layer);
      } else {
        assertThat(statuses).containsExactly(404, 202);
        repository.headManifest(tag).is(404);
      }
    }
  }
}
