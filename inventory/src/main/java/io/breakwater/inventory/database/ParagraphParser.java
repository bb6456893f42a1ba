package io.breakwater.inventory.database;

import java.io.IOException;
import java.io.InputStream;

/// What parsers of paragraphs have in common: one package a paragraph, which an empty line ends.
///
/// Lines of another form, paragraphs without what they must have, and a file that ends inside a
/// paragraph are damage; the first is told, and reading goes on behind it.
public abstract class ParagraphParser {
  protected final Lines lines;
  protected final PackageCollector collector;
  private final DatabaseLimits limits;
  private final String packageManager;
  private String lastArch = "";

  private boolean inParagraph;
  private long paragraphLine;
  private long paragraphOffset;

  /// @param packageManager who writes such files, for messages
  protected ParagraphParser(InputStream in, DatabaseLimits limits, String packageManager) {
    this.lines = new Lines(in, limits);
    this.limits = limits;
    this.collector = new PackageCollector(limits);
    this.packageManager = packageManager;
  }

  /// Reads to the end, or to where nothing more can be read.
  public final PackageList read() throws IOException {
    boolean more = true;
    while (more) {
      switch (lines.next()) {
        case LINE -> {
          line();
          more = !collector.full(lines.offset());
        }
        case TOO_LONG -> {
          damaged("the line is longer than " + limits.lineBytes() + " bytes");
          more = false;
        }
        case TOO_LARGE -> {
          collector.tooLarge(
              "the file is larger than " + limits.bytes() + " bytes", lines.offset());
          more = false;
        }
        case END -> {
          if (inParagraph) {
            end();
          }
          more = false;
        }
      }
    }
    return collector.list();
  }

  /// Takes the line at hand.
  protected abstract void line() throws IOException;

  /// Keeps the paragraph's package, and forgets its fields.
  protected abstract void takeParagraph();

  /// Whether a paragraph may end with the file.
  protected boolean mayEndHere() {
    return false;
  }

  private void end() {
    if (!mayEndHere()) {
      damaged(
          "the file ends inside the paragraph that begins in line "
              + paragraphLine
              + "; "
              + packageManager
              + " ends every paragraph with an empty line");
    }
    endParagraph();
  }

  /// The line at hand is of a paragraph.
  protected final void inParagraph() {
    if (!inParagraph) {
      inParagraph = true;
      paragraphLine = lines.number();
      paragraphOffset = lines.offset();
    }
  }

  protected final boolean isInParagraph() {
    return inParagraph;
  }

  protected final void endParagraph() {
    if (inParagraph) {
      takeParagraph();
      inParagraph = false;
    }
  }

  protected final void damagedParagraph(String why) {
    collector.damaged("the paragraph of line " + paragraphLine + " " + why, paragraphOffset);
  }

  protected final void damaged(String why) {
    collector.damaged("line " + lines.number() + ": " + why, lines.offset());
  }

  /// An architecture, as the same text as the one before where it is equal.
  protected final String arch(String text) {
    if (!text.equals(lastArch)) {
      lastArch = text;
    }
    return lastArch;
  }
}
