package io.breakwater.management.account;

import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/// What everybody who uses the registry should know now, such as that its advisories are old.
///
/// `GET /api/v1/messages` → 200 with a JSON text, a line a message; 204 where there is none. It is
/// sent as `text/plain`: the original's SDK for Node parses a JSON text that calls itself
/// `application/json` twice, and fails; the others take it whatever it is called.
public final class Messages {
  private final Supplier<List<String>> messages;

  public Messages(Supplier<List<String>> messages) {
    this.messages = messages;
  }

  public void add(GuardedRoutes routes) {
    routes.login("GET", "/api/v1/messages", "", (request, response, caller) -> answer(response));
  }

  private void answer(Response response) throws IOException {
    var lines = messages.get();
    if (lines.isEmpty()) {
      response.status(204).send();
    } else {
      response.header("Content-Type", "text/plain; charset=utf-8");
      response.json(json -> json.writeString(String.join("\n", lines)));
    }
  }
}
