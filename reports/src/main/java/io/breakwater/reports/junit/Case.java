package io.breakwater.reports.junit;

import java.io.IOException;

/// A test case.
///
/// @param group what CI systems group by: a package, a subject of the configuration
record Case(String group, String name, Result result) {
  /// How a case ended.
  sealed interface Result {
    record Passed() implements Result {}

    /// It was not asked.
    ///
    /// @param why for people
    record Skipped(String why) implements Result {}

    /// It went wrong.
    ///
    /// @param type what CI systems show as the kind of failure: a severity
    /// @param message a sentence
    /// @param text everything else
    record Failed(String type, String message, String text) implements Result {}

    /// It could not be told.
    ///
    /// @param code of the reason
    record Undecided(String code, String message) implements Result {}
  }

  /// It went well.
  static final Result PASSED = new Result.Passed();

  void write(Xml xml) throws IOException {
    xml.raw("    <testcase");
    xml.attribute("name", name);
    xml.attribute("classname", group);
    xml.attribute("time", "0");
    switch (result) {
      case Result.Passed _ -> xml.raw("/>\n");
      case Result.Skipped(var why) -> {
        xml.raw(">\n      <skipped>");
        xml.text(why);
        xml.raw("</skipped>\n    </testcase>\n");
      }
      case Result.Failed(var type, var message, var text) ->
          fault(xml, "failure", type, message, text);
      case Result.Undecided(var code, var message) -> fault(xml, "error", code, message, message);
    }
  }

  private static void fault(Xml xml, String element, String type, String message, String text)
      throws IOException {
    xml.raw(">\n      <" + element);
    xml.attribute("type", type);
    xml.attribute("message", message);
    xml.raw(">");
    xml.text(text);
    xml.raw("</" + element + ">\n    </testcase>\n");
  }
}
