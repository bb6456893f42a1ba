package io.breakwater.api.access;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.access.Decision;
import io.breakwater.accounts.access.Permission;
import io.breakwater.accounts.access.Resource;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.accounts.tokens.Access;
import io.breakwater.accounts.tokens.RepositoryAction;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.registry.Detail;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Lets through who has what a route needs.
///
/// Who has not logged in gets 401 whatever is asked for; who may know of it gets 403 with the
/// right that is missing; all others get what is said of a namespace that does not exist.
/// Denials are remembered, those of what does not exist too, so that neither the answer nor its
/// time tells one from the other.
public final class Guard {
  private static final AuditAction ACCOUNT = new AuditAction("account", "choose");

  private final Authentication authentication;
  private final Challenges challenges;
  private final RegistryNamespaces namespaces;
  private final Audit audit;
  private final boolean createOnPush;
  private final Map<AccountId, AccountId> aliases;

  /// A guard.
  ///
  /// @param createOnPush whether a push by who may create its namespace creates it
  /// @param aliases what else clients may call an account by
  public Guard(
      Authentication authentication,
      Challenges challenges,
      RegistryNamespaces namespaces,
      Audit audit,
      boolean createOnPush,
      Map<AccountId, AccountId> aliases) {
    this.authentication = authentication;
    this.challenges = challenges;
    this.namespaces = namespaces;
    this.audit = audit;
    this.createOnPush = createOnPush;
    this.aliases = Map.copyOf(aliases);
  }

  Caller login(Request request, Need.Login need) throws Refusal, StoreException {
    var caller = authentication.caller(request, need.scope());
    if (caller.limit().isEmpty() && caller.principal() instanceof Principal.Anonymous) {
      throw challenges.login(request, need.scope());
    }
    if (caller.limit().isPresent() && !within(request, caller.limit().get(), need.scope())) {
      throw challenges.beyondToken(request, need.scope());
    }
    var _ = chosen(request, caller);
    return caller;
  }

  /// Tokens for repositories, which clients hand around, are for the distribution interface
  /// alone: they neither make keys nor change passwords.
  private static boolean within(Request request, Access limit, String scope) {
    var path = request.path();
    return (path.startsWith("/v2/") || path.equals("/v2")) && (scope.isEmpty() || limit.catalog());
  }

  RepositoryCall repository(Request request, Need.OnRepository need)
      throws Refusal, RegistryException, StoreException {
    var repository = RepositoryName.parse(request.parameter("name"));
    var scope = Challenges.scope(request, repository, need.action());
    var caller = authentication.caller(request, scope);
    var chosen = chosen(request, caller);
    var state = namespaces.find(repository.namespace());
    if (state.isEmpty() && need.creates()) {
      state = create(request, caller, repository);
    }
    state = state.filter(one -> chosen.isEmpty() || one.account().equals(chosen.get()));
    if (state.isEmpty()) {
      throw absent(request, caller, scope, need.action(), repository.namespace());
    }
    var resource = new Resource.Repository(state.get().resource(), repository.toString());
    decide(request, caller, scope, new Permission(need.action(), resource));
    if (!caller.within(repository, word(need.action()))) {
      throw challenges.beyondToken(request, scope);
    }
    return new RepositoryCall(caller, repository, state.get());
  }

  private static RepositoryAction word(Action action) {
    return switch (action) {
      case IMAGE_PUSH -> RepositoryAction.PUSH;
      case IMAGE_DELETE -> RepositoryAction.DELETE;
      default -> RepositoryAction.PULL;
    };
  }

  private Optional<NamespaceState> create(Request request, Caller caller, RepositoryName repository)
      throws RegistryException, StoreException {
    if (!(caller.principal() instanceof Principal.Known known)
        || !caller.within(repository, RepositoryAction.PUSH)
        || creatable(caller, repository.namespace()).isEmpty()) {
      return Optional.empty();
    }
    var name = repository.namespace();
    var _ =
        audit.done(
            request,
            caller,
            AuditAction.parse(Action.NAMESPACE_CREATE.actionName()),
            name,
            () -> namespaces.create(name, known.account()));
    return namespaces.find(name);
  }

