package io.breakwater.management.account;

/// What an account is set to.
///
/// @param privateOnly images are pushed and pulled over private connections only
///     ([PrivateConnections])
/// @param platformMetrics what the account uses and may use stands in `/metrics`
public record AccountSettings(boolean privateOnly, boolean platformMetrics, Plan plan) {
  /// What an account begins with.
  public static final AccountSettings STANDARD = new AccountSettings(false, false, Plan.STANDARD);
}
