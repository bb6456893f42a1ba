package io.breakwater.cli;

import io.breakwater.server.FirstPassword;
import io.breakwater.server.RegistryServer;
import java.io.PrintWriter;

/// What a newcomer needs when the server is up.
final class Greeting {
  private final PrintWriter out;

  Greeting(PrintWriter out) {
    this.out = out;
  }

  void print(RegistryServer server) {
    out.println("Breakwater is up: " + String.join(", ", server.addresses()));
    var host = server.host();
    server.firstPassword().ifPresent(this::print);
    out.println();
    out.println("  docker login " + host + " -u admin");
    out.println("  docker tag alpine:3.20 " + host + "/team/alpine:3.20");
    out.println("  docker push " + host + "/team/alpine:3.20");
    if (server.plainForOthers()) {
      out.println();
      out.println("Clients refuse plain HTTP from other machines: give the server a certificate");
      out.println(
          "(tls.certificate), or Docker's daemon.json \"insecure-registries\": [\""
              + host
              + "\"].");
    }
    out.println();
    out.println(server.advisories());
    out.println("Ctrl-C stops it. What can be set: docs/configuration.md");
    out.flush();
  }

  private void print(FirstPassword first) {
    out.println();
    if (first.password().isEmpty()) {
      out.println("The first password of admin is in " + first.file() + " until it is changed.");
      return;
    }
    out.println("This is the first start. Log in as admin with this password, which is shown once");
    out.println("and kept in " + first.file() + ":");
    out.println();
    out.println("  " + first.password().get());
  }
}