  /// The namespace that a push of somebody would create, in words of rights; empty where it
  /// would not.
  private Optional<Resource.Namespace> creatable(Caller caller, String name) {
    if (!createOnPush || !(caller.principal() instanceof Principal.Known known)) {
      return Optional.empty();
    }
    var namespace = new Resource.Namespace(known.account(), name, false);
    return caller
            .grants()
            .decide(known, new Permission(Action.NAMESPACE_CREATE, namespace))
            .granted()
        ? Optional.of(namespace)
        : Optional.empty();
  }

  /// A repository as rights see it, for tokens: in a namespace that exists, or that its first
  /// push creates.
  public Optional<Resource.Repository> find(Caller caller, String name) throws StoreException {
    try {
      var repository = RepositoryName.parse(name);
      var state = namespaces.find(repository.namespace());
      return (state.isPresent()
              ? state.map(NamespaceState::resource)
              : creatable(caller, repository.namespace()))
          .map(namespace -> new Resource.Repository(namespace, name));
    } catch (RegistryException e) {
      return Optional.empty();
    }
  }

  AccountCall account(Request request, Action action) throws Refusal, StoreException {
    var caller = whole(request);
    var account = account(request, caller);
    decide(request, caller, "", new Permission(action, new Resource.Account(account)));
    return new AccountCall(caller, account);
  }

  NamespacesCall namespaces(Request request, Action action) throws Refusal, StoreException {
    var call = listing(request, action);
    return new NamespacesCall(
        call.caller(), call.account(), visible(call.caller(), call.account(), action));
  }

  /// For whoever has logged in; there may be no namespace in which they may do that.
  NamespacesCall seeing(Request request, Action action) throws Refusal, StoreException {
    var caller = login(request, new Need.Login(""));
    var account = account(request, caller);
    return new NamespacesCall(caller, account, visible(caller, account, action));
  }

  AccountCall listing(Request request, Action action) throws Refusal, StoreException {
    var caller = whole(request);
    var account = account(request, caller);
    var permission = new Permission(action, new Resource.Account(account));
    var decision = caller.grants().decideListing(caller.principal(), action, account);
    decide(request, caller, "", permission, decision);
    return new AccountCall(caller, account);
  }

  /// The namespaces of an account in which somebody may do something, by name.
  public List<NamespaceState> visible(Caller caller, AccountId account, Action action)
      throws StoreException {
    return namespaces.list(account).stream()
        .filter(state -> caller.may(action, state.resource()))
        .toList();
  }

  /// Behind a proxy of this machine everybody seems to ask from here, so those are told by what
  /// proxies add.
  void local(Request request, Action action) throws Refusal, StoreException {
    var local =
        Authentication.address(request).isLoopbackAddress()
            && request.header("X-Forwarded-For").isEmpty()
            && request.header("Forwarded").isEmpty()
            && request.header("Via").isEmpty();
    if (!local) {
      var _ = account(request, action);
    }
  }

  NamespaceCall namespace(Request request, Action action) throws Refusal, StoreException {
    var caller = whole(request);
    return new NamespaceCall(
        caller, namespace(request, caller, action, request.parameter("namespace")));
  }

  /// A namespace in which somebody may do something.
  NamespaceState namespace(Request request, Caller caller, Action action, String name)
      throws Refusal, StoreException {
    return namespace(request, caller, action, name, NamespaceState::resource);
  }

  /// A namespace in which somebody may do something to what is to be found in it.
  NamespaceState namespace(
      Request request,
      Caller caller,
      Action action,
      String name,
      Function<NamespaceState, Resource> resource)
      throws Refusal, StoreException {
    var chosen = chosen(request, caller);
    var state =
        namespaces.find(name).filter(one -> chosen.isEmpty() || one.account().equals(chosen.get()));
    if (state.isEmpty()) {
      throw absent(request, caller, "", action, name);
    }
    decide(request, caller, "", new Permission(action, resource.apply(state.get())));
    return state.get();
  }

