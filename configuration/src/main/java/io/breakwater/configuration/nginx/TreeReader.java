package io.breakwater.configuration.nginx;

import io.breakwater.configuration.Glob;
import io.breakwater.configuration.nginx.Block.Kind;
import io.breakwater.configuration.nginx.Directive.Source;
import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a configuration as `ngx_conf_parse` and `ngx_conf_handler` do (`ngx_conf_file.c`): with
/// what it includes in place, and refusing what the server refuses. Paths that are not absolute
/// begin at the folder of the main file; the names that a pattern means come sorted, and it may
/// mean none, but a plain name has to be there.
final class TreeReader {
  /// Limits against hostile files; the server has none.
  static final int DIRECTIVES = 10_000;

  static final int FILES = 1_000;
  static final int TEXT = 4 << 20;
  private static final int DEPTH = 60;

  private final ImageFiles files;
  private final Build build;
  private final String prefix;
  private final Set<String> loaded = new HashSet<>();
  private final List<Directive> foreign = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();
  private int directives;
  private int text;
  private int depth;

  private TreeReader(ImageFiles files, Build build, String prefix) {
    this.files = files;
    this.build = build;
    this.prefix = prefix;
  }

  /// A configuration the server would start with.
  ///
  /// @param main its outermost level
  /// @param sources the files in the order in which the server reads them
  /// @param foreign directives of modules that are not nginx's own
  record Tree(Block main, List<Source> sources, List<Directive> foreign) {
    Tree {
      sources = List.copyOf(sources);
      foreign = List.copyOf(foreign);
    }
  }

  /// Reads the main file and what it includes.
  ///
  /// @param path absolute
  static Tree read(ImageFiles files, String path, Build build) throws Refused {
    var reader = new TreeReader(files, build, path.substring(0, path.lastIndexOf('/') + 1));
    var source = new Source(path, path, -1);
    var main = new Block(Kind.MAIN, "core", null, List.of(), source, 0);
    reader.file(path, main, source, 0);
    Rules.check(main, build);
    return new Tree(main, reader.sources, reader.foreign);
  }

  private void file(String path, Block block, Source from, int line) throws Refused {
    switch (files.find(path)) {
      case Lookup.Found(var file) -> {
        text += file.text().length();
        var source = new Source(file.path(), path, file.layer());
        sources.add(source);
        if (sources.size() > FILES || text > TEXT || ++depth > DEPTH) {
          throw Refused.unread(
              from.path(), line, "too many or too large files are included for a check");
        }
        level(new Tokens(file.path(), file.text()), source, block, true);
        depth--;
      }
      case Lookup.Missing() -> throw new Refused(from.path(), line, path + " is missing, named");
      case Lookup.Directory(var directory) ->
          throw new Refused(from.path(), line, directory + " is a directory, included");
      case Lookup.Unread(var why) ->
          throw Refused.unread(from.path(), line, path + " is not known (" + why + "), included");
      case Lookup.Unknown(var why) ->
          throw Refused.unread(from.path(), line, path + " is not known (" + why + "), included");
    }
  }

  /// Reads to the end of a file or of a block.
  private void level(Tokens tokens, Source source, Block block, boolean file) throws Refused {
    while (true) {
      var end = tokens.next();
      var line = tokens.line();
      switch (end) {
        case FILE -> {
          if (!file) {
            throw new Refused(source.path(), line, "unexpected end of file, expecting \"}\"");
          }
          return;
        }
        case CLOSE -> {
          if (file) {
            throw new Refused(source.path(), line, "unexpected \"}\"");
          }
          return;
        }
        case DIRECTIVE, BLOCK -> {
          if (++directives > DIRECTIVES) {
            throw Refused.unread(source.path(), line, "more than " + DIRECTIVES + " directives");
          }
          directive(tokens, source, block, end == Tokens.End.BLOCK);
        }
      }
    }
  }

  private void directive(Tokens tokens, Source source, Block block, boolean opens) throws Refused {
    var words = tokens.words();
    var line = tokens.line();
    var name = words.get(0);
    var args = words.subList(1, words.size());
    if (block.kind() == Kind.VALUES) {
      values(new Directive(name, args, source, line, null), block, opens);
      return;
    }
    if (name.equals("include")) {
      include(new Directive(name, args, source, line, null), block, opens);
      return;
    }
    var command = block.kind() == Kind.FOREIGN ? null : command(name, block, source, line);
    if (command == null) {
      foreign(tokens, source, block, opens);
      return;
    }
    terminated(name, command.opensBlock(), opens, source, line);
    if (!command.takes(args.size())) {
      throw new Refused(
          source.path(), line, "invalid number of arguments in \"" + name + "\" directive");
    }
    Slots.check(command, new Directive(name, args, source, line, null), block, build);
    if (name.equals("load_module")) {
      load(args.get(0));
    }
    var inner = opens ? inner(words, block, source, line) : null;
    block.add(new Directive(name, args, source, line, inner));
    if (inner != null) {
      inside(tokens, source, inner, line);
    }
  }

