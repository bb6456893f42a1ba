package io.breakwater.cli.cr.profile;

import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.cr.server.Identity;
import io.breakwater.cli.cr.server.TokenService;
import io.breakwater.image.remote.CredentialHelper;
import io.breakwater.image.remote.Credentials;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Somebody who has logged in: access tokens are fetched anew when they end, without a word, and
/// the profile keeps the newest.
final class ProfileIdentity implements Identity {
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final Profiles profiles;
  private final String name;
  private final Supplier<TokenService> service;
  private final InstantSource clock;
  private final Map<String, String> environment;
  private Profile profile;
  private boolean fresh;

  ProfileIdentity(
      Profiles profiles,
      String name,
      Profile profile,
      Supplier<TokenService> service,
      InstantSource clock,
      Map<String, String> environment) {
    this.profiles = profiles;
    this.name = name;
    this.profile = profile;
    this.service = service;
    this.clock = clock;
    this.environment = environment;
  }

  @Override
  public String authorization() {
    var enough = clock.instant().plus(MARGIN);
    if (profile.access().isEmpty() || profile.expires().isBefore(enough)) {
      refresh();
    }
    return "Bearer " + profile.access();
  }

  @Override
  public Optional<String> renewed() {
    if (fresh) {
      return Optional.empty();
    }
    refresh();
    return Optional.of("Bearer " + profile.access());
  }

  @Override
  public String wayIn() {
    return "The login has ended: " + ProfileLogins.command(name, profile.server());
  }

  /// The token that fetches others, wherever it is kept.
  String refreshToken() {
    if (profile.helper().isEmpty()) {
      return profile.refresh();
    }
    var notes = new ArrayList<String>();
    var helper = CredentialHelper.of(environment, notes);
    if (helper.ask(profile.helper(), ProfileLogins.key(profile.server(), name))
        instanceof Credentials.IdentityToken(var token)) {
      return token;
    }
    throw Failure.of(
        ExitCode.ERROR,
        "reading your login to " + profile.server(),
        "the credential helper has none: " + String.join("; ", notes),
        ProfileLogins.command(name, profile.server()),
        "login");
  }

  private void refresh() {
    try (var tokens = service.get()) {
      var issued = tokens.byRefresh(refreshToken(), wayIn());
      fresh = true;
      keep(issued);
    }
  }

  /// With a helper nothing secret goes into the file, and the newest refresh token to the helper.
  private void keep(TokenService.Issued issued) {
    var newest = issued.refresh();
    if (profile.helper().isEmpty()) {
      profile =
          profile.withTokens(
              newest.isEmpty() ? profile.refresh() : newest, issued.access(), issued.expires());
      try {
        profiles.write(name, profile);
      } catch (Failure e) {
        // On a disk that cannot be written this command works all the same, and so does the next.
        fresh = true;
      }
      return;
    }
    if (!newest.isEmpty()) {
      var key = ProfileLogins.key(profile.server(), name);
      var _ =
          CredentialHelper.of(environment, new ArrayList<>())
              .store(profile.helper(), key, "<token>", newest);
    }
    // In memory only.
    profile = profile.withTokens("", issued.access(), issued.expires());
  }
}
