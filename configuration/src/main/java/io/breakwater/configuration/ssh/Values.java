package io.breakwater.configuration.ssh;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The arguments of one setting: refuses what the server refuses (`process_server_config_line` of
/// OpenSSH's `servconf.c`), and gives what it takes, times in seconds.
final class Values {
  private static final Set<String> METHODS =
      Set.of(
          "none",
          "publickey",
          "password",
          "keyboard-interactive",
          "hostbased",
          "gssapi-with-mic",
          "gssapi-keyex");
  private static final Set<String> SERVICES =
      Set.of(
          "none",
          "lowdelay",
          "throughput",
          "reliability",
          "af11",
          "af12",
          "af13",
          "af21",
          "af22",
          "af23",
          "af31",
          "af32",
          "af33",
          "af41",
          "af42",
          "af43",
          "cs0",
          "cs1",
          "cs2",
          "cs3",
          "cs4",
          "cs5",
          "cs6",
          "cs7",
          "ef",
          "le");
  private static final int MOST_PORTS = 256;

  private final Keyword keyword;
  private final List<String> arguments;
  private final String line;
  private int at;

  private Values(Keyword keyword, List<String> arguments, String line) {
    this.keyword = keyword;
    this.arguments = arguments;
    this.line = line;
  }

  /// Reads the arguments of a setting.
  ///
  /// @param line all that follows the keyword, for settings that take it as it is
  static List<String> of(Keyword keyword, List<String> arguments, String line) throws BadLine {
    var values = new Values(keyword, arguments, line);
    var read = values.read();
    if (values.at < arguments.size()) {
      throw new BadLine("there is more than the setting takes: " + arguments.get(values.at));
    }
    return read;
  }

  private List<String> read() throws BadLine {
    return switch (keyword.kind()) {
      case FLAG -> List.of(oneOf(List.of("yes", "no")));
      case WORD -> List.of(oneOf(keyword.words()));
      case NUMBER -> List.of(Integer.toString(number(next())));
      case TIME -> List.of(Integer.toString(seconds(next())));
      case TIME_OR_NONE -> List.of(timeOrNone(next()));
      case TEXT, USER_ENVIRONMENT -> List.of(next());
      case LIST -> all(argument -> !argument.isEmpty());
      case USERS -> all(Values::isUser);
      case ENVIRONMENT_NAMES -> all(one -> !one.isEmpty() && one.indexOf('=') < 0);
      case ENVIRONMENT -> all(one -> !one.isEmpty() && one.indexOf('=') >= 0);
      case ALGORITHMS -> List.of(algorithms(next()));
      case LINE -> List.of(rest());
      case COMMAND -> List.of(command());
      case PORT -> List.of(Integer.toString(portOf(next())));
      case LISTEN -> listen();
      case SUBSYSTEM -> subsystem();
      case MAX_STARTUPS -> List.of(startups(next()));
      case SOURCE_STARTUPS -> List.of(numberOrNone(next()));
      case NET_BLOCK -> List.of(netBlock(next()));
      case REKEY -> rekey();
      case OPEN -> open();
      case QUALITY_OF_SERVICE -> quality();
      case METHODS -> methods();
      case MASK -> List.of(mask(next()));
      case KEY_OPTIONS -> all(Values::isKeyOption);
      case TIMEOUTS -> alone(all(Values::isTimeout));
      case LOG_VERBOSE -> alone(all(argument -> !argument.isEmpty()));
      case ROUTING -> throw new BadLine("routing domains are not supported on Linux");
      case IGNORED, INCLUDE, MATCH -> all(argument -> true);
    };
  }

  private interface Test {
    boolean accepts(String argument) throws BadLine;
  }

  private String next() throws BadLine {
    if (at >= arguments.size() || arguments.get(at).isEmpty()) {
      throw new BadLine("an argument is missing");
    }
    return arguments.get(at++);
  }

  private List<String> all(Test test) throws BadLine {
    var read = new ArrayList<String>();
    while (at < arguments.size()) {
      var argument = arguments.get(at++);
      if (!test.accepts(argument)) {
        throw new BadLine("\"" + argument + "\" is not what it takes");
      }
      read.add(argument);
    }
    return read;
  }

  private String oneOf(List<String> words) throws BadLine {
    var argument = next();
    var lower = argument.toLowerCase(Locale.ROOT);
    // Only the tunnel's words are compared as they are.
    if (!words.contains(keyword.name().equals("permittunnel") ? argument : lower)) {
      throw new BadLine("\"" + argument + "\" is none of " + String.join(", ", words));
    }
    return switch (lower) {
      case "without-password" -> "prohibit-password";
      case "all", "delayed" -> "yes";
      case "debug" -> "debug1";
      case "quiet" -> "silent";
      default -> lower;
    };
  }

  private static int number(String digits) throws BadLine {
    var value = digits(digits.startsWith("+") ? digits.substring(1) : digits);
    if (value < 0) {
      throw new BadLine(digits + " is no number");
    }
    return (int) value;
  }

  /// A number up to 2^31 - 1, -1 where it is none.
  private static long digits(String text) {
    if (text.isEmpty() || text.length() > 18) {
      return -1;
    }
    var value = 0L;
    for (var i = 0; i < text.length(); i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value > Integer.MAX_VALUE ? -1 : value;
  }

  /// `convtime` of `misc.c`: `1h30m`.
  private static int seconds(String text) throws BadLine {
    var total = 0L;
    var from = 0;
    while (from < text.length()) {
      var end = from;
      while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
        end++;
      }
      var value = digits(text.substring(from, end));
      var unit = end < text.length() ? unit(text.charAt(end)) : 1;
      if (value < 0 || unit < 0 || value > Integer.MAX_VALUE / unit) {
        throw new BadLine(text + " is no time");
      }
      total += value * unit;
      if (total > Integer.MAX_VALUE) {
        throw new BadLine(text + " is no time");
      }
      from = end + 1;
    }
    return (int) total;
  }

  private static int unit(char unit) {
    return switch (Character.toLowerCase(unit)) {
      case 's' -> 1;
      case 'm' -> 60;
      case 'h' -> 3600;
      case 'd' -> 86_400;
      case 'w' -> 604_800;
      default -> -1;
    };
  }

  private static String timeOrNone(String text) throws BadLine {
    return text.equalsIgnoreCase("none") ? "0" : Integer.toString(seconds(text));
  }

  private static String numberOrNone(String text) throws BadLine {
    return text.equals("none") ? text : Integer.toString(number(text));
  }

  private String algorithms(String list) throws BadLine {
    Algorithms.check(keyword.name(), list);
    return list;
  }

  private static boolean isUser(String pattern) {
    var host = pattern.indexOf('@');
    return !pattern.isEmpty()
        && (host < 0
            || Addresses.matches(null, pattern.substring(host + 1)) != Addresses.Answer.INVALID);
  }

  private String rest() throws BadLine {
    at = arguments.size();
    if (line.isEmpty()) {
      throw new BadLine("an argument is missing");
    }
    return line;
  }

  private String command() throws BadLine {
    var text = rest();
    if (!text.startsWith("/") && !text.equalsIgnoreCase("none")) {
      throw new BadLine("a command has to be an absolute path");
    }
    return text;
  }

  private static int portOf(String text) throws BadLine {
    var port = port(text);
    if (port <= 0) {
      throw new BadLine(text + " is no port");
    }
    return port;
  }

  /// A port by number or by the name of a service, -1 where it is none.
  static int port(String text) {
    var number = digits(text.startsWith("+") ? text.substring(1) : text);
    if (number >= 0) {
      return number > 0xffff ? -1 : (int) number;
    }
    return switch (text) {
      case "ssh" -> 22;
      case "http" -> 80;
      case "https" -> 443;
      default -> -1;
    };
  }

  private List<String> listen() throws BadLine {
    var address = next();
    var first = address.indexOf(':');
    var bare = address.indexOf('[') < 0 && first >= 0 && address.indexOf(':', first + 1) >= 0;
    if (!bare) {
      var colon = afterHost(address);
      if (colon < address.length()) {
        portOf(address.substring(colon + 1));
      }
    }
    if (at < arguments.size()) {
      throw new BadLine("routing domains are not supported on Linux");
    }
    return List.of(address);
  }

  /// Where the `:` behind a host is, the length where there is none.
  private static int afterHost(String text) throws BadLine {
    var end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
    if (text.startsWith("[") && end == 0) {
      throw new BadLine(text + " lacks a bracket");
    }
    var slash = text.indexOf('/');
    if (!text.startsWith("[") && slash >= 0 && (end < 0 || slash < end)) {
      throw new BadLine(text + " is no host and port");
    }
    if (end < 0 || end == text.length()) {
      return text.length();
    }
    if (text.charAt(end) != ':') {
      throw new BadLine(text + " is no host and port");
    }
    return end;
  }

  private List<String> subsystem() throws BadLine {
    next();
    next();
    at = arguments.size();
    return arguments;
  }

  /// `sscanf("%d:%d:%d")`: one number, or three; what follows the last one does not matter.
  private static String startups(String text) throws BadLine {
    var parts = text.split(":", 4);
    var numbers = new int[3];
    var count = 0;
    while (count < 3 && count < parts.length) {
      var end = 0;
      while (end < parts[count].length() && Character.isDigit(parts[count].charAt(end))) {
        end++;
      }
      var value = digits(parts[count].substring(0, end));
      if (value < 0) {
        break;
      }
      numbers[count++] = (int) value;
      if (end < parts[count - 1].length()) {
        break;
      }
    }
    var most = count == 1 ? numbers[0] : numbers[2];
    var three = count == 3 && numbers[0] <= numbers[2] && numbers[1] >= 1 && numbers[1] <= 100;
    if ((count != 1 && !three) || numbers[0] <= 0 || most <= 0) {
      throw new BadLine(text + " is no limit of connections");
    }
    return text;
  }

  private static String netBlock(String text) throws BadLine {
    var colon = text.indexOf(':');
    var four = digits(colon < 0 ? text : text.substring(0, colon));
    var six = colon < 0 ? 0 : digits(text.substring(colon + 1));
    if (four < 0 || four > 32 || six < 0 || six > 128) {
      throw new BadLine(text + " is no size of networks");
    }
    return text;
  }

  private List<String> rekey() throws BadLine {
    var size = next();
    if (!size.equals("default")) {
      var last = Character.toUpperCase(size.charAt(size.length() - 1));
      var scaled = "KMGTPEB".indexOf(last) >= 0;
      var value = digits(scaled ? size.substring(0, size.length() - 1) : size);
      if (value < 0 || ((!scaled || last == 'B') && value != 0 && value < 16)) {
        throw new BadLine(size + " is no amount of data");
      }
    }
    if (at == arguments.size()) {
      return List.of(size);
    }
    var time = next();
    return List.of(size, time.equals("none") ? time : Integer.toString(seconds(time)));
  }

  private List<String> open() throws BadLine {
    var first = next();
    if (first.equals("any") || first.equals("none")) {
      return List.of(first);
    }
    var read = new ArrayList<String>();
    at--;
    while (at < arguments.size() && !arguments.get(at).isEmpty()) {
      var argument = arguments.get(at++);
      var bare = keyword.name().equals("permitlisten") && argument.indexOf(':') < 0;
      var colon = bare ? -1 : afterHost(argument);
      if (colon == argument.length()) {
        throw new BadLine(argument + " has no port");
      }
      var port = argument.substring(colon + 1);
      if (!port.equals("*") && port(port) < 0) {
        throw new BadLine(port + " is no port");
      }
      read.add(bare ? "*:" + argument : argument);
    }
    return read;
  }

  private List<String> quality() throws BadLine {
    var read = new ArrayList<String>();
    for (var i = 0; i < 2 && (i == 0 || at < arguments.size()); i++) {
      var argument = next();
      var hexadecimal = argument.startsWith("0x") && argument.length() <= 4;
      if (!SERVICES.contains(argument.toLowerCase(Locale.ROOT))
          && !hexadecimal
          && (digits(argument) < 0 || digits(argument) > 255)) {
        throw new BadLine(argument + " is no quality of service");
      }
      read.add(argument);
    }
    return read;
  }

  private List<String> methods() throws BadLine {
    var lists = all(Values::isMethods);
    if (lists.isEmpty() || (lists.contains("any") && lists.size() > 1)) {
      throw new BadLine("\"any\" has to be alone, and something has to be there");
    }
    return lists;
  }

  private static boolean isMethods(String list) {
    if (list.equals("any")) {
      return true;
    }
    for (var method : list.split(",", -1)) {
      var colon = method.indexOf(':');
      if (!METHODS.contains(colon < 0 ? method : method.substring(0, colon))) {
        return false;
      }
    }
    return true;
  }

  private static String mask(String text) throws BadLine {
    var end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
      end++;
    }
    if (end == 0 || end > 9 || Integer.parseInt(text.substring(0, end), 8) > 0777) {
      throw new BadLine(text + " is no mode");
    }
    return text;
  }

  private static boolean isKeyOption(String option) {
    return Set.of("none", "touch-required", "verify-required")
        .contains(option.toLowerCase(Locale.ROOT));
  }

  private static boolean isTimeout(String option) throws BadLine {
    var equals = option.indexOf('=');
    if (equals > 0 && equals + 1 < option.length()) {
      return seconds(option.substring(equals + 1)) >= 0;
    }
    return option.equalsIgnoreCase("none");
  }

  private static List<String> alone(List<String> read) throws BadLine {
    var lower = new HashSet<String>();
    for (var one : read) {
      lower.add(one.toLowerCase(Locale.ROOT));
    }
    if (lower.contains("none") && read.size() > 1) {
      throw new BadLine("\"none\" has to be alone");
    }
    return read;
  }

  /// As many ports as the server takes.
  static int mostPorts() {
    return MOST_PORTS;
  }
}
