package io.breakwater.cli.cr.server;

import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.cr.json.JsonReader;
import io.breakwater.cli.cr.json.JsonValue;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What went wrong between here and a server, with the way out.
final class ServerErrors {
  private static final String NO_ANSWER = "unreachable";

  /// What a server says of a call that it does not know.
  private static final String NO_ROUTE = "There is nothing at this address";

  private final ServerAddress server;

  ServerErrors(ServerAddress server) {
    this.server = server;
  }

  /// No answer came.
  Failure of(String what, IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException tls) {
        return tls(what, tls);
      }
      if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
        return failure(
            what,
            "there is no host " + server.base().getHost(),
            "Check the name of the server: " + server,
            NO_ANSWER,
            e);
      }
    }
    return switch (e) {
      case HttpConnectTimeoutException _ -> unreachable(what, "it does not answer", e);
      case ConnectException _ -> unreachable(what, "nobody listens there", e);
      case HttpTimeoutException _ ->
          failure(
              what,
              server.host() + " took too long",
              "Try again; with --restrict there is less to do",
              "timeout",
              e);
      default -> unreachable(what, reason(e), e);
    };
  }

  /// Why an answer ended. The JDK says `closed` of a body that was cut, and has the reason beneath.
  private static String reason(IOException e) {
    Throwable deepest = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      deepest = cause;
    }
    return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
  }

  private Failure unreachable(String what, String why, IOException e) {
    return failure(
        what,
        server.host() + " cannot be reached: " + why,
        "Check the address, the network and HTTPS_PROXY; a server of your own starts with"
            + " breakwater up",
        NO_ANSWER,
        e);
  }

  private Failure tls(String what, SSLException e) {
    var reason = String.valueOf(e.getMessage());
    if (reason.contains("plaintext connection") || reason.contains("Unsupported or unrecognized")) {
      return failure(
          what,
          server.host() + " does not speak TLS",
          "If that is meant, use http://" + server.host() + " with --insecure",
          "tls",
          e);
    }
    if (reason.contains("No name matching") || reason.contains("No subject alternative")) {
      return failure(
          what,
          "the certificate of " + server.host() + " is for another name: " + reason,
          "Use the name that is in the certificate",
          "certificate",
          e);
    }
    if (reason.contains("NotAfter") || reason.contains("validity check failed")) {
      return failure(
          what,
          "the certificate of " + server.host() + " has ended",
          "Have whoever runs the server renew it; check this machine's clock, too",
          "certificate",
          e);
    }
    var unknown = reason.contains("unable to find valid certification path");
    return failure(
        what,
        "the certificate of "
            + server.host()
            + " is not trusted: "
            + (unknown ? "nobody whom this machine trusts has signed it" : reason),
        "Give the certificate of its authority with --ca-file FILE",
        "certificate",
        e);
  }

  /// The answer is one, and says no.
  Failure of(String what, int status, byte[] body, String wayIn) {
    var told = Told.of(body);
    return switch (status) {
      case 401 -> failure(what, told.or("not logged in to " + server.host()), wayIn, "login", null);
      case 403 ->
          failure(
              what,
              told.or("you may not do that"),
              "Ask a Manager of the account for the right, or log in as somebody who has it",
              "forbidden",
              null);
      case 404 ->
          told.isThere() && !told.message().startsWith(NO_ROUTE)
              ? failure(
                  what,
                  told.message(),
                  "What is there: breakwater cr images, breakwater cr namespaces",
                  "not-found",
                  null)
              : other(what, status);
      case 429, 503 ->
          failure(
              what,
              told.or(server.host() + " is busy (HTTP " + status + ")"),
              "Wait a little, then try again",
              "busy",
              null);
      case 400, 405, 409, 411, 412, 413, 415, 416, 422 ->
          told.isThere()
              ? failure(
                  what,
                  told.message(),
                  "Change what is wrong, then try again",
                  told.code("refused"),
                  null)
              : other(what, status);
      default ->
          failure(
              what,
              "the server answers HTTP "
                  + status
                  + (told.isThere() ? ": " + told.message() : "")
                  + (told.request().isEmpty() ? "" : " (request " + told.request() + ")"),
              "Look into the server's log",
              "server-error",
              null);
    };
  }

  /// An answer that no Breakwater of this version gives.
  Failure other(String what, int status) {
    return failure(
        what,
        server + " does not know this call (HTTP " + status + ")",
        "Check the address: it may be no server of Breakwater, or one of an older version",
        "wrong-server",
        null);
  }

  /// An answer that is no JSON, or other than expected.
  Failure malformed(String what, IOException e) {
    return failure(
        what,
        server + " answers what cannot be read: " + e.getMessage(),
        "Check the address, and that no proxy answers for the server",
        "wrong-server",
        e);
  }

  private static Failure failure(
      String what, String why, String next, String code, @Nullable Exception cause) {
    return cause == null
        ? Failure.of(ExitCode.ERROR, what, why, next, code)
        : Failure.of(ExitCode.ERROR, what, why, next, code, cause);
  }

  /// What a server says of its refusal: `{"code","message","request-id"}`, problem details (RFC
  /// 9457), the distribution specification's `{"errors":[…]}`, or the identity service's
  /// `{"errorCode","errorMessage"}`.
  private record Told(String code, String message, String request) {
    static Told of(byte[] body) {
      JsonValue json;
      try {
        json = JsonReader.read(body);
      } catch (IOException e) {
        return new Told("", "", "");
      }
      var errors = json.at("errors").elements();
      var error = errors.isEmpty() ? json : errors.getFirst();
      var message =
          first(
              error.at("message"), error.at("detail"), error.at("errorMessage"), error.at("title"));
      var code = first(error.at("code"), error.at("errorCode"));
      return new Told(
          code, message, first(json.at("request-id"), json.at("context").at("requestId")));
    }

    private static String first(JsonValue... values) {
      for (var value : values) {
        if (!value.text().isEmpty()) {
          return value.text();
        }
      }
      return "";
    }

    boolean isThere() {
      return !message.isEmpty();
    }

    String or(String otherwise) {
      return isThere() ? message : otherwise;
    }

    String code(String otherwise) {
      return code.isEmpty() ? otherwise : code;
    }
  }
}
