package io.breakwater.exemptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.ImageSubject;
import io.breakwater.image.Digest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Scopes: which contains which, and which images they are for.
class ExemptionScopeTest {
  private static final Digest DIGEST = Digest.parse("sha256:" + "a".repeat(64));

  private static final ExemptionScope ACCOUNT = Kept.account();
  private static final ExemptionScope BIRDS = Kept.namespace("birds");
  private static final ExemptionScope ROBIN = Kept.repository("birds/robin");
  private static final ExemptionScope TAG = Kept.tag("birds/robin", "1");
  private static final ExemptionScope CONTENT = Kept.content("birds/robin", DIGEST);

  @Test
  void aWiderScopeCoversTheNarrowerOnes() {
    var chain = List.of(ACCOUNT, BIRDS, ROBIN);
    for (var i = 0; i < chain.size(); i++) {
      for (var j = 0; j < chain.size(); j++) {
        assertThat(chain.get(i).covers(chain.get(j))).as(i + " " + j).isEqualTo(i <= j);
      }
      assertThat(chain.get(i).covers(TAG)).isTrue();
      assertThat(chain.get(i).covers(CONTENT)).isTrue();
      assertThat(TAG.covers(chain.get(i))).isFalse();
    }
  }

  @Test
  void neighboursCoverNothingOfEachOther() {
    assertThat(BIRDS.covers(Kept.repository("birdsong/robin"))).isFalse();
    assertThat(ROBIN.covers(Kept.repository("birds/robin/red"))).isFalse();
    assertThat(TAG.covers(Kept.tag("birds/robin", "2"))).isFalse();
    assertThat(TAG.covers(CONTENT)).isFalse();
    assertThat(TAG.covers(TAG)).isTrue();
  }

  @Test
  void theAdvisorSeesTheSameImages() {
    var image = image("birds/robin", "1");
    for (var scope : List.of(ACCOUNT, BIRDS, ROBIN, TAG, CONTENT)) {
      assertThat(scope.images().covers(image)).as(scope.toString()).isTrue();
    }
    assertThat(BIRDS.images().covers(image("fish/robin", "1"))).isFalse();
    assertThat(ROBIN.images().covers(image("birds/wren", "1"))).isFalse();
    assertThat(TAG.images().covers(image("birds/robin", "2"))).isFalse();
    assertThat(CONTENT.images().covers(image("birds/wren", "1"))).isFalse();
  }

  private static ImageSubject image(String repository, String tag) {
    return new ImageSubject(
        "localhost:5000", repository, Set.of(tag), Set.of(DIGEST), "amd64", Set.of());
  }

  @Test
  void scopesAreTakenApartAsTheOriginalNamesTheirParts() {
    assertThat(TAG.type()).isEqualTo("image");
    assertThat(TAG.parts()).isEqualTo(new ExemptionScope.Parts("birds", "robin", "1", ""));
    assertThat(Kept.repository("birds/robin/red").parts())
        .isEqualTo(new ExemptionScope.Parts("birds", "robin/red", "", ""));
    assertThat(CONTENT.parts().digest()).isEqualTo(DIGEST.toString());
    assertThat(ACCOUNT.parts()).isEqualTo(new ExemptionScope.Parts("", "", "", ""));
  }
}
