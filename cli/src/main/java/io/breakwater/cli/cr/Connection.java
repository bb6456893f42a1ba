package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.profile.Profile;
import io.breakwater.cli.cr.profile.ProfileLogins;
import io.breakwater.cli.cr.server.ServerAddress;
import io.breakwater.cli.cr.server.ServerClient;
import io.breakwater.cli.cr.server.TokenService;
import io.breakwater.cli.cr.server.Trust;
import io.breakwater.image.remote.Credentials;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// Which server and who asks: the options that every command has, the environment, the profile.
///
/// | what | first | then | then |
/// |---|---|---|---|
/// | profile | `--profile` | `BREAKWATER_PROFILE` | `default` |
/// | server | `--server` | `BREAKWATER_SERVER` | the profile's |
/// | who | `BREAKWATER_API_KEY` | the profile's login | |
/// | account | `--account` | `BREAKWATER_ACCOUNT` | the profile's |
/// | certificates | `--ca-file` | `BREAKWATER_CA_FILE` | the profile's |
final class Connection {
  private final Text server;
  private final Text profile;
  private final Text account;
  private final Text certificates;
  private final Flag insecure;

  Connection(CommandModel model) {
    model.heading("Which server, and who asks:");
    server =
        model.text(
            "--server",
            "SERVER",
            "Host or address, for example localhost:5000. Without it BREAKWATER_SERVER, then the"
                + " profile's.");
    profile =
        model.text(
            "--profile",
            "NAME",
            "Whose login to use. Without it BREAKWATER_PROFILE, then default. BREAKWATER_API_KEY"
                + " goes before any login.");
    account = model.text("--account", "ID", "Another account than your own.");
    certificates =
        model.text(
            "--ca-file", "PEM", "Trust these certificates, too, beside those of the system.");
    insecure = model.flag("--insecure", "Allow plain HTTP to other machines.");
  }

  /// What was chosen.
  record Chosen(
      Session session,
      String name,
      Optional<Profile> profile,
      ServerAddress address,
      String account,
      String certificates,
      boolean insecure) {
    Optional<SSLContext> trust() {
      return certificates.isEmpty()
          ? Optional.empty()
          : Optional.of(Trust.with(Path.of(certificates)));
    }

    Supplier<TokenService> tokens() {
      return () -> new TokenService(address, trust(), session.environment(), session.clock());
    }

    ServerClient client() {
      var logins = new ProfileLogins(session);
      var identity = logins.identity(address, name, profile, tokens());
      return new ServerClient(address, identity, account, trust(), session.environment());
    }

    Credentials credentials() {
      return new ProfileLogins(session).credentials(address, name, profile, tokens());
    }

    /// `account 'A' in registry 'R'`, or without the account where it is not known.
    String place() {
      return (account.isEmpty() ? "" : "account '" + account + "' in ")
          + "registry '"
          + address.host()
          + "'";
    }
  }

  String name(Session session) {
    return first(profile.or(""), session, "BREAKWATER_PROFILE", "default");
  }

  boolean insecure() {
    return insecure.isSet();
  }

  private static String first(String option, Session session, String variable, String otherwise) {
    if (!option.isEmpty()) {
      return option;
    }
    var set = session.environment().getOrDefault(variable, "");
    return set.isEmpty() ? otherwise : set;
  }

  /// Decides.
  ///
  /// @throws Failure `login` where no server is chosen
  Chosen choose(Session session) {
    return choose(session, "");
  }

  /// Decides, of a server that was named otherwise.
  Chosen choose(Session session, String named) {
    var name = name(session);
    var kept = new ProfileLogins(session).profiles().read(name);
    var text =
        named.isEmpty()
            ? first(
                server.or(""), session, "BREAKWATER_SERVER", kept.map(Profile::server).orElse(""))
            : named;
    if (text.isEmpty()) {
      throw Failure.of(
          ExitCode.ERROR,
          "connecting to a server",
          "not logged in",
          "breakwater cr login localhost:5000 (or where your server is)",
          "login");
    }
    var allowed = insecure.isSet() || kept.map(Profile::insecure).orElse(false);
    var address = ServerAddress.parse(text, allowed);
    // What belongs to a profile belongs to its server.
    var own = kept.filter(one -> one.server().equals(address.toString()));
    return new Chosen(
        session,
        name,
        own,
        address,
        first(account.or(""), session, "BREAKWATER_ACCOUNT", own.map(Profile::account).orElse("")),
        first(
            certificates.or(""),
            session,
            "BREAKWATER_CA_FILE",
            own.map(Profile::certificates).orElse("")),
        allowed);
  }

  /// A client of the chosen server.
  ServerClient open(Session session) {
    return choose(session).client();
  }
}
