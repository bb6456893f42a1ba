package io.breakwater.secrets;

import java.util.List;

/// Looks at every run and every hyphen of a content, one byte after the other.
final class NaiveSearch {
  private NaiveSearch() {}

  static List<SecretMatch> scan(byte[] content) {
    var text = new Text(content, content.length);
    var findings = new Findings(text);
    int i = 0;
    while (i < content.length) {
      if (text.starts(i, "-----BEGIN ")) {
        KeyBlocks.look(text, i, findings);
      }
      int to = text.past(i, content.length, Text.WORD);
      if (to == i) {
        i++;
        continue;
      }
      boolean tilde = false;
      for (int j = i; j < to; j++) {
        tilde |= content[j] == '~';
        if (j > i && text.starts(j, "-----BEGIN ")) {
          KeyBlocks.look(text, j, findings);
        }
      }
      if (to - i >= Runs.LEAST && !text.starts(to - 10, "-----BEGIN ")) {
        int start = Runs.start(text, i, to);
        if (to - start >= Runs.LEAST) {
          Runs.closely(text, start, to, tilde, findings);
        }
      }
      i = to;
    }
    return findings.list();
  }
}
