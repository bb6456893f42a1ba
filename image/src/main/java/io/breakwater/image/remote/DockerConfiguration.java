package io.breakwater.image.remote;

import io.breakwater.image.ImageException;
import io.breakwater.image.manifest.JsonDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Finds credentials where Docker and Podman keep them (Docker CLI, `config.json`; containers,
/// `containers-auth.json(5)`).
///
/// Files, first match wins: `REGISTRY_AUTH_FILE`, `$DOCKER_CONFIG/config.json` or
/// `~/.docker/config.json`, `$XDG_RUNTIME_DIR/containers/auth.json`,
/// `~/.config/containers/auth.json`. In a file: `credHelpers` for the host, `credsStore`, then
/// `auths`, whose keys may name a namespace (`quay.io/team`).
final class DockerConfiguration implements CredentialSource {
  private static final int LIMIT = 1 << 20;
  private static final String HUB = "https://index.docker.io/v1/";

  private final Map<String, String> environment;
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final CredentialHelper helpers;

  /// One file's content.
  private static final class Content {
    final Map<String, Auth> auths = new HashMap<>();
    final Map<String, String> helpers = new HashMap<>();
    String store = "";
  }

  /// One entry of `auths`.
  private static final class Auth {
    String auth = "";
    String user = "";
    String password = "";
    String identityToken = "";
    String registryToken = "";
  }

  DockerConfiguration(Map<String, String> environment) {
    this(environment, CredentialHelper.PATIENCE);
  }

  DockerConfiguration(Map<String, String> environment, Duration patience) {
    this.environment = environment;
    this.helpers = new CredentialHelper(environment, patience, notes);
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public Credentials find(String host, String repository) throws ImageException {
    for (var file : files()) {
      if (Files.isRegularFile(file)) {
        var found = find(read(file), host, repository);
        if (!(found instanceof Credentials.Anonymous)) {
          return found;
        }
      }
    }
    return new Credentials.Anonymous();
  }

  /// The helper for all registries that the first file names (`credsStore`), or empty.
  String store() throws ImageException {
    for (var file : files()) {
      if (Files.isRegularFile(file)) {
        return read(file).store;
      }
    }
    return "";
  }

  private List<Path> files() {
    var files = new ArrayList<Path>();
    add(files, environment.get("REGISTRY_AUTH_FILE"), "");
    var home = environment.get("HOME");
    if (environment.containsKey("DOCKER_CONFIG")) {
      add(files, environment.get("DOCKER_CONFIG"), "config.json");
    } else {
      add(files, home, ".docker/config.json");
    }
    add(files, environment.get("XDG_RUNTIME_DIR"), "containers/auth.json");
    add(files, home, ".config/containers/auth.json");
    return files;
  }

  private static void add(List<Path> files, @Nullable String folder, String file) {
    if (folder != null && !folder.isEmpty()) {
      files.add(file.isEmpty() ? Path.of(folder) : Path.of(folder, file));
    }
  }

  private static Content read(Path file) throws ImageException {
    var what = "reading credentials from " + file;
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(LIMIT);
      var content = new Content();
      try (var json = JsonDocument.open(bytes, what, "credentials-malformed")) {
        json.object(
            name -> {
              switch (name) {
                case "auths" -> json.object(key -> content.auths.put(hostOf(key), auth(json)));
                case "credHelpers" ->
                    json.object(key -> content.helpers.put(hostOf(key), json.text()));
                case "credsStore" -> content.store = json.text();
                default -> json.skip();
              }
            });
      }
      return content;
    } catch (IOException e) {
      throw new ImageException(
          "credentials-unreadable",
          what,
          "it could not be read: " + e,
          "Grant read permission, or name another file with REGISTRY_AUTH_FILE",
          -1,
          e);
    }
  }

  private static Auth auth(JsonDocument json) throws ImageException {
    var auth = new Auth();
    json.object(
        name -> {
          switch (name) {
            case "auth" -> auth.auth = json.text();
            case "username" -> auth.user = json.text();
            case "password" -> auth.password = json.text();
            case "identitytoken" -> auth.identityToken = json.text();
            case "registrytoken" -> auth.registryToken = json.text();
            default -> json.skip();
          }
        });
    return auth;
  }

  /// `https://index.docker.io/v1/` is `docker.io`; scheme and the old API path are dropped.
  private static String hostOf(String key) {
    var start = key.startsWith("https://") ? 8 : key.startsWith("http://") ? 7 : 0;
    var text = key.substring(start);
    while (text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    if (text.endsWith("/v1") || text.endsWith("/v2")) {
      text = text.substring(0, text.length() - 3);
    }
    return text.equals("index.docker.io") || text.equals("registry-1.docker.io")
        ? "docker.io"
        : text;
  }

  private Credentials find(Content content, String host, String repository) {
    var helper = content.helpers.getOrDefault(host, content.store);
    if (!helper.isEmpty()) {
      var server = host.equals("docker.io") ? HUB : host;
      var found = helpers.ask(helper, server);
      if (!(found instanceof Credentials.Anonymous)) {
        return found;
      }
    }
    for (var key = host + "/" + repository; ; key = key.substring(0, key.lastIndexOf('/'))) {
      var auth = content.auths.get(key);
      if (auth != null) {
        return credentials(auth);
      }
      if (key.equals(host) || key.indexOf('/') < 0) {
        return new Credentials.Anonymous();
      }
    }
  }

  private Credentials credentials(Auth auth) {
    if (!auth.registryToken.isEmpty()) {
      return new Credentials.RegistryToken(auth.registryToken);
    }
    if (!auth.identityToken.isEmpty()) {
      return new Credentials.IdentityToken(auth.identityToken);
    }
    if (!auth.auth.isEmpty()) {
      try {
        var pair = new String(Base64.getDecoder().decode(auth.auth), StandardCharsets.UTF_8);
        var colon = pair.indexOf(':');
        if (colon > 0) {
          return new Credentials.Password(
              pair.substring(0, colon), pair.substring(colon + 1).replace("\0", ""));
        }
      } catch (IllegalArgumentException e) {
        notes.add("an entry of 'auths' is not base64");
      }
    }
    return auth.user.isEmpty()
        ? new Credentials.Anonymous()
        : new Credentials.Password(auth.user, auth.password);
  }
}
