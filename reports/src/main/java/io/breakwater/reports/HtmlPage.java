package io.breakwater.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// One page of HTML that asks nobody for anything: style and script are in it, and its content
/// security policy (Content Security Policy Level 3, section 2.3.1, hash sources) allows these two
/// and nothing else, so that text from an image could not run even if it were not escaped.
final class HtmlPage {
  private final Appendable out;

  HtmlPage(Appendable out) {
    this.out = out;
  }

  /// Begins the page.
  void begin(String title) throws IOException {
    var style = resource("report.css");
    raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ");
    raw(hash(style) + "; script-src " + hash(resource("report.js")));
    raw("; base-uri 'none'; form-action 'none'\">\n");
    raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    text(title).raw("</title>\n<style>" + style + "</style>\n</head>\n<body>\n<main>\n");
  }

  /// Ends the page.
  void end() throws IOException {
    raw("</main>\n<script>" + resource("report.js") + "</script>\n</body>\n</html>\n");
  }

  /// Writes markup as it is.
  HtmlPage raw(String markup) throws IOException {
    out.append(markup);
    return this;
  }

  /// Writes text, with what would be markup escaped.
  HtmlPage text(String text) throws IOException {
    out.append(escape(text));
    return this;
  }

  /// Writes an element that holds text.
  ///
  /// @param begin its name with attributes: `td class="wide"`
  HtmlPage element(String begin, String text) throws IOException {
    var space = begin.indexOf(' ');
    var name = space < 0 ? begin : begin.substring(0, space);
    return raw("<" + begin + ">").text(text).raw("</" + name + ">");
  }

  /// Writes a link; an address that is not of the web becomes text.
  HtmlPage link(String address, String text) throws IOException {
    return address.startsWith("https://") || address.startsWith("http://")
        ? raw("<a rel=\"noreferrer noopener\" href=\"" + escape(address) + "\">")
            .text(text)
            .raw("</a>")
        : text(text);
  }

  static String escape(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    var printable = Printable.line(text);
    for (var i = 0; i < printable.length(); i++) {
      var c = printable.charAt(i);
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String hash(String content) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream("html/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not packaged");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
