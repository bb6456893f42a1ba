package io.breakwater.cli.cr.profile;

import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.server.Identity;
import io.breakwater.cli.cr.server.ServerAddress;
import io.breakwater.cli.cr.server.TokenService;
import io.breakwater.image.remote.CredentialHelper;
import io.breakwater.image.remote.Credentials;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;

/// Who one is: the API key of the environment (`BREAKWATER_API_KEY`), or the login of a profile.
/// A profile's tokens go to its own server and to no other.
public final class ProfileLogins {
  private final Session session;
  private final Profiles profiles;

  public ProfileLogins(Session session) {
    this.session = session;
    this.profiles = new Profiles(session.folders().configuration());
  }

  public Profiles profiles() {
    return profiles;
  }

  /// What to type to log in.
  static String command(String profile, String server) {
    return "breakwater cr login "
        + server
        + (profile.equals("default") ? "" : " --profile " + profile);
  }

  /// What a credential helper knows the login by.
  static String key(String server, String profile) {
    return server + "/breakwater-cr/" + profile;
  }

  private Optional<String> key() {
    var key = session.environment().getOrDefault("BREAKWATER_API_KEY", "").strip();
    return key.isEmpty() ? Optional.empty() : Optional.of(key);
  }

  /// Who one is to a server.
  ///
  /// @throws Failure `login` where nobody is logged in there
  public Identity identity(
      ServerAddress server,
      String name,
      Optional<Profile> profile,
      Supplier<TokenService> service) {
    var given = key();
    return given.isPresent()
        ? new KeyIdentity(given.get())
        : loggedIn(server, name, profile, service);
  }

  private ProfileIdentity loggedIn(
      ServerAddress server,
      String name,
      Optional<Profile> profile,
      Supplier<TokenService> service) {
    var fitting =
        profile.filter(Profile::isLoggedIn).filter(p -> p.server().equals(server.toString()));
    if (fitting.isEmpty()) {
      throw Failure.of(
          ExitCode.ERROR,
          "connecting to " + server.host(),
          "not logged in",
          command(name, server.toString()) + ", or set BREAKWATER_API_KEY",
          "login");
    }
    return new ProfileIdentity(
        profiles, name, fitting.get(), service, session.clock(), session.environment());
  }

  /// The same, in the words of the distribution API, for pulls and pushes.
  public Credentials credentials(
      ServerAddress server,
      String name,
      Optional<Profile> profile,
      Supplier<TokenService> service) {
    var given = key();
    return given.isPresent()
        ? new Credentials.Password("iamapikey", given.get())
        : new Credentials.IdentityToken(loggedIn(server, name, profile, service).refreshToken());
  }

  /// Keeps a login.
  ///
  /// @param helper Docker credential helper that is to keep the token, or empty for the file
  public void keep(String name, Profile profile, String helper) {
    if (!helper.isEmpty()) {
      var notes = new ArrayList<String>();
      if (!CredentialHelper.of(session.environment(), notes)
          .store(helper, key(profile.server(), name), "<token>", profile.refresh())) {
        throw Failure.of(
            ExitCode.ERROR,
            "keeping your login",
            String.join("; ", notes),
            "Mend the helper, or keep it in a file that only you may read: --credential-helper"
                + " none",
            "credential-helper");
      }
    }
    profiles.write(
        name, helper.isEmpty() ? profile : profile.withTokens("", "", profile.expires()));
  }

  /// Forgets a login.
  ///
  /// @return false where there was none
  public boolean forget(String name) {
    var profile = profiles.read(name);
    profile
        .filter(one -> !one.helper().isEmpty())
        .ifPresent(
            one ->
                CredentialHelper.of(session.environment(), new ArrayList<>())
                    .erase(one.helper(), key(one.server(), name)));
    return profiles.remove(name) && profile.isPresent();
  }
}
