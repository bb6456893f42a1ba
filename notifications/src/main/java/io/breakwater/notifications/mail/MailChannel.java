package io.breakwater.notifications.mail;

import io.breakwater.notifications.deliveries.Channel;
import io.breakwater.notifications.deliveries.Sent;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.EventText;
import io.breakwater.notifications.events.Links;
import io.breakwater.notifications.subscriptions.Subscription;
import io.breakwater.notifications.subscriptions.Target;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/// Tells mailboxes, in plain text, by SMTP (RFC 5321).
///
/// A message's `Message-ID` is made of the event's ID and the subscription's, so that a mailbox
/// that gets it twice can tell. `Auto-Submitted` (RFC 3834) keeps replies of machines away.
public final class MailChannel implements Channel {
  private static final String TIMEOUT = "10000";
  private static final int SUBJECT = 180;

  private final SmtpServer server;
  private final Links links;
  private final InstantSource clock;
  private final Session session;

  private MailChannel(SmtpServer server, Links links, InstantSource clock, SSLSocketFactory tls) {
    this.server = server;
    this.links = links;
    this.clock = clock;
    session = Session.getInstance(properties(server, tls));
  }

  /// With the system's certificates.
  public static MailChannel of(SmtpServer server, Links links, InstantSource clock) {
    return of(server, links, clock, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  static MailChannel of(SmtpServer server, Links links, InstantSource clock, SSLSocketFactory tls) {
    return new MailChannel(server, links, clock, tls);
  }

  private static Properties properties(SmtpServer server, SSLSocketFactory tls) {
    var properties = new Properties();
    properties.put("mail.smtp.host", server.host());
    properties.put("mail.smtp.port", Integer.toString(server.port()));
    properties.put("mail.smtp.connectiontimeout", TIMEOUT);
    properties.put("mail.smtp.timeout", TIMEOUT);
    properties.put("mail.smtp.writetimeout", TIMEOUT);
    properties.put("mail.smtp.ssl.socketFactory", tls);
    // Otherwise a certificate of whomever would do.
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
    switch (server.security()) {
      case TLS -> properties.put("mail.smtp.ssl.enable", "true");
      case STARTTLS -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
      }
      case NONE -> {}
    }
    return properties;
  }

  @Override
  public Sent send(Subscription subscription, Event event) {
    if (!(subscription.target() instanceof Target.Email(var mailbox))) {
      throw new IllegalArgumentException("no mailbox: " + subscription.target().kind());
    }
    try (var transport = session.getTransport("smtp")) {
      var message = message(subscription, mailbox, event);
      if (server.login().isPresent()) {
        var login = server.login().get();
        transport.connect(login.user(), login.password());
      } else {
        transport.connect();
      }
      transport.sendMessage(message, message.getAllRecipients());
      return new Sent.Taken("taken by " + server.host());
    } catch (MessagingException e) {
      return new Sent.Failed(told(e));
    }
  }

  private static String told(MessagingException e) {
    var told = new StringBuilder(String.valueOf(e.getMessage()));
    if (e.getNextException() != null) {
      told.append(": ").append(e.getNextException().getMessage());
    }
    var flat = told.toString().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return flat.length() <= 300 ? flat : flat.substring(0, 300) + "…";
  }

  private MimeMessage message(Subscription subscription, String mailbox, Event event)
      throws MessagingException {
    var message =
        new Named(session, "<" + event.id() + "." + subscription.id() + "@" + hostOf(links) + ">");
    message.setFrom(new InternetAddress(server.from(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(mailbox, true));
    message.setSubject(subject(event), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(text(subscription, event), StandardCharsets.UTF_8.name());
    message.saveChanges();
    return message;
  }

  private static String hostOf(Links links) {
    return links.host().replaceAll("[^A-Za-z0-9.-]", ".");
  }

  private static String subject(Event event) {
    var headline = EventText.headline(event);
    return "[Breakwater] "
        + (headline.length() <= SUBJECT ? headline : headline.substring(0, SUBJECT) + "…");
  }

  private String text(Subscription subscription, Event event) {
    var lines = new ArrayList<String>();
    lines.add(EventText.headline(event));
    lines.add("");
    lines.addAll(EventText.lines(event));
    EventText.fix(event)
        .ifPresent(
            fix -> {
              lines.add("");
              lines.add("Fix, in the image:");
              lines.add("  " + fix);
            });
    lines.add("");
    lines.add("More: " + links.of(event));
    lines.add("");
    lines.add("-- ");
    lines.add("Sent for the subscription " + subscription.name() + " of " + links.base());
    return String.join("\r\n", lines) + "\r\n";
  }

  /// A message of a given ID.
  private static final class Named extends MimeMessage {
    private final String id;

    Named(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
