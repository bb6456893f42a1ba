package io.breakwater.configuration.apache;

import io.breakwater.configuration.Glob;
import io.breakwater.configuration.Installed;
import io.breakwater.configuration.apache.Section.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A configuration as the server has it in memory.
///
/// @param servers the main server, then the virtual hosts in the order of the files
/// @param modules built in and loaded
/// @param version of the server, empty where it is not known
/// @param main the main file, for what is missing
/// @param root the directory that relative paths begin at
/// @param notes sections of modules that are not httpd's own; what they do is not known
record Httpd(
    List<Server> servers,
    Modules modules,
    Installed version,
    Place main,
    String root,
    List<Directive> notes) {
  static Httpd of(
      List<Directive> tree, Modules modules, Installed version, Place main, String root) {
    var servers = new ArrayList<Server>();
    servers.add(Server.of(null, tree));
    for (var directive : tree) {
      if (directive.is("<virtualhost")) {
        servers.add(Server.of(directive, directive.children()));
      }
    }
    return new Httpd(servers, modules, version, main, root, List.of());
  }

  Httpd withNotes(List<Directive> notes) {
    return new Httpd(servers, modules, version, main, root, List.copyOf(notes));
  }

  Server mainServer() {
    return servers.getFirst();
  }

  /// The directive in force of those of which the last one counts: the virtual host's, else the
  /// main server's.
  Optional<Directive> last(Server server, String key) {
    var own = server.all(key);
    var list = own.isEmpty() ? mainServer().all(key) : own;
    return list.isEmpty() ? Optional.empty() : Optional.of(list.getLast());
  }

  /// Where something that is missing belongs: the virtual host, or the main file.
  Place home(Server server) {
    var opening = server.opening();
    return opening == null ? main : opening.place();
  }

  /// The sections of a kind that hold in a server: the main server's come before its own
  /// (`merge_core_server_configs`).
  List<Section> sections(Server server, Kind kind) {
    var sections = new ArrayList<Section>();
    for (var one : server.opening() == null ? List.of(server) : List.of(mainServer(), server)) {
      one.sections().stream().filter(section -> section.kind() == kind).forEach(sections::add);
    }
    return sections;
  }

  /// The `<Directory>` sections that hold for a directory, in the order in which they are applied:
  /// by the number of their names, then as in the files (`ap_core_reorder_directories`). Regular
  /// expressions are left out.
  List<Section> directories(Server server, String path) {
    return sections(server, Kind.DIRECTORY).stream()
        .filter(section -> !section.expression() && covers(section.path(), path))
        .sorted(Comparator.comparingInt(section -> depth(section.path())))
        .toList();
  }

  private static boolean covers(String pattern, String path) {
    if (!Paths.isPattern(pattern)) {
      return Paths.holds(Paths.absolute("/", pattern), Paths.absolute("/", path));
    }
    var wanted = Paths.absolute("/", pattern).split("/", -1);
    var names = Paths.absolute("/", path).split("/", -1);
    for (var i = 0; i < wanted.length; i++) {
      if (i >= names.length || !Glob.matches(wanted[i], names[i])) {
        return false;
      }
    }
    return true;
  }

  private static int depth(String path) {
    var whole = Paths.absolute("/", path);
    return whole.equals("/") ? 0 : (int) whole.chars().filter(c -> c == '/').count() + 1;
  }

  /// Who is let in to a directory of the file system. What `Require` says and what `Order`, `Allow`
  /// and `Deny` say is each taken from the innermost section that has any; `AuthMerging` adds what
  /// the sections before it require (`merge_authz_core_dir_config`).
  Access access(Server server, String path) {
    var required = List.<Directive>of();
    var ordered = List.<Directive>of();
    for (var section : directories(server, path)) {
      required = Access.merged(required, section.directives());
      if (section.directives().stream().anyMatch(Access::isOrdered)) {
        ordered = section.directives().stream().filter(Access::isOrdered).toList();
      }
    }
    return Access.of(Stream.concat(required.stream(), ordered.stream()).toList());
  }
}
