package io.breakwater.server.console;

import io.breakwater.server.RunningServer;
import java.net.http.HttpRequest.BodyPublishers;

/// Somebody of each role, all with one password.
final class People {
  static final String PASSWORD = "correct horse battery";

  private People() {}

  /// Makes `manager` for all of the account, `reader`, `writer` and `developer`, who is both, for
  /// the namespace `birds`, and `nobody` with no role at all.
  static void everybody(RunningServer server) throws Exception {
    manager(server);
    user(server, "reader");
    role(server, "reader", "Reader", "birds");
    user(server, "writer");
    role(server, "writer", "Writer", "birds");
    user(server, "developer");
    role(server, "developer", "Reader", "birds");
    role(server, "developer", "Writer", "birds");
    user(server, "nobody");
  }

  static void manager(RunningServer server) throws Exception {
    user(server, "manager");
    role(server, "manager", "Manager", "");
  }

  private static void user(RunningServer server, String name) throws Exception {
    send(
        server,
        "POST",
        "/api/v2/users",
        "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}");
  }

  private static void role(RunningServer server, String to, String role, String namespace)
      throws Exception {
    var in = namespace.isEmpty() ? "" : ",\"namespace\":\"" + namespace + "\"";
    send(
        server,
        "POST",
        "/api/v2/roles",
        "{\"to\":\"" + to + "\",\"role\":\"" + role + "\"" + in + "}");
  }

  /// Sends JSON as the admin.
  static void send(RunningServer server, String method, String path, String body) throws Exception {
    var request =
        server
            .request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    var answer = server.send(request);
    if (answer.statusCode() >= 300) {
      throw new AssertionError(method + " " + path + ": " + answer.statusCode() + answer.body());
    }
  }
}
