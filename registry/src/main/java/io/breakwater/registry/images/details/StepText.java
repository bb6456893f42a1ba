package io.breakwater.registry.images.details;

import java.util.regex.Pattern;

/// The command of a build step without the values of its variables: what was given to a build may
/// be a secret, and who looks at an image need not see it.
///
/// ```
/// /bin/sh -c #(nop)  ENV TOKEN=abc          → /bin/sh -c #(nop)  ENV TOKEN=…
/// ENV TOKEN=abc                              → ENV TOKEN=…
/// RUN |1 TOKEN=abc /bin/sh -c make           → RUN |1 TOKEN=… /bin/sh -c make
/// ```
///
/// These are the forms that Docker's classic builder and BuildKit write. Of several variables in
/// one step the first is named alone where values may hold blanks, since nothing quotes them.
final class StepText {
  /// Longer ones are cut.
  static final int LIMIT = 16 << 10;

  private static final Pattern SET =
      Pattern.compile(
          "\\A((?:/bin/sh -c #\\(nop\\) +)?(?:ENV|ARG) +[^\\s=]{1,4096}[= ]).*\\z", Pattern.DOTALL);
  private static final Pattern GIVEN =
      Pattern.compile("\\A((?:RUN )?\\|[0-9]{1,5} [^\\s=]{1,4096}=)(.*)\\z", Pattern.DOTALL);
  private static final Pattern SHELL = Pattern.compile(" /\\S{0,100}sh (?=-)");
  private static final String HIDDEN = "…";

  private StepText() {}

  static String of(String command) {
    var text = command.length() > LIMIT ? command.substring(0, LIMIT) + "…" : command;
    var set = SET.matcher(text);
    if (set.matches()) {
      return set.group(1) + HIDDEN;
    }
    var given = GIVEN.matcher(text);
    if (!given.matches()) {
      return text;
    }
    var shell = SHELL.matcher(given.group(2));
    return given.group(1) + HIDDEN + (shell.find() ? given.group(2).substring(shell.start()) : "");
  }
}
