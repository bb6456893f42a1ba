package io.breakwater.console;

import java.util.Set;

/// A file of the web pages.
///
/// @param name under the folder of the pages: `index.html`, `assets/index-B4Y2uiC1.css`
/// @param mediaType of its content
/// @param digest by which browsers know it again: hexadecimal, of the content before compression
/// @param codings that it is there in, beside as it is: `br`, `gzip` (RFC 9110, section 8.4.1)
record WebFile(String name, String mediaType, String digest, Set<String> codings) {
  WebFile {
    codings = Set.copyOf(codings);
  }

  /// Whether the name changes with the content, so that it may be kept for ever.
  boolean lasting() {
    return name.startsWith("assets/");
  }
}
