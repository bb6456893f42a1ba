package io.breakwater.notifications.subscriptions;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where a subscription leads.
public sealed interface Target {
  /// In subscriptions: `webhook`, `slack`, `email`.
  String kind();

  /// As it is kept.
  String text();

  /// As others than its signer may see it: addresses of Slack's kind are secrets.
  String shown();

  /// A receiver of CloudEvents that are signed as Standard Webhooks has it.
  record Webhook(URI address) implements Target {
    @Override
    public String kind() {
      return "webhook";
    }

    @Override
    public String text() {
      return address.toString();
    }

    @Override
    public String shown() {
      return text();
    }
  }

  /// An incoming webhook of Slack, or of what understands its messages (Mattermost,
  /// Rocket.Chat, …).
  record Slack(URI address) implements Target {
    @Override
    public String kind() {
      return "slack";
    }

    @Override
    public String text() {
      return address.toString();
    }

    /// Whoever knows the path may post.
    @Override
    public String shown() {
      return address.getScheme() + "://" + address.getRawAuthority() + "/…";
    }

    @Override
    public String toString() {
      return shown();
    }
  }

  /// A mailbox.
  record Email(String address) implements Target {
    @Override
    public String kind() {
      return "email";
    }

    @Override
    public String text() {
      return address;
    }

    @Override
    public String shown() {
      return address;
    }
  }

  /// Longest address.
  int LONGEST = 2_000;

  /// RFC 5321 without quoted names and address literals: nothing that could end a header's line.
  Pattern MAILBOX =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@"
              + "(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  /// Reads one.
  ///
  /// @throws IllegalArgumentException it is none; the message says what is expected
  static Target parse(String kind, String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("target has more than " + LONGEST + " characters");
    }
    return switch (kind) {
      case "webhook" -> new Webhook(address(text));
      case "slack" -> new Slack(address(text));
      case "email" -> {
        if (!MAILBOX.matcher(text).matches()) {
          throw new IllegalArgumentException("target is no address such as team@example.com");
        }
        yield new Email(text);
      }
      default -> throw new IllegalArgumentException("kind is webhook, slack or email");
    };
  }

  /// HTTPS, or HTTP to this machine. Where that may lead is decided when it is connected to.
  private static URI address(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("target is no address: " + e.getReason(), e);
    }
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    var host = uri.getHost();
    if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "target is an address such as https://example.com/hook, without user or fragment");
    }
    if (!scheme.equals("https") && !(scheme.equals("http") && loopback(host))) {
      throw new IllegalArgumentException(
          "target begins with https://; http:// is for 127.0.0.1, [::1] and localhost alone");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw new IllegalArgumentException("target has no port from 1 to 65535");
    }
    return uri;
  }

  private static boolean loopback(String host) {
    return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.equals("127.0.0.1");
  }
}