  /// Somebody whose credentials stand for all their rights: tokens for repositories are for
  /// those.
  Caller whole(Request request) throws Refusal, StoreException {
    var caller = authentication.caller(request, "");
    if (caller.limit().isPresent()) {
      throw challenges.beyondToken(request, "");
    }
    return caller;
  }

  private AccountId account(Request request, Caller caller) throws Refusal, StoreException {
    var chosen = chosen(request, caller);
    if (chosen.isPresent()) {
      return chosen.get();
    }
    return switch (caller.principal()) {
      case Principal.Known known -> known.account();
      case Principal.Anonymous _ -> throw challenges.login(request, "");
    };
  }

  /// The account of the header `Account`, where it has one: the caller's own, or one in which they
  /// have a role.
  private Optional<AccountId> chosen(Request request, Caller caller)
      throws Refusal, StoreException {
    var header = request.header("Account").map(String::strip).filter(text -> !text.isEmpty());
    if (header.isEmpty()) {
      return Optional.empty();
    }
    AccountId account;
    try {
      var named = AccountId.parse(header.get());
      account = aliases.getOrDefault(named, named);
    } catch (IllegalArgumentException e) {
      throw Refusal.of(400, "INVALID", "the header Account is not the ID of an account");
    }
    if (caller.principal() instanceof Principal.Known known
        && !account.equals(known.account())
        && !caller.grants().in(account)) {
      audit.denied(request, caller, ACCOUNT, "account " + account, "no role in it");
      throw hidden(account);
    }
    return Optional.of(account);
  }

  /// What is not there, to who may not know it and to who may.
  private Refusal absent(
      Request request, Caller caller, String scope, Action action, String namespace)
      throws StoreException {
    if (caller.principal() instanceof Principal.Anonymous) {
      return anonymous(request, caller, scope);
    }
    // A first push looks for its layers before it creates the namespace; nobody is denied then.
    if (creatable(caller, namespace).isEmpty()) {
      audit.denied(
          request,
          caller,
          AuditAction.parse(action.actionName()),
          "namespace " + namespace,
          "there is none");
    }
    return hidden(namespace);
  }

  private Refusal anonymous(Request request, Caller caller, String scope) {
    return caller.limit().isPresent()
        ? challenges.beyondToken(request, scope)
        : challenges.login(request, scope);
  }

  private void decide(Request request, Caller caller, String scope, Permission permission)
      throws Refusal, StoreException {
    decide(
        request, caller, scope, permission, caller.grants().decide(caller.principal(), permission));
  }

  private void decide(
      Request request, Caller caller, String scope, Permission permission, Decision decision)
      throws Refusal, StoreException {
    switch (decision) {
      case Decision.Granted _ -> {}
      case Decision.LoginRequired _ -> throw anonymous(request, caller, scope);
      case Decision.Denied(var missing) -> {
        denied(request, caller, permission, missing);
        throw Refusal.of(403, "DENIED", "you may not " + missing + "; ask a Manager for it");
      }
      case Decision.Hidden(var missing) -> {
        denied(request, caller, permission, missing);
        throw hidden(permission.resource());
      }
    }
  }

  private void denied(Request request, Caller caller, Permission permission, String missing)
      throws StoreException {
    var action = AuditAction.parse(permission.action().actionName());
    audit.denied(request, caller, action, permission.resource().display(), missing);
  }

  private static Refusal hidden(Resource resource) {
    return switch (resource) {
      case Resource.Account account -> hidden(account.account());
      case Resource.Namespace namespace -> hidden(namespace.name());
      case Resource.Repository repository -> hidden(repository.namespace().name());
    };
  }

  private static Refusal hidden(AccountId account) {
    return hidden(
        "account " + account,
        "leave the header Account out for your own, or have a Manager give you a role in it",
        account.value());
  }

  private static Refusal hidden(String namespace) {
    return hidden(
        "namespace " + namespace, "have a Manager create it, or give you a role in it", namespace);
  }

  private static Refusal hidden(String what, String next, String name) {
    var told = "there is no " + what + " that you may see; " + next;
    return Refusal.of(404, "NAME_UNKNOWN", told, new Detail.Name(name));
  }
}
