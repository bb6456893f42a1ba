package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Prompt;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.profile.Profile;
import io.breakwater.cli.cr.profile.ProfileLogins;
import io.breakwater.cli.cr.server.TokenClaims;
import io.breakwater.cli.cr.server.TokenService.Issued;
import io.breakwater.image.ImageException;
import io.breakwater.image.remote.CredentialHelper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr login`: fetches tokens, and keeps them where only the user can read them.
final class LoginCommand implements Callable<Integer> {
  private static final int KEY_LIMIT = 4096;

  private final Session session;
  private final CommandModel model =
      CommandModel.of(
              "login",
              this,
              "Logs in to a server, with an API key or a name and a password. What is kept is a"
                  + " token, not the password.")
          .footer(
              "",
              "Examples:",
              "  breakwater cr login localhost:5000",
              "  breakwater cr login registry.example -u admin --password-stdin < password",
              "  breakwater cr login registry.example --apikey @key --profile production",
              "Pipelines need no login: they set BREAKWATER_SERVER and BREAKWATER_API_KEY.");
  private final Text server =
      model.parameter("SERVER", false, "Host or address. Without it --server says which.");
  private final Text user = model.option("-u", "--user", "NAME", "Who you are.");
  private final Flag passwordStdin =
      model.flag("--password-stdin", "Read the password from standard input.");
  private final Text apiKey =
      model.text(
          "--apikey",
          "KEY",
          "An API key in place of name and password; @FILE for one in a file. What stands on the"
              + " command line can be seen by others on this machine.");
  private final Text client =
      model.text("--client", "CLIENT", "Log docker or podman in, too, for pulls and pushes.");
  private final Text helper =
      model.text(
          "--credential-helper",
          "NAME",
          "Docker credential helper that keeps the token, or none for a file that only you can"
              + " read. Without it Docker's credsStore, where one is configured.");
  private final Connection connection = new Connection(model);

  private LoginCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new LoginCommand(session).model.commandLine();
  }

  /// What is sent, and to Docker or Podman, too.
  private record Secret(String user, String password, boolean isKey) {}

  @Override
  public Integer call() {
    var chosen = connection.choose(session, server.or(""));
    var login = client.value() == null ? null : ContainerClient.parse(client.value());
    var keeper = helper();
    var out = new Lines(session);
    var secret = secret();
    out.say("Logging in to '" + chosen.address().host() + "'...");
    try (var tokens = chosen.tokens().get()) {
      var issued =
          secret.isKey()
              ? tokens.byKey(secret.password())
              : tokens.byPassword(secret.user(), secret.password());
      keep(chosen, keeper, secret, issued);
      var claims = TokenClaims.of(issued.access());
      out.say(
          "Logged in to '"
              + chosen.address().host()
              + "' as '"
              + claims.name().orElse(secret.user())
              + "'"
              + (chosen.name().equals("default") ? "." : " (profile '" + chosen.name() + "')."));
    }
    if (login != null) {
      login.login(
          chosen.address().host(), chosen.address().isPlain(), secret.user(), secret.password());
      out.say("Logged '" + login.program() + "' in, too.");
    }
    out.blank();
    return out.ok();
  }

  private void keep(Connection.Chosen chosen, String keeper, Secret secret, Issued issued) {
    var claims = TokenClaims.of(issued.access());
    var logins = new ProfileLogins(session);
    logins.keep(
        chosen.name(),
        new Profile(
            chosen.address().toString(),
            chosen.account().isEmpty() ? claims.account().orElse("") : chosen.account(),
            claims.name().orElse(secret.user()),
            chosen.certificates().isEmpty()
                ? ""
                : Path.of(chosen.certificates()).toAbsolutePath().toString(),
            chosen.insecure(),
            keeper,
            issued.refresh(),
            issued.access(),
            issued.expires()),
        keeper);
  }

  private String helper() {
    var named = helper.value();
    if (named != null) {
      return named.equals("none") ? "" : named;
    }
    try {
      return CredentialHelper.configured(session.environment());
    } catch (ImageException e) {
      throw Failure.of(ExitCode.ERROR, e.what(), e.why(), e.next(), e.code(), e);
    }
  }

  private Secret secret() {
    var given = apiKey.value();
    if (given != null) {
      if (passwordStdin.isSet() || user.value() != null) {
        throw Failure.usage(
            "login --apikey", "a name or a password was given, too", "Use one or the other");
      }
      return new Secret(
          "iamapikey", given.startsWith("@") ? inFile(given.substring(1)) : given, true);
    }
    var variable = session.environment().getOrDefault("BREAKWATER_API_KEY", "").strip();
    if (!variable.isEmpty() && user.value() == null && !passwordStdin.isSet()) {
      return new Secret("iamapikey", variable, true);
    }
    var prompt = Prompt.of(session);
    var name = user.or("");
    if (name.isEmpty()) {
      if (passwordStdin.isSet() || !prompt.somebody()) {
        throw missing("whose login it is");
      }
      name = prompt.line("User: ").strip();
    }
    var password =
        passwordStdin.isSet()
            ? prompt.read()
            : prompt.secret("Password: ").orElseThrow(() -> missing("a password"));
    if (name.isEmpty() || password.isEmpty()) {
      throw missing("a name and a password");
    }
    return new Secret(name, password, name.equals("iamapikey"));
  }

  private static Failure missing(String what) {
    return Failure.usage(
        "login",
        what + " is missing, and nobody is at the terminal to ask",
        "Use -u NAME --password-stdin, or --apikey @FILE");
  }

  private static String inFile(String file) {
    try (var in = Files.newInputStream(Path.of(file))) {
      var key = new String(in.readNBytes(KEY_LIMIT), StandardCharsets.UTF_8);
      if (key.isBlank()) {
        throw Failure.usage("login --apikey @" + file, "the file is empty", "Put the key into it");
      }
      return key.strip();
    } catch (IOException e) {
      throw Failure.of(
          ExitCode.ERROR,
          "reading the API key from " + file,
          Failure.reason(e),
          "Give a file that is there and may be read",
          "file-unreadable",
          e);
    }
  }
}
