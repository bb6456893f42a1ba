package io.breakwater.api.access;

import io.breakwater.accounts.AccountId;

/// A request that may do what its route declares.
///
/// @param account the one worked in: that of the header `Account`, otherwise the caller's own
public record AccountCall(Caller caller, AccountId account) {}
