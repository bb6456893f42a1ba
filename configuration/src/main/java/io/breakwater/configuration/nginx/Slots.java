package io.breakwater.configuration.nginx;

import io.breakwater.configuration.nginx.DirectiveTable.Command;
import io.breakwater.configuration.nginx.DirectiveTable.Kind;

/// What the slots of `ngx_conf_file.c` refuse: values of the wrong kind, and a second directive
/// where a block takes one.
final class Slots {
  private Slots() {}

  static void check(Command command, Directive directive, Block block, Build build) throws Refused {
    if (command.kind() != Kind.MANY && command.kind() != Kind.BITS && block.has(directive.name())) {
      throw refused(directive, "\"" + directive.name() + "\" directive is duplicate");
    }
    for (var arg : directive.args()) {
      if (!good(command, arg, build)) {
        throw refused(
            directive, "invalid value \"" + arg + "\" in \"" + directive.name() + "\" directive");
      }
      if (command.kind() != Kind.BITS) {
        break;
      }
    }
    if (command.kind() == Kind.BUFS) {
      var size = Values.size(directive.arg(1));
      if (size.isEmpty() || size.getAsLong() == 0) {
        throw refused(directive, "invalid value \"" + directive.arg(1) + "\"");
      }
    }
  }

  private static boolean good(Command command, String arg, Build build) {
    return switch (command.kind()) {
      case ONCE, MANY -> true;
      case FLAG -> arg.equalsIgnoreCase("on") || arg.equalsIgnoreCase("off");
      case NUM -> Values.number(arg).isPresent();
      case SIZE -> Values.size(arg).isPresent();
      case OFF -> Values.offset(arg).isPresent();
      case MSEC -> Values.milliseconds(arg).isPresent();
      case SEC -> Values.seconds(arg).isPresent();
      case BUFS -> Values.number(arg).orElse(0) > 0;
      case ENUM, BITS -> known(command, arg, build);
    };
  }

  private static boolean known(Command command, String arg, Build build) {
    for (var word : command.words()) {
      var since = word.indexOf('@');
      var bare = since < 0 ? word : word.substring(0, since);
      if (bare.equalsIgnoreCase(arg)) {
        return since < 0 || build.mayHave(word.substring(since + 1));
      }
    }
    // A newer version may know more words than the table.
    return build.mayHave("1.31.4");
  }

  /// A line of `map`, `geo`, `split_clients`, `charset_map` or `types`.
  static void value(Directive line, Block block) throws Refused {
    var words = line.args().size() + 1;
    var title = block.title();
    var single =
        (title.startsWith("map")
                && (line.name().equals("hostnames") || line.name().equals("volatile")))
            || (title.startsWith("geo") && line.name().equals("ranges"));
    if (!title.startsWith("types") && words != 2 && !(words == 1 && single)) {
      throw refused(line, "invalid number of parameters in \"" + title + "\"");
    }
    if (title.startsWith("geo") && !isNetwork(line.name())) {
      throw refused(line, "invalid network \"" + line.name() + "\"");
    }
  }

  /// The words of a `geo` that are no networks.
  private static boolean isNetwork(String word) {
    return switch (word) {
      case "default", "delete", "include", "proxy", "proxy_recursive", "ranges" -> true;
      default -> Places.isNetwork(word);
    };
  }

  private static Refused refused(Directive at, String why) {
    return new Refused(at.source().path(), at.line(), why);
  }
}
