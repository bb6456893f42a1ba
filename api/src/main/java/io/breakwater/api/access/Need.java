package io.breakwater.api.access;

import io.breakwater.accounts.access.Action;

/// What a route asks of its caller. Every route has one: it is the attribute under which it
/// stands in the routes.
public sealed interface Need {
  /// Nothing: everybody may ask, and credentials are not looked at.
  ///
  /// @param why that harms nobody
  record Nothing(String why) implements Need {}

  /// A login, or a token of this server.
  ///
  /// @param scope that a token for less than everything has to have; empty for any. Under
  ///     `/v2/` only: elsewhere a token for less is not enough
  record Login(String scope) implements Need {}

  /// The right to do something in the repository that the path names as `name`.
  ///
  /// @param creates whether somebody who may create the namespace need not do so first
  record OnRepository(Action action, boolean creates) implements Need {}

  /// The right to do something to the namespace that the path names as `namespace`.
  record OnNamespace(Action action) implements Need {}

  /// The right to do something to the image that the path names as `image`.
  record OnImage(Action action) implements Need {}

  /// The right to do something to the part of an account that the path names as `resource`.
  ///
  /// @param named whether it does; otherwise it is all of the account
  record OnScope(Action action, boolean named) implements Need {}

  /// The right to do something to the account worked in.
  record OnAccount(Action action) implements Need {}

  /// The right to do something in one namespace of the account worked in at least: a list of
  /// what the caller may see.
  record Listing(Action action) implements Need {}

  /// To ask from this machine itself, or the right to do something to the account worked in.
  record LocalOrOnAccount(Action action) implements Need {}
}
