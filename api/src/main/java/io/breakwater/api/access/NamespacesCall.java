package io.breakwater.api.access;

import io.breakwater.accounts.AccountId;
import io.breakwater.registry.namespaces.NamespaceState;
import java.util.List;

/// A request about all of an account that its caller may see.
///
/// @param account the one worked in: that of the header `Account`, otherwise the caller's own
/// @param namespaces those in which the caller may do what the route declares, by name; may be
///     none
public record NamespacesCall(Caller caller, AccountId account, List<NamespaceState> namespaces) {
  public NamespacesCall {
    namespaces = List.copyOf(namespaces);
  }
}
