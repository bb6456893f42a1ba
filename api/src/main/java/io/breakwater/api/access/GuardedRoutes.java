package io.breakwater.api.access;

import io.breakwater.accounts.access.Action;
import io.breakwater.http.Handler;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.http.Routes;

/// Collects routes. There is no way to add one without saying what it needs, and none is
/// reached but through the guard.
public final class GuardedRoutes {
  private final Guard guard;
  private final ImageGuard images;
  private final OwnHosts hosts;
  private final Named named;
  private final Routes.Builder routes = Routes.builder();

  public GuardedRoutes(Guard guard, OwnHosts hosts) {
    this.guard = guard;
    this.hosts = hosts;
    this.images = new ImageGuard(guard, hosts);
    this.named = new Named(guard, images, hosts);
  }

  /// What this registry is called, for names of images that come in queries and bodies, and
  /// those that go out.
  public OwnHosts hosts() {
    return hosts;
  }

  /// Answers who has what the route needs.
  ///
  /// @param <C> what the guard found out
  @FunctionalInterface
  public interface Answer<C> {
    void answer(Request request, Response response, C call) throws Exception;
  }

  /// Adds a route for everybody.
  ///
  /// @param why that harms nobody
  public void open(String method, String pattern, String why, Handler handler) {
    routes.add(method, pattern, new Need.Nothing(why), handler);
  }

  /// Adds a route for all who have logged in.
  ///
  /// @param scope that a token for less than everything has to have; empty for any. Under
  ///     `/v2/` only: elsewhere a token for less is not enough
  public void login(String method, String pattern, String scope, Answer<Caller> answer) {
    var need = new Need.Login(scope);
    routes.add(
        method,
        pattern,
        need,
        (request, response) -> answer.answer(request, response, guard.login(request, need)));
  }

  /// Adds a route about the repository that its pattern names as `name`.
  public void repository(
      String method, String pattern, Action action, Answer<RepositoryCall> answer) {
    repository(method, pattern, new Need.OnRepository(action, false), answer);
  }

  /// Adds a route that begins a push: who may create the namespace need not do so first.
  public void push(String method, String pattern, Answer<RepositoryCall> answer) {
    repository(method, pattern, new Need.OnRepository(Action.IMAGE_PUSH, true), answer);
  }

  private void repository(
      String method, String pattern, Need.OnRepository need, Answer<RepositoryCall> answer) {
    routes.add(
        method,
        pattern,
        need,
        (request, response) -> answer.answer(request, response, guard.repository(request, need)));
  }

  /// Adds a route about the namespace that its pattern names as `namespace`.
  public void namespace(
      String method, String pattern, Action action, Answer<NamespaceCall> answer) {
    routes.add(
        method,
        pattern,
        new Need.OnNamespace(action),
        (request, response) -> answer.answer(request, response, guard.namespace(request, action)));
  }

  /// Adds a route about the image that its pattern names as `image`:
  /// `/api/v1/images/{+image...}/json`. Clients encode the slashes of the name or do not.
  public void image(String method, String pattern, Action action, Answer<ImageCall> answer) {
    require(pattern, "{+image...}");
    var need = new Need.OnImage(action);
    routes.add(
        method,
        pattern,
        need,
        (request, response) -> answer.answer(request, response, images.image(request, need)));
  }

  /// Adds a route about the part of an account that its pattern names as `resource`
  /// (`{+resource...}`): `birds`, `birds/robin`, `birds/robin:1`, `birds/robin@sha256:…`, with
  /// or without this registry's host before it; `*`, or no such parameter, is all of the
  /// account.
  public void scope(String method, String pattern, Action action, Answer<ScopeCall> answer) {
    var named = pattern.contains("resource");
    if (named) {
      require(pattern, "{+resource...}");
    }
    var need = new Need.OnScope(action, named);
    routes.add(
        method,
        pattern,
        need,
        (request, response) -> answer.answer(request, response, images.scope(request, need)));
  }

  private static void require(String pattern, String parameter) {
    if (!pattern.contains("/" + parameter)) {
      throw new IllegalArgumentException("the pattern " + pattern + " has no " + parameter);
    }
  }

  /// Adds a route about an account.
  public void account(String method, String pattern, Action action, Answer<AccountCall> answer) {
    routes.add(
        method,
        pattern,
        new Need.OnAccount(action),
        (request, response) -> answer.answer(request, response, guard.account(request, action)));
  }

  /// Adds a route about all of an account that its caller may see: it is given the namespaces in
  /// which they may do what it declares. Who may do it in none is refused.
  public void namespaces(
      String method, String pattern, Action action, Answer<NamespacesCall> answer) {
    routes.add(
        method,
        pattern,
        new Need.Listing(action),
        (request, response) -> answer.answer(request, response, guard.namespaces(request, action)));
  }

  /// Adds a route for all who have logged in: it is given the namespaces of the account worked in
  /// in which they may do something; may be none.
  public void seeing(String method, String pattern, Action action, Answer<NamespacesCall> answer) {
    routes.add(
        method,
        pattern,
        new Need.Login(""),
        (request, response) -> answer.answer(request, response, guard.seeing(request, action)));
  }

  /// Adds a route that lists what of an account its caller may see, and finds out itself what
  /// that is; [#namespaces] is for those that list by namespace.
  public void listing(String method, String pattern, Action action, Answer<AccountCall> answer) {
    routes.add(
        method,
        pattern,
        new Need.Listing(action),
        (request, response) -> answer.answer(request, response, guard.listing(request, action)));
  }

  /// Adds a route for who asks from this machine, and for those who have a right over the
  /// account worked in.
  public void local(String method, String pattern, Action action, Handler handler) {
    routes.add(
        method,
        pattern,
        new Need.LocalOrOnAccount(action),
        (request, response) -> {
          guard.local(request, action);
          handler.handle(request, response);
        });
  }

  /// For routes whose requests name things in their query or body.
  public Named named() {
    return named;
  }

  /// All of them.
  public Routes build() {
    return routes.build();
  }
}
