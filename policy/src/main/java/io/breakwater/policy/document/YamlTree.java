package io.breakwater.policy.document;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Makes a YAML document (YAML 1.2.2) into a tree, without making it into anything else first:
/// scalars keep their characters, and what is a number or a date is decided by who asks.
///
/// Refused: anchors and aliases (a short text may stand for a huge one), tags, several
/// documents in one file, keys that are no scalars, keys given twice.
final class YamlTree {
  private final Iterator<Event> events;
  private final String name;
  private final DocumentLimits limits;
  private int nodes;

  private YamlTree(Iterator<Event> events, String name, DocumentLimits limits) {
    this.events = events;
    this.name = name;
    this.limits = limits;
  }

  static Value read(String text, String name, DocumentLimits limits) throws PolicyException {
    var settings = LoadSettings.builder().setLabel(name).setCodePointLimit(limits.bytes()).build();
    try {
      var events = new Parse(settings).parseString(text).iterator();
      var tree = new YamlTree(events, name, limits);
      return Value.root(name, tree.document());
    } catch (MarkedYamlEngineException e) {
      var why = e.getProblem() == null ? "it is no YAML" : "it is no YAML: " + e.getProblem();
      throw Documents.malformed(name, why, line(e.getProblemMark()), e);
    } catch (YamlEngineException e) {
      throw Documents.malformed(name, "it is no YAML: " + e.getMessage(), 0, e);
    }
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(m -> m.getLine() + 1).orElse(0);
  }

  private Node document() throws PolicyException {
    Node root = new Node.Text(null, 0);
    var documents = 0;
    while (events.hasNext()) {
      var event = events.next();
      switch (event.getEventId()) {
        case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        case DocumentStart -> {
          if (++documents > 1) {
            throw Documents.malformed(
                name, "a second document begins", line(event.getStartMark()), null);
          }
        }
        default -> root = node(event, 0);
      }
    }
    return root;
  }

  private Node node(Event event, int depth) throws PolicyException {
    var line = line(event.getStartMark());
    if (++nodes > limits.nodes()) {
      throw Documents.tooLarge(name, "it has more than " + limits.nodes() + " values", line, null);
    }
    if (depth > limits.depth()) {
      throw Documents.tooLarge(
          name, "it is nested deeper than " + limits.depth() + " levels", line, null);
    }
    if (event instanceof AliasEvent
        || (event instanceof NodeEvent named && named.getAnchor().isPresent())) {
      throw Documents.malformed(name, "anchors and aliases are not read here", line, null);
    }
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar, line);
      case SequenceStartEvent _ -> items(line, depth);
      case MappingStartEvent _ -> fields(line, depth);
      default -> throw Documents.malformed(name, "a value was expected", line, null);
    };
  }

  private Node scalar(ScalarEvent scalar, int line) throws PolicyException {
    if (scalar.getTag().isPresent()) {
      throw Documents.malformed(name, "tags are not read here", line, null);
    }
    var text = scalar.getValue();
    return new Node.Text(scalar.isPlain() && isNull(text) ? null : text, line);
  }

  /// YAML 1.2.2, section 10.3.2, core schema.
  private static boolean isNull(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> true;
      default -> false;
    };
  }

  private Node items(int line, int depth) throws PolicyException {
    var items = new ArrayList<Node>();
    while (true) {
      var event = events.next();
      if (event instanceof SequenceEndEvent) {
        return new Node.Items(items, line);
      }
      items.add(node(event, depth + 1));
    }
  }

  private Node fields(int line, int depth) throws PolicyException {
    var fields = new LinkedHashMap<String, Node>();
    var lines = new LinkedHashMap<String, Integer>();
    while (true) {
      var event = events.next();
      if (event instanceof MappingEndEvent) {
        return new Node.Fields(fields, lines, line);
      }
      var at = line(event.getStartMark());
      if (!(node(event, depth + 1) instanceof Node.Text(var key, _)) || key == null) {
        throw Documents.malformed(name, "a key was expected", at, null);
      }
      lines.put(key, at);
      if (fields.put(key, node(events.next(), depth + 1)) != null) {
        throw Documents.malformed(name, "the key '" + key + "' is there twice", at, null);
      }
    }
  }
}
