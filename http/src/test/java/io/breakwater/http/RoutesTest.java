package io.breakwater.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private static final Handler NOTHING = (_, _) -> {};
  private static final Routes ROUTES =
      Routes.builder()
          .add("GET", "/v2/", "base", NOTHING)
          .add("GET", "/v2/_catalog", "catalog", NOTHING)
          .add("POST", "/v2/{name...}/blobs/uploads/", "begin", NOTHING)
          .add("PATCH", "/v2/{name...}/blobs/uploads/{upload}", "append", NOTHING)
          .add("GET", "/v2/{name...}/blobs/{digest}", "blob", NOTHING)
          .add("DELETE", "/v2/{name...}/blobs/{digest}", "unblob", NOTHING)
          .add("GET", "/v2/{name...}/tags/list", "tags", NOTHING)
          .add("GET", "/report/image/{+name...}", "report", NOTHING)
          .add("GET", "/report/image/status/{+name...}", "status", NOTHING)
          .add("GET", "/exempt/{+resource...}/issue/{type}/{id}", "exempt", NOTHING)
          .add("GET", "/{page}", "page", NOTHING)
          .build();

  private static String found(String method, String path) throws HttpFailure {
    return switch (ROUTES.find(method, RequestPath.parse(path))) {
      case Routes.Matched(var route, var parameters) ->
          route.attribute() + (parameters.isEmpty() ? "" : parameters.toString());
      case Routes.OtherMethods(var allow) -> "405 " + allow;
      case Routes.Nothing(var encodedSlash) -> encodedSlash ? "400" : "404";
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "GET /v2/ -> base",
        "GET /v2 -> page{page=v2}",
        "GET /v2/_catalog -> catalog",
        "GET /v2/app/blobs/sha256:12 -> blob{name=app, digest=sha256:12}",
        "GET /v2/a/b/c/blobs/sha256:12 -> blob{name=a/b/c, digest=sha256:12}",
        "HEAD /v2/a/b/blobs/x -> blob{name=a/b, digest=x}",
        "DELETE /v2/a/blobs/x -> unblob{name=a, digest=x}",
        "PUT /v2/a/blobs/x -> 405 DELETE, GET, HEAD",
        "POST /v2/a/b/blobs/uploads/ -> begin{name=a/b}",
        "GET /v2/a/b/blobs/uploads/ -> 405 POST",
        "PATCH /v2/a/blobs/uploads/77 -> append{name=a, upload=77}",
        // A repository may be called as the words are.
        "GET /v2/blobs/uploads/blobs/x -> blob{name=blobs/uploads, digest=x}",
        "GET /v2/tags/list/tags/list -> tags{name=tags/list}",
        "GET /v2/blobs/x -> 404",
        "GET /v2//blobs/x -> 404",
        "GET /v2/a//b/blobs/x -> 404",
        "GET /v2/a/blobs/ -> 404",
        "GET /v2/a%2Fb/blobs/x -> 400",
        "GET /v2/a/blobs/x%2fy -> 400",
        "GET /v2/%61pp/blobs/sha256%3A12 -> blob{name=app, digest=sha256:12}",
        "GET /v2/%2561/blobs/x -> blob{name=%61, digest=x}",
        "GET /report/image/host%2Fns%2Fapp%3A1 -> report{name=host/ns/app:1}",
        "GET /report/image/host/ns/app:1 -> report{name=host/ns/app:1}",
        "GET /report/image/status/host/ns%2Fapp@sha256:12 -> status{name=host/ns/app@sha256:12}",
        "GET /report/image/a%2F..%2Fb -> 404",
        "GET /report/image/a%2F%2Fb -> 404",
        "GET /exempt/a%2Fb/c/issue/cve/CVE-1 -> exempt{resource=a/b/c, type=cve, id=CVE-1}",
        "GET /exempt/a/issue/cve%2Fx/CVE-1 -> 400",
        "GET /é -> 400",
        "GET /%C3%A9 -> page{page=é}",
      })
  void findsTheRoute(String request, String expected) throws HttpFailure {
    var blank = request.indexOf(' ');
    String answer;
    try {
      answer = found(request.substring(0, blank), request.substring(blank + 1));
    } catch (HttpFailure failure) {
      answer = Integer.toString(failure.status());
    }
    assertThat(answer).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "*", "v2/", "/v2/../etc", "/v2/%2e%2e/etc", "/v2/.", "/v2/%2E/x", "/a%00b", "/a%0ab",
        "/a%7f", "/a%5Cb", "/a\\b", "/a%", "/a%4", "/a%zz", "/a%+1", "/a%c3", "/a%c0%af",
        "/a%ed%a0%80", "/a%ff"
      })
  void refusesPathsThatCouldMeanSomethingElse(String path) {
    assertThatThrownBy(() -> RequestPath.parse(path))
        .isInstanceOfSatisfying(
            HttpFailure.class, failure -> assertThat(failure.status()).isEqualTo(400));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"v2", "/{a", "/{}", "/x{a}", "/{a}/{a}", "/{a...}/{b...}", "/{a b}", "/{+}", "/}"})
  void refusesWrongPatterns(String pattern) {
    assertThatThrownBy(() -> Routes.builder().add("GET", pattern, "", NOTHING).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesARouteThatStandsTwice() {
    assertThatThrownBy(
            () ->
                Routes.builder()
                    .add("GET", "/a", "", NOTHING)
                    .add("GET", "/a", "", NOTHING)
                    .build())
        .hasMessageContaining("GET /a");
  }

  @Test
  void queriesAreDecodedOnceAndBounded() throws HttpFailure {
    var query = Query.parse("a=1&b=two+%2B%25&b&&=x&c==", 5);
    assertThat(query.first("a")).contains("1");
    assertThat(query.all("b")).containsExactly("two +%", "");
    assertThat(query.first("c")).contains("=");
    assertThat(query.all("d")).isEmpty();
    assertThat(query.names()).containsExactlyInAnyOrder("a", "b", "", "c");
    assertThatThrownBy(() -> Query.parse("a&b&c", 2)).isInstanceOf(HttpFailure.class);
    assertThatThrownBy(() -> Query.parse("a=%f", 2)).isInstanceOf(HttpFailure.class);
  }
}
