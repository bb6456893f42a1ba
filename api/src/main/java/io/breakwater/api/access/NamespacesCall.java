package io.breakwater.api.access;

import io.breakwater.accounts.AccountId;
import io.breakwater.api.errors.Refusal;
import io.breakwater.registry.namespaces.NamespaceState;
import java.util.List;
import java.util.Optional;

/// A request about all of an account that its caller may see.
///
/// @param account the one worked in: that of the header `Account`, otherwise the caller's own
/// @param namespaces those in which the caller may do what the route declares, by name; may be
///     none
public record NamespacesCall(Caller caller, AccountId account, List<NamespaceState> namespaces) {
  public NamespacesCall {
    namespaces = List.copyOf(namespaces);
  }

  /// Those that a request is about: all, or the one that it names.
  ///
  /// @throws Refusal 404 where it is none of them
  public List<NamespaceState> narrowed(Optional<String> name) throws Refusal {
    if (name.isEmpty()) {
      return namespaces;
    }
    for (var namespace : namespaces) {
      if (namespace.name().equals(name.get())) {
        return List.of(namespace);
      }
    }
    throw Refusal.of(
        404, "NAMESPACE_UNKNOWN", "there is no namespace " + name.get() + " that you may see");
  }
}
