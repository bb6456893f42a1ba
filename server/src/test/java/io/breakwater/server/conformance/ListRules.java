package io.breakwater.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// "Listing tags" (OCI distribution specification 1.1), and the catalogue that older clients ask
/// for.
interface ListRules extends Rules {
  private Repository tagged(String... tags) throws IOException {
    var repository = repository();
    var manifest = Images.index(Images.annotated());
    for (var tag : tags) {
      repository.put(tag, manifest).is(201);
    }
    return repository;
  }

  private Answer tags(Repository repository, String query) throws IOException {
    var answer = caller().get(repository.path("tags/list" + query)).is(200);
    assertThat(answer.json().text("name")).isEqualTo(repository.name());
    assertThat(answer.json().member("tags")).isPresent();
    return answer;
  }

  @Test
  @Tag(SPECIFICATION)
  default void allTagsAreListedInOrder() throws IOException {
    var repository = tagged("b", "a10", "a2", "_c", "B", "0");
    var answer = tags(repository, "");
    assertThat(answer.json().texts("tags")).containsExactly("0", "B", "_c", "a10", "a2", "b");
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header("Link")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "?n=2, a b, true",
    "?n=3, a b c, true",
    "?n=4, a b c d, false",
    "?n=100, a b c d, false",
    "?n=2&last=b, c d, false",
    "?n=1&last=b, c, true",
    "?last=b, c d, false",
    "?last=bb, c d, false",
    "?last=0, a b c d, false",
  })
  @Tag(SPECIFICATION)
  default void aPageOfTagsIsListed(String query, String tags, boolean more) throws IOException {
    var answer = tags(tagged("d", "c", "b", "a"), query);
    assertThat(answer.json().texts("tags")).containsExactly(tags.split(" "));
    if (more) {
      assertThat(answer.next().toString()).contains("last=" + tags.charAt(tags.length() - 1));
    } else {
      assertThat(answer.header("Link")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?n=0", "?n=2&last=d", "?last=z"})
  @Tag(SPECIFICATION)
  default void aPageMayBeEmpty(String query) throws IOException {
    var answer = tags(tagged("d", "c", "b", "a"), query);
    assertThat(answer.json().texts("tags")).isEmpty();
    assertThat(answer.text()).contains("[");
    assertThat(answer.header("Link")).isEmpty();
  }

  @Test
  @Tag(SPECIFICATION)
  default void pagesFollowEachOtherToTheEnd() throws IOException {
    var repository = repository();
    var manifest = Images.index(Images.annotated());
    var pushed = new ArrayList<String>();
    for (var i = 0; i < 25; i++) {
      pushed.add("v%03d".formatted(i * 7));
      repository.put(pushed.getLast(), manifest).is(201);
    }
    var answer = tags(repository, "?n=10");
    var seen = new ArrayList<>(answer.json().texts("tags"));
    var pages = 1;
    while (!answer.header("Link").isEmpty()) {
      answer = caller().send("GET", answer.next(), new byte[0]).is(200);
      seen.addAll(answer.json().texts("tags"));
      pages++;
    }
    assertThat(seen).isEqualTo(pushed);
    assertThat(pages).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?n=-1", "?n=x", "?n=1.5"})
  @Tag(BREAKWATER)
  default void aLengthThatIsNoneIsRefused(String query) throws IOException {
    var answer = caller().get(tagged("a").path("tags/list" + query)).is(400);
    assertThat(answer.errorCodes()).isNotEmpty();
  }

  @Test
  @Tag(SPECIFICATION)
  default void tagsOfARepositoryThatIsNotThereAre404() throws IOException {
    caller().get(repository().path("tags/list")).error(404, "NAME_UNKNOWN");
  }

  @Test
  @Tag(SPECIFICATION)
  default void aTagThatIsDeletedIsNotListed() throws IOException {
    var repository = tagged("a", "b");
    repository.delete("manifests/a").is(202);
    assertThat(tags(repository, "").json().texts("tags")).containsExactly("b");
  }

  @Test
  @Tag(BREAKWATER)
  default void repositoriesAreInTheCatalogue() throws IOException {
    var repository = tagged("a");
    assertThat(catalogue("?n=100")).contains(repository.name());
    var all = catalogue("?n=3");
    assertThat(all).contains(repository.name()).doesNotHaveDuplicates().isSorted();
  }

  private List<String> catalogue(String query) throws IOException {
    var answer = caller().get("/v2/_catalog" + query).is(200);
    var names = new ArrayList<>(answer.json().texts("repositories"));
    while (!answer.header("Link").isEmpty()) {
      answer = caller().send("GET", answer.next(), new byte[0]).is(200);
      names.addAll(answer.json().texts("repositories"));
    }
    return names;
  }
}
