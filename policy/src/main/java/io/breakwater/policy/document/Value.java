package io.breakwater.policy.document;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A place in a document, with or without something at it. Where something is of another shape
/// than asked for, the error says file, line, path and what was expected.
public final class Value {
  private static final int SHOWN = 60;

  private final String file;
  private final String path;
  private final int line;
  private final @Nullable Node node;

  private Value(String file, String path, int line, @Nullable Node node) {
    this.file = file;
    this.path = path;
    this.line = line;
    this.node = node instanceof Node.Text(var text, _) && text == null ? null : node;
  }

  static Value root(String file, Node node) {
    return new Value(file, "", node.line(), node);
  }

  /// Whether something is there that is not null.
  public boolean present() {
    return node != null;
  }

  public boolean isFields() {
    return node instanceof Node.Fields;
  }

  public boolean isItems() {
    return node instanceof Node.Items;
  }

  /// The line on which it begins, or on which what should hold it does; from 1.
  public int line() {
    return line;
  }

  /// The document's name.
  public String file() {
    return file;
  }

  /// The names of a mapping's fields, in order.
  public List<String> keys() {
    return node instanceof Node.Fields(var fields, _, _) ? List.copyOf(fields.keySet()) : List.of();
  }

  /// A field of a mapping; absent where there is none, and of what is absent.
  public Value get(String key) throws PolicyException {
    var inside = path.isEmpty() ? key : path + "." + key;
    return switch (node) {
      case null -> new Value(file, inside, line, null);
      case Node.Fields(var fields, var lines, _) ->
          new Value(file, inside, lines.getOrDefault(key, line), fields.get(key));
      case Node.Text _, Node.Items _ -> throw expected("a mapping");
    };
  }

  /// The elements of a list; none of what is absent.
  public List<Value> items() throws PolicyException {
    return switch (node) {
      case null -> List.of();
      case Node.Items(var items, _) -> {
        var values = new ArrayList<Value>(items.size());
        for (var i = 0; i < items.size(); i++) {
          var item = items.get(i);
          values.add(new Value(file, path + "[" + i + "]", item.line(), item));
        }
        yield values;
      }
      case Node.Text _, Node.Fields _ -> throw expected("a list");
    };
  }

  /// The elements of a list, or a single thing as a list of one.
  public List<Value> itemsOrOne() throws PolicyException {
    return node == null || isItems() ? items() : List.of(this);
  }

  /// A text that has to be there.
  public String text() throws PolicyException {
    if (node instanceof Node.Text(var text, _) && text != null) {
      return text;
    }
    throw expected("a text");
  }

  /// A text; empty where there is none.
  public String textOrEmpty() throws PolicyException {
    return node == null ? "" : text();
  }

  /// A text; null where there is none or an empty one.
  public @Nullable String textOrNull() throws PolicyException {
    var text = textOrEmpty();
    return text.isBlank() ? null : text;
  }

  /// The texts of a list, or a single one.
  public List<String> texts() throws PolicyException {
    var texts = new ArrayList<String>();
    for (var item : itemsOrOne()) {
      texts.add(item.text());
    }
    return texts;
  }

  /// `true` or `false`.
  public boolean flag(boolean otherwise) throws PolicyException {
    if (node == null) {
      return otherwise;
    }
    return switch (text()) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> throw expected("true or false");
    };
  }

  /// A whole number within bounds.
  public int number(int otherwise, int least, int most) throws PolicyException {
    if (node == null) {
      return otherwise;
    }
    try {
      var number = Integer.parseInt(text());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw expected("a whole number from " + least + " to " + most);
  }

  /// A time (RFC 3339) or a day, which is its first moment in UTC, or with `end` its last;
  /// null where there is none.
  ///
  /// @param end whether a day is meant as a whole: the moment is then the next day's first
  public @Nullable Instant time(boolean end) throws PolicyException {
    if (node == null) {
      return null;
    }
    var written = text().strip();
    try {
      if (written.length() <= 10) {
        var day = LocalDate.parse(written);
        return (end ? day.plusDays(1) : day).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return OffsetDateTime.parse(written.replace(' ', 'T').toUpperCase(Locale.ROOT)).toInstant();
    } catch (DateTimeException e) {
      throw expected("a day such as 2027-01-31 or a time such as 2027-01-31T12:00:00Z");
    }
  }

  /// Refuses fields of other names, with the nearest of those that there are.
  public void only(Set<String> known) throws PolicyException {
    if (node != null && !isFields()) {
      throw expected("a mapping");
    }
    for (var key : keys()) {
      if (!known.contains(key)) {
        var nearest = Nearest.of(key, known);
        throw invalid(
            get(key).line(),
            "'" + shortened(key) + "' is no key " + where(),
            nearest.isPresent()
                ? "Write '" + nearest.get() + "', or remove it"
                : "Write one of " + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  private String where() {
    return path.isEmpty() ? "of this file" : "of " + path;
  }

  /// That something else was expected here.
  ///
  /// @param what for example `a list`
  public PolicyException expected(String what) {
    var found =
        switch (node) {
          case null -> "nothing";
          case Node.Text(var text, _) -> "'" + shortened(text == null ? "" : text) + "'";
          case Node.Items _ -> "a list";
          case Node.Fields _ -> "a mapping";
        };
    var place = path.isEmpty() ? "the file" : path;
    return invalid(line, place + " is " + found + ", " + what + " was expected", "Mend " + place);
  }

  /// That what is here cannot be followed.
  ///
  /// @param next what to do, one sentence without the full stop
  public PolicyException invalid(String why, String next) {
    return invalid(line, (path.isEmpty() ? "" : path + ": ") + why, next);
  }

  private PolicyException invalid(int at, String why, String next) {
    return new PolicyException(
        "policy-invalid", "reading " + file, Documents.at(at) + why, next, at, null);
  }

  /// A remark about this place.
  public Remark remark(String message) {
    return new Remark(file, line, message);
  }

  private static String shortened(String text) {
    var flat = text.replace('\n', ' ').replace('\r', ' ');
    return flat.length() <= SHOWN ? flat : flat.substring(0, SHOWN) + "…";
  }
}
