package io.breakwater.reports.sarif;

/// Text in Markdown (CommonMark 0.31, 2.4 "Backslash escapes").
final class Markdown {
  private Markdown() {}

  /// The text so that it stands for itself: advisories' summaries are not trusted to be Markdown.
  static String escape(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if ("\\`*_[]<>#|~&!".indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }
}
