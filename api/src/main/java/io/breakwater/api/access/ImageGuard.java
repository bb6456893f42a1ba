package io.breakwater.api.access;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.access.Resource;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.images.ImageName;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.store.StoreException;

/// Lets through who has what a route about an image needs, or about a part of an account that is
/// named like one: `[HOST/]NAMESPACE[/REPOSITORY[:TAG|@DIGEST]]`.
///
/// Answers as [Guard] does; a name that is none is 400, whoever asks.
final class ImageGuard {
  /// As clients of the original say that they mean all of an account.
  private static final String ALL = "*";

  private final Guard guard;
  private final OwnHosts hosts;

  ImageGuard(Guard guard, OwnHosts hosts) {
    this.guard = guard;
    this.hosts = hosts;
  }

  ImageCall image(Request request, Need.OnImage need)
      throws Refusal, RegistryException, StoreException {
    return image(request, guard.whole(request), need.action(), request.parameter("image"));
  }

  ImageCall image(Request request, Caller caller, Action action, String text)
      throws Refusal, RegistryException, StoreException {
    var name = ImageName.parse(text, hosts.of(request));
    var state = namespace(request, caller, action, name);
    return new ImageCall(caller, name.repository(), name.reference(), state);
  }

  ScopeCall scope(Request request, Need.OnScope need)
      throws Refusal, RegistryException, StoreException {
    if (!need.named() || request.parameter("resource").equals(ALL)) {
      var all = guard.account(request, need.action());
      return new ScopeCall(all.caller(), all.account(), new ScopeCall.Account());
    }
    var caller = guard.whole(request);
    var text = withoutHost(request, request.parameter("resource"));
    return text.indexOf('/') < 0
        ? ofNamespace(request, caller, need.action(), text)
        : ofImage(request, caller, need.action(), text);
  }

  private ScopeCall ofNamespace(Request request, Caller caller, Action action, String name)
      throws Refusal, StoreException {
    var state = guard.namespace(request, caller, action, name);
    return new ScopeCall(caller, state.account(), new ScopeCall.Namespace(state));
  }

  private ScopeCall ofImage(Request request, Caller caller, Action action, String text)
      throws Refusal, RegistryException, StoreException {
    var name = ImageName.parse(text, host -> false);
    var state = namespace(request, caller, action, name);
    ScopeCall.Scope scope =
        name.reference().isPresent()
            ? new ScopeCall.Image(state, name.repository(), name.reference().get())
            : new ScopeCall.Repository(state, name.repository());
    return new ScopeCall(caller, state.account(), scope);
  }

  private String withoutHost(Request request, String text) {
    var slash = text.indexOf('/');
    var own = slash > 0 && hosts.of(request).test(text.substring(0, slash));
    return own ? text.substring(slash + 1) : text;
  }

  private NamespaceState namespace(Request request, Caller caller, Action action, ImageName name)
      throws Refusal, StoreException {
    var repository = name.repository();
    return guard.namespace(
        request,
        caller,
        action,
        repository.namespace(),
        state -> new Resource.Repository(state.resource(), repository.toString()));
  }
}
