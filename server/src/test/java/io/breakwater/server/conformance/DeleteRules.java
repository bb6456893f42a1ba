package io.breakwater.server.conformance;

import static io.breakwater.server.conformance.Images.descriptor;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// "Content management" (OCI distribution specification 1.1): what is deleted is gone when the
/// answer comes.
interface DeleteRules extends Rules {
  @Test
  @Tag(SPECIFICATION)
  default void aTagIsDeletedAndItsManifestStays() throws IOException {
    var repository = repository();
    var image = repository.image("latest");
    repository.put("other", image.manifest()).is(201);
    repository.delete("manifests/latest").is(202);
    repository.headManifest("latest").is(404);
    repository.manifest("other").is(200);
    repository.manifest(image.digest()).is(200);
  }

  @Test
  @Tag(SPECIFICATION)
  default void aManifestIsDeletedWithItsTags() throws IOException {
    var repository = repository();
    var image = repository.image("latest");
    var kept = repository.image("kept");
    repository.delete("manifests/" + image.digest()).is(202);
    repository.headManifest(image.digest()).is(404);
    repository.headManifest("latest").is(404);
    repository.manifest("kept").is(200);
    repository.manifest(kept.digest()).is(200);
    assertThat(caller().get(repository.path("tags/list")).json().texts("tags"))
        .containsExactly("kept");
  }

  @Test
  @Tag(SPECIFICATION)
  default void blobsOfAManifestThatIsDeletedCanBeDeleted() throws IOException {
    var repository = repository();
    var image = repository.image("latest");
    repository.delete("manifests/latest").is(202);
    repository.delete("manifests/" + image.digest()).is(202);
    for (var blob : new byte[][] {image.layer(), image.config()}) {
      var digest = Images.sha256(blob);
      repository.delete("blobs/" + digest).is(202);
      repository.headBlob(digest).is(404);
      repository.blob(digest).is(404);
    }
  }

  @Test
  @Tag(SPECIFICATION)
  default void whatIsNotThereCannotBeDeleted() throws IOException {
    var repository = repository();
    repository.image("there");
    var missing = Images.sha256(Images.random(6));
    repository.delete("manifests/none").error(404, "MANIFEST_UNKNOWN");
    repository.delete("manifests/" + missing).error(404, "MANIFEST_UNKNOWN");
    repository.delete("blobs/" + missing).error(404, "BLOB_UNKNOWN");
  }

  @Test
  @Tag(SPECIFICATION)
  default void whatIsDeletedTwiceIsGoneTheSecondTime() throws IOException {
    var repository = repository();
    var image = repository.image("latest");
    repository.delete("manifests/" + image.digest()).is(202);
    repository.delete("manifests/" + image.digest()).is(404);
    var blob = repository.push(Images.random(10));
    repository.delete("blobs/" + blob).is(202);
    repository.delete("blobs/" + blob).is(404);
  }

  @Test
  @Tag(SPECIFICATION)
  default void whatWasDeletedMayBePushedAgain() throws IOException {
    var repository = repository();
    var image = repository.image("latest");
    var layer = Images.sha256(image.layer());
    repository.delete("manifests/" + image.digest()).is(202);
    repository.delete("blobs/" + layer).is(202);
    repository.put("latest", image.manifest()).is(404, 400);
    repository.push(image.layer());
    repository.put("latest", image.manifest()).is(201);
    assertThat(repository.manifest("latest").is(200).body()).isEqualTo(image.manifest());
    repository.served(layer, image.layer());
  }

  @Test
  @Tag(BREAKWATER)
  default void aBlobThatAManifestNeedsIsNotDeleted() throws IOException {
    var repository = repository();
    var image = repository.image("latest");
    var layer = Images.sha256(image.layer());
    // The specification has 405 for what cannot be deleted; its first suite deletes blobs before
    // manifests and takes no other refusal.
    repository.delete("blobs/" + layer).error(405, "UNSUPPORTED");
    repository.served(layer, image.layer());
  }

  @Test
  @Tag(SPECIFICATION)
  default void anIndexIsDeletedWithoutItsManifests() throws IOException {
    var repository = repository();
    var image = repository.image("image");
    var index = Images.index("", descriptor(Images.MANIFEST, image.manifest()));
    repository.put("index", index).is(201);
    repository.delete("manifests/" + Images.sha256(index)).is(202);
    repository.headManifest("index").is(404);
    repository.manifest("image").is(200);
    repository.manifest(image.digest()).is(200);
  }

  @Test
  @Tag(SPECIFICATION)
  default void deletingInOneRepositoryLeavesTheOthers() throws IOException {
    var first = repository();
    var image = first.image("latest");
    var second = repository();
    second.push(image.config());
    second.push(image.layer());
    second.put("latest", image.manifest()).is(201);
    first.delete("manifests/" + image.digest()).is(202);
    first.delete("blobs/" + Images.sha256(image.layer())).is(202);
    assertThat(second.manifest("latest").is(200).body()).isEqualTo(image.manifest());
    second.served(Images.sha256(image.layer()), image.layer());
  }
}
