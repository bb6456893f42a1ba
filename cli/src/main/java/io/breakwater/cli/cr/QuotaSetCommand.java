package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.server.Ask;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// `breakwater cr quota-set`: `PATCH /api/v1/quotas`.
final class QuotaSetCommand implements Callable<Integer> {
  private static final long UNLIMITED = -1;
  private static final long MOST = 1L << 40;

  private final Session session;
  private final CommandModel model =
      CommandModel.of("quota-set", this, "Sets how much the account may store and pull.")
          .footer("", "Example: breakwater cr quota-set --traffic 7000 --storage 600");
  private final Text traffic =
      model.text("--traffic", "MEGABYTES", "What may be pulled in a month, or unlimited.");
  private final Text storage =
      model.text("--storage", "MEGABYTES", "What may be stored, or unlimited.");
  private final Connection connection = new Connection(model);

  private QuotaSetCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new QuotaSetCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    var members = new LinkedHashMap<String, JsonValue>();
    put(members, "traffic_megabytes", "--traffic", traffic);
    put(members, "storage_megabytes", "--storage", storage);
    if (members.isEmpty()) {
      throw Failure.usage(
          "quota-set", "what to set is missing", "Give --traffic or --storage, or both");
    }
    try (var server = connection.open(session)) {
      out.say("Setting quotas...");
      out.blank();
      server.send(
          Ask.of("PATCH", "/api/v1/quotas").with(new JsonValue.Members(members)), "setting quotas");
      if (traffic.value() != null) {
        out.say("The quota for pull traffic is " + words(members.get("traffic_megabytes")) + ".");
      }
      if (storage.value() != null) {
        out.say("The quota for storage is " + words(members.get("storage_megabytes")) + ".");
      }
      out.blank();
      return out.ok();
    }
  }

  private static void put(Map<String, JsonValue> members, String name, String option, Text text) {
    var given = text.value();
    if (given == null) {
      return;
    }
    try {
      var number =
          given.toLowerCase(Locale.ROOT).equals("unlimited") ? UNLIMITED : Long.parseLong(given);
      if (number < UNLIMITED || number > MOST) {
        throw wrong(option, given);
      }
      members.put(name, JsonValue.of(number));
    } catch (NumberFormatException e) {
      throw wrong(option, given);
    }
  }

  private static Failure wrong(String option, String given) {
    return Failure.usage(
        "quota-set " + option + " " + given,
        "a number of megabytes or 'unlimited' was expected",
        "For example " + option + " 600");
  }

  private static String words(@Nullable JsonValue value) {
    var number = value == null ? UNLIMITED : value.number(UNLIMITED);
    return number == UNLIMITED ? "unlimited" : number + " MB";
  }
}
