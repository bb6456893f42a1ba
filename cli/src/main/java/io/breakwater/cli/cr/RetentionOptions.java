package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.cr.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Objects;

/// How many images of each repository of a namespace are kept.
final class RetentionOptions {
  private static final long ALL = -1;

  private final Text images;
  private final Flag retainUntagged;
  private final Text namespace;

  RetentionOptions(CommandModel model, String all) {
    images =
        model.text(
            "--images", "COUNT", "How many images of each repository are kept, the newest" + all);
    retainUntagged =
        model.flag("--retain-untagged", "Keep all images without a tag, and do not count them.");
    namespace = model.parameter("NAMESPACE", true, "The namespace.");
  }

  String namespace() {
    return Objects.requireNonNull(namespace.value());
  }

  /// -1 for all.
  ///
  /// @param command for errors
  long images(String command, boolean allowAll) {
    var given = images.or("");
    if (allowAll && given.toLowerCase(Locale.ROOT).equals("all")) {
      return ALL;
    }
    try {
      var count = Long.parseLong(given);
      if (count > 0 && count <= Integer.MAX_VALUE) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw Failure.usage(
        command + " --images " + given,
        "a number from 1 on " + (allowAll ? "or All " : "") + "was expected",
        "For example --images 20");
  }

  /// The policy as the API has it.
  JsonValue json(long count) {
    var members = new LinkedHashMap<String, JsonValue>();
    members.put("namespace", JsonValue.of(namespace()));
    members.put("images_per_repo", JsonValue.of(count));
    members.put("retain_untagged", new JsonValue.Flag(retainUntagged.isSet()));
    return new JsonValue.Members(members);
  }
}