  private void inside(Tokens tokens, Source source, Block inner, int line) throws Refused {
    if (++depth > DEPTH) {
      throw Refused.unread(source.path(), line, "more than " + DEPTH + " levels");
    }
    level(tokens, source, inner, false);
    depth--;
  }

  private static void terminated(
      String name, boolean wanted, boolean opens, Source source, int line) throws Refused {
    if (wanted && !opens) {
      throw new Refused(source.path(), line, "directive \"" + name + "\" has no opening \"{\"");
    }
    if (!wanted && opens) {
      throw new Refused(
          source.path(), line, "directive \"" + name + "\" is not terminated by \";\"");
    }
  }

  /// The command for a name at a level; null where only another's module can have it.
  private DirectiveTable.@Nullable Command command(
      String name, Block block, Source source, int line) throws Refused {
    var known = false;
    for (var command : DirectiveTable.standard().named(name)) {
      if (!build.mayHave(command.since()) || !there(command.module())) {
        continue;
      }
      known = true;
      if (command.area().equals(block.area()) && command.contexts().indexOf(block.letter()) >= 0) {
        return command;
      }
    }
    if (known) {
      throw new Refused(source.path(), line, "\"" + name + "\" directive is not allowed here");
    }
    if (!build.foreign() && !foreignLoaded()) {
      throw new Refused(source.path(), line, "unknown directive \"" + name + "\"");
    }
    return null;
  }

  private boolean there(String module) {
    return module.isEmpty() || !build.lean() || loaded.contains(module);
  }

  private boolean foreignLoaded() {
    return loaded.stream().anyMatch(module -> !Foreign.isOwn(module));
  }

  private void load(String path) {
    var name = path.substring(path.lastIndexOf('/') + 1);
    var end = name.indexOf("_module");
    var from = name.startsWith("ngx_") ? 4 : 0;
    loaded.add(end > from ? name.substring(from, end) : name);
  }

  private void foreign(Tokens tokens, Source source, Block block, boolean opens) throws Refused {
    var words = tokens.words();
    var line = tokens.line();
    var inner = opens ? new Block(Kind.FOREIGN, "", block, words, source, line) : null;
    var directive =
        new Directive(words.get(0), words.subList(1, words.size()), source, line, inner);
    block.add(directive);
    if (block.kind() != Kind.FOREIGN) {
      foreign.add(directive);
    }
    if (inner != null && words.get(0).endsWith("_by_lua_block")) {
      tokens.skipLua();
    } else if (inner != null) {
      inside(tokens, source, inner, line);
    }
  }

  private static Block inner(List<String> words, Block block, Source source, int line) {
    var kind =
        switch (words.get(0)) {
          case "events" -> Kind.EVENTS;
          case "http", "stream", "mail" -> Kind.HTTP;
          case "server" -> Kind.SERVER;
          case "location" -> Kind.LOCATION;
          case "if" -> Kind.IF;
          case "limit_except" -> Kind.LIMIT_EXCEPT;
          case "upstream" -> Kind.UPSTREAM;
          default -> Kind.VALUES;
        };
    var area =
        switch (words.get(0)) {
          case "events" -> "event";
          case "http", "stream", "mail" -> words.get(0);
          default -> block.area();
        };
    return new Block(kind, area, block, words, source, line);
  }

  /// A line of `types`, `map`, `geo`, `split_clients` or `charset_map`.
  private void values(Directive line, Block block, boolean opens) throws Refused {
    if (opens) {
      throw new Refused(line.source().path(), line.line(), "unexpected \"{\"");
    }
    var where = block.title();
    var follows = !where.startsWith("split_clients") && !where.startsWith("charset_map");
    if (line.name().equals("include") && follows && line.args().size() == 1) {
      include(line, block, false);
      return;
    }
    Slots.value(line, block);
    block.add(line);
  }

  private void include(Directive line, Block block, boolean opens) throws Refused {
    terminated(line.name(), false, opens, line.source(), line.line());
    if (line.args().size() != 1) {
      throw new Refused(
          line.source().path(),
          line.line(),
          "invalid number of arguments in \"include\" directive");
    }
    var path = line.arg(0).startsWith("/") ? line.arg(0) : prefix + line.arg(0);
    if (!Glob.isPattern(path)) {
      file(path, block, line.source(), line.line());
      return;
    }
    var found = Glob.expand(files, path);
    if (!found.complete()) {
      throw Refused.unread(
          line.source().path(), line.line(), "what " + path + " means is not known, included");
    }
    for (var one : found.paths()) {
      file(one, block, line.source(), line.line());
    }
  }
}
