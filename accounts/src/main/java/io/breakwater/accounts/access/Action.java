package io.breakwater.accounts.access;

import java.util.Set;

/// Something that can be allowed, with the roles that allow it.
///
/// Names and roles are those of the service whose clients are to work here (its table of
/// service roles), so that policies written for it mean the same; where that table gives
/// retention to readers only, writers, who set it, may read it too. Inventories, identities, the
/// audit trail, events and subscriptions are not in that table.
public enum Action {
  IMAGE_PULL("image.pull", "pull from", Role.READER, Role.WRITER, Role.MANAGER),
  IMAGE_PUSH("image.push", "push to", Role.WRITER, Role.MANAGER),
  IMAGE_DELETE("image.delete", "delete in", Role.WRITER, Role.MANAGER),
  IMAGE_LIST("image.list", "list images in", Role.READER, Role.MANAGER),
  IMAGE_INSPECT("image.inspect", "inspect images in", Role.READER, Role.MANAGER),
  IMAGE_VULNERABILITIES("image.vulnerabilities", "read reports of", Role.READER, Role.MANAGER),
  INVENTORY_WRITE("inventory.write", "deliver inventories to", Role.SCAN_INGRESS),
  NAMESPACE_LIST("namespace.list", "list namespaces of", Role.READER, Role.MANAGER),
  NAMESPACE_CREATE("namespace.create", "create", Role.MANAGER),
  NAMESPACE_DELETE("namespace.delete", "delete", Role.MANAGER),
  EXEMPTION_LIST("exemption.list", "list exemptions of", Role.READER, Role.MANAGER),
  EXEMPTION_MANAGE("exemption.manager", "change exemptions of", Role.MANAGER),
  QUOTA_GET("quota.get", "read quotas of", Role.READER, Role.WRITER, Role.MANAGER),
  QUOTA_SET("quota.set", "change quotas of", Role.MANAGER),
  PLAN_GET("plan.get", "read the plan of", Role.MANAGER),
  PLAN_SET("plan.set", "change the plan of", Role.MANAGER),
  AUTH_GET("auth.get", "read authorization options of", Role.READER, Role.WRITER, Role.MANAGER),
  AUTH_SET("auth.set", "change authorization options of", Role.MANAGER),
  SETTINGS_GET("settings.get", "read settings of", Role.READER, Role.WRITER, Role.MANAGER),
  SETTINGS_SET("settings.set", "change settings of", Role.MANAGER),
  RETENTION_ANALYZE(
      "retention.analyze", "try retention in", Role.READER, Role.WRITER, Role.MANAGER),
  RETENTION_GET("retention.get", "read retention of", Role.READER, Role.WRITER, Role.MANAGER),
  RETENTION_LIST("retention.list", "list retention of", Role.READER, Role.WRITER, Role.MANAGER),
  RETENTION_SET("retention.set", "set retention of", Role.WRITER, Role.MANAGER),
  IDENTITY_LIST("identity.list", "list users, service IDs and API keys of", Role.MANAGER),
  IDENTITY_MANAGE(
      "identity.manage", "change users, service IDs, API keys and roles of", Role.MANAGER),
  AUDIT_LIST("audit.list", "read the audit trail of", Role.MANAGER),
  EVENT_LIST("event.list", "read events of", Role.MANAGER),
  SUBSCRIPTION_LIST("subscription.list", "list subscriptions of", Role.MANAGER),
  SUBSCRIPTION_MANAGE("subscription.manage", "change subscriptions of", Role.MANAGER);

  private final String name;
  private final String words;

  // Set.of makes one that nobody changes.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Role> roles;

  Action(String name, String words, Role... allowed) {
    this.name = name;
    this.words = words;
    this.roles = Set.of(allowed);
  }

  /// In policies and audit events: `container-registry.<noun>.<verb>`.
  public String actionName() {
    return "container-registry." + name;
  }

  /// To be followed by what it is done to: `pull from`.
  String words() {
    return words;
  }

  /// Whether a role allows it.
  public boolean allowedTo(Role role) {
    return roles.contains(role);
  }
}
