package io.breakwater.server;

import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.oidc.GroupRoles;
import io.breakwater.accounts.oidc.OidcClient;
import io.breakwater.accounts.oidc.PendingLogins;
import io.breakwater.accounts.oidc.admission.OidcAccounts;
import io.breakwater.accounts.sessions.SessionTimes;
import io.breakwater.api.accounts.AccountParts;
import io.breakwater.api.accounts.OidcProvider;
import io.breakwater.api.accounts.OidcRoutes;
import io.breakwater.server.background.Job;
import io.breakwater.server.configuration.Configuration;
import io.breakwater.server.configuration.GroupRole;
import io.breakwater.server.configuration.Settings;
import io.breakwater.store.metadata.Metadata;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What manages accounts, with login through a provider where one is configured.
final class AccountSetup {
  private static final Duration SWEEP = Duration.ofMinutes(10);
  private static final int SESSIONS = 1_000;

  private AccountSetup() {}

  /// Over metadata.
  ///
  /// @param publicUrl how browsers reach the server, where the provider sends them back to
  /// @param opened gets what is to be closed
  static AccountParts open(
      Metadata metadata,
      Identities identities,
      Configuration configuration,
      Optional<String> publicUrl,
      InstantSource clock,
      Deque<AutoCloseable> opened)
      throws ServerException {
    var random = new SecureRandom();
    var audit = identities.audit();
    var groups = groups(configuration);
    var issuer = configuration.find(Settings.OIDC_ISSUER);
    var parts =
        AccountParts.over(
            metadata,
            audit,
            identities.logins(),
            identities.hasher(),
            clock,
            random,
            new SessionTimes(
                configuration.get(Settings.SESSIONS_IDLE),
                configuration.get(Settings.SESSIONS_LONGEST)),
            !groups.roles().isEmpty());
    if (issuer.isEmpty()) {
      return parts;
    }
    var client = client(configuration, publicUrl);
    var provider = new OidcProvider(issuer.get().toString(), client, clock, random);
    opened.push(provider);
    return parts.with(
        new OidcRoutes(
            provider,
            new PendingLogins(metadata, clock),
            new OidcAccounts(metadata, Identities.ACCOUNT, groups, clock),
            parts.keys(),
            audit,
            clock));
  }

  /// Forgets the sessions that have ended.
  static Job job(AccountParts accounts) {
    return new Job("sessions", SWEEP, true, () -> accounts.sessions().sweep(SESSIONS));
  }

  private static OidcClient client(Configuration configuration, Optional<String> publicUrl)
      throws ServerException {
    if (publicUrl.isEmpty()) {
      throw new ServerException(
          "oidc-invalid",
          "reading the configuration",
          "oidc.issuer is set, and not where the provider sends browsers back to",
          "Set " + Settings.PUBLIC_URL.key() + "; its /oidc/callback is registered there",
          null);
    }
    return new OidcClient(
        configuration.get(Settings.OIDC_CLIENT_ID),
        configuration.find(Settings.OIDC_CLIENT_SECRET),
        URI.create(publicUrl.get() + "/oidc/callback"),
        configuration.find(Settings.OIDC_SCOPES).orElse(List.of()),
        configuration.get(Settings.OIDC_NAME_CLAIM),
        configuration.get(Settings.OIDC_GROUPS_CLAIM));
  }

  static GroupRoles groups(Configuration configuration) {
    Map<String, Set<Grant>> roles = new HashMap<>();
    for (var each : configuration.find(Settings.OIDC_ROLES).orElse(List.<GroupRole>of())) {
      roles
          .computeIfAbsent(each.group(), _ -> new HashSet<>())
          .add(new Grant(each.role(), Identities.ACCOUNT, each.namespace()));
    }
    return new GroupRoles(roles);
  }
}
