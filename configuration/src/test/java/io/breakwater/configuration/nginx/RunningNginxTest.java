package io.breakwater.configuration.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.configuration.FolderFiles;
import io.breakwater.configuration.nginx.InheritedConfiguration.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts the nginx of this machine with configurations made at random, and compares what its
/// answers show of each place with the values that hold there as checks see them.
///
/// `-Dbreakwater.differential=N` starts N of them (300).
class RunningNginxTest {
  private static final int CASES = Integer.getInteger("breakwater.differential", 300);
  private static final long SEED = Long.getLong("breakwater.seed", 0);
  private static final int BODY = 2000;

  @TempDir Path folder;

  @BeforeAll
  static void nginxIsInstalled() {
    assumeTrue(
        Files.isExecutable(NginxDifferentialTest.NGINX),
        "skipped: nginx is not installed (apt-get install nginx), so nothing can be compared");
  }

  /// What answers show of a place.
  ///
  /// @param root the folder whose file is sent
  /// @param headers those added to the answers for a file and for a folder, sorted
  private record Seen(
      String server,
      boolean lists,
      String root,
      String type,
      boolean tooLarge,
      List<String> headers) {}

  @Test
  void answersShowTheValuesThatHoldAtTheirPlaces() throws Exception {
    var wrong = new ArrayList<String>();
    var refused = 0;
    var places = 0;
    for (var i = 0; i < CASES; i++) {
      var base = Files.createDirectories(folder.resolve("c" + i));
      var made = new InheritedConfiguration(SEED + i, base.toString());
      write(base, made);
      var tree = read(base);
      try (var nginx = RunningNginx.start(base).orElse(null)) {
        if (nginx == null || tree == null) {
          refused++;
          if (nginx != null || tree != null) {
            wrong.add(base + ": " + Files.readString(base.resolve("stderr")));
          }
          continue;
        }
        for (var place : made.places()) {
          places++;
          compare(nginx, tree, place, base, wrong);
        }
        compare(nginx, tree, new Place("nobody.test", "/", false), base, wrong);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(refused).isBetween(CASES / 50, CASES / 3);
    assertThat(places).isGreaterThan(CASES * 3);
  }

  private static void write(Path base, InheritedConfiguration made) throws IOException {
    for (var file : made.files().entrySet()) {
      var path = base.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    for (var root : List.of("r0", "r1")) {
      for (var place : made.places()) {
        var directory = Files.createDirectories(base.resolve(root + place.path()));
        Files.writeString(directory.resolve("f"), root);
      }
    }
  }

  private static TreeReader.@Nullable Tree read(Path base) {
    try {
      return TreeReader.read(
          new FolderFiles(Path.of("/")), base + "/nginx.conf", NginxDifferentialTest.build());
    } catch (Refused e) {
      return null;
    }
  }

  private static void compare(
      RunningNginx nginx, TreeReader.Tree tree, Place place, Path base, List<String> wrong)
      throws IOException {
    var level = level(tree, place);
    var real = real(nginx, place);
    var ours = ours(level);
    if (!ours.equals(real)) {
      wrong.add(base + " " + place + " (" + level.title() + "): " + ours + " rather than " + real);
    }
  }

  private static Block level(TreeReader.Tree tree, Place place) {
    var servers = tree.main().blocks(Block.Kind.HTTP).getFirst().blocks(Block.Kind.SERVER);
    var level =
        servers.stream()
            .filter(one -> one.first("server_name").arg(0).equals(place.host()))
            .findFirst()
            .orElseGet(() -> new DefaultServers(servers).all().iterator().next());
    for (var inner = level; inner != null; inner = inside(level, place.path())) {
      level = inner;
    }
    return place.condition() ? level.blocks(Block.Kind.IF).getFirst() : level;
  }

  private static @Nullable Block inside(Block level, String path) {
    for (var one : level.blocks(Block.Kind.LOCATION)) {
      var name = one.arg(one.args() - 1);
      var prefix = name.startsWith("^~") ? name.substring(2) : name;
      if (!prefix.equals("/") ? path.startsWith(prefix) : !hasOther(level, path)) {
        return one;
      }
    }
    return null;
  }

  /// Whether a location with a longer name than `/` takes the path.
  private static boolean hasOther(Block level, String path) {
    return level.blocks(Block.Kind.LOCATION).stream()
        .map(one -> one.arg(one.args() - 1).replace("^~", ""))
        .anyMatch(name -> name.length() > 1 && path.startsWith(name));
  }

  private static Seen ours(Block level) {
    var tokens = Effective.value(level, "server_tokens");
    var hidden = tokens != null && tokens.arg(0).equalsIgnoreCase("off");
    var lists = Effective.isOn(level, "autoindex");
    var root = Objects.requireNonNull(Effective.value(level, "root"));
    var type = Effective.value(level, "default_type");
    var size = Effective.value(level, "client_max_body_size");
    var limit = size == null ? 1 << 20 : Values.offset(size.arg(0)).orElseThrow();
    var headers = new TreeSet<String>();
    for (var one : Effective.headers(level)) {
      var line = one.arg(0).toLowerCase(Locale.ROOT) + ": " + one.arg(1);
      if (!one.arg(1).isEmpty()) {
        headers.add("file " + line);
      }
      if (!one.arg(1).isEmpty() && (lists || one.arg(2).equals("always"))) {
        headers.add("folder " + line);
      }
    }
    return new Seen(
        hidden ? "nginx" : "nginx/1.22.1",
        lists,
        root.arg(0).replaceAll(".*/", ""),
        type == null ? "text/plain" : type.arg(0),
        limit > 0 && BODY > limit,
        List.copyOf(headers));
  }

  private static Seen real(RunningNginx nginx, Place place) throws IOException {
    var query = place.condition() ? "?c=1" : "";
    var file = nginx.answer("GET", place.host(), place.path() + "f" + query, 0);
    var directory = nginx.answer("GET", place.host(), place.path() + query, 0);
    var posted = nginx.answer("POST", place.host(), place.path() + "f" + query, BODY);
    var headers = new TreeSet<String>();
    headers.addAll(added("file ", file));
    headers.addAll(added("folder ", directory));
    return new Seen(
        header(file, "server"),
        directory.startsWith("HTTP/1.1 200 "),
        file.substring(file.indexOf("\r\n\r\n") + 4),
        header(file, "content-type"),
        posted.startsWith("HTTP/1.1 413 "),
        List.copyOf(headers));
  }

  private static String header(String answer, String name) {
    return answer
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }

  private static List<String> added(String to, String answer) {
    return answer
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.regionMatches(true, 0, "X-", 0, 2))
        .map(line -> to + line.substring(0, 3).toLowerCase(Locale.ROOT) + line.substring(3))
        .toList();
  }
}
