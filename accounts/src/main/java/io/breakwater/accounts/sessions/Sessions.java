package io.breakwater.accounts.sessions;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.accounts.audit.AuditEvent;
import io.breakwater.accounts.stored.Rows;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredSession;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Sessions of browsers, in the metadata.
///
/// Each request looks its session up, by the primary key, and nothing of it is kept in memory: one
/// that has ended has ended on every server at once. It ends by a logout, a while after the last
/// request, some hours after the login, with another password of its owner (but for the session
/// in which that was chosen), and with its owner. Other roles leave it as it is: what its owner
/// may do is read anew with each request. Safe for use by many threads.
public final class Sessions {
  /// Of one user; beyond that the one begun first ends.
  static final int MOST = 20;

  /// How often a use is written down.
  static final Duration NOTED = Duration.ofMinutes(1);

  private static final AuditAction LOGIN = new AuditAction("account", "login");
  private static final AuditAction LOGOUT = new AuditAction("account", "logout");
  private static final int LONGEST_AGENT = 256;

  private final Metadata metadata;
  private final InstantSource clock;
  private final SecureRandom random;
  private final SessionTimes times;
  private final Set<SessionHash> noting = ConcurrentHashMap.newKeySet();

  /// Sessions that last so long.
  public Sessions(Metadata metadata, InstantSource clock, SecureRandom random, SessionTimes times) {
    this.metadata = metadata;
    this.clock = clock;
    this.random = random;
    this.times = times;
  }

  /// A session that was begun.
  ///
  /// @param secret for the browser's cookie, and nowhere else
  public record Begun(SessionSecret secret, Session session) {}

  /// Where a login comes from.
  ///
  /// @param address of the browser
  /// @param agent what it calls itself; cut after 256 characters
  /// @param requestId the one in the log and the answer
  public record Browser(String address, String agent, String requestId) {
    public Browser {
      agent = agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent;
    }
  }

  /// Begins one for somebody who has just logged in with a password; the login is in the audit
  /// trail with it.
  ///
  /// @param generation of the identity that logged in
  /// @return empty where that has changed since: the password may be another, or nobody there
  public Optional<Begun> login(Principal.Known who, long generation, Browser browser)
      throws StoreException {
    return begin(who, generation, browser, true);
  }

  /// Begins one for somebody who was let in otherwise, which is in the audit trail already.
  public Optional<Begun> begin(Principal.Known who, long generation, Browser browser)
      throws StoreException {
    return begin(who, generation, browser, false);
  }

  private Optional<Begun> begin(
      Principal.Known who, long generation, Browser browser, boolean audited)
      throws StoreException {
    var secret = SessionSecret.generate(random);
    // As the store keeps it.
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var owner = who.id().toString();
    var row =
        new StoredSession(secret.hash().hex(), owner, now, now, browser.address(), browser.agent());
    var added =
        metadata.write(
            tx -> {
              // Two logins at once would both find room for one.
              tx.identities().lock();
              if (!tx.sessions().add(row, generation)) {
                return false;
              }
              tx.sessions().forgetEnded(owner, now.minus(times.longest()), now.minus(times.idle()));
              tx.sessions().keep(owner, MOST);
              if (audited) {
                var event = event(LOGIN, who, secret.hash(), browser);
                tx.auditEvents().add(Rows.event(event, who.account()));
              }
              return true;
            });
    return added ? Optional.of(new Begun(secret, session(row))) : Optional.empty();
  }

  private AuditEvent event(
      AuditAction action, Principal.Known who, SessionHash hash, Browser browser) {
    var agent = browser.agent().isEmpty() ? "" : " of " + browser.agent();
    return new AuditEvent(
        clock.instant(),
        action,
        AuditEvent.Outcome.SUCCESS,
        who,
        "session " + hash.shown() + agent,
        "",
        browser.address(),
        browser.requestId());
  }

  private Session session(StoredSession row) {
    return new Session(
        new SessionHash(row.hash()),
        PrincipalId.parse(row.owner()),
        row.used(),
        row.created().plus(times.longest()),
        row.used().plus(times.idle()));
  }

  /// The session of a secret, if it holds still.
  public Optional<Session> find(SessionSecret secret) throws StoreException {
    var hash = secret.hash().hex();
    return metadata
        .read(tx -> tx.sessions().byHash(hash))
        .map(this::session)
        .filter(session -> session.lives(clock.instant()));
  }

  /// Notes that something was asked for in a session, once a minute; it goes on from there. May be
  /// lost in a crash of the machine.
  public Session used(Session session) throws StoreException {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (now.isBefore(session.used().plus(NOTED)) || !noting.add(session.hash())) {
      return session;
    }
    try {
      metadata.note(
          tx -> {
            tx.sessions().used(session.hash().hex(), now);
            return true;
          });
    } finally {
      noting.remove(session.hash());
    }
    return new Session(
        session.hash(), session.owner(), now, session.expires(), now.plus(times.idle()));
  }

  /// Ends one, on every server at once; the logout is in the audit trail with it.
  ///
  /// @return whether it was there still
  public boolean logout(Principal.Known who, SessionHash hash, Browser browser)
      throws StoreException {
    return metadata.write(
        tx -> {
          var ended = tx.sessions().delete(hash.hex());
          if (ended) {
            tx.auditEvents().add(Rows.event(event(LOGOUT, who, hash, browser), who.account()));
          }
          return ended;
        });
  }

  /// Ends one that another takes the place of.
  public void replace(SessionSecret secret) throws StoreException {
    var hash = secret.hash().hex();
    metadata.write(tx -> tx.sessions().delete(hash));
  }

  /// Forgets up to so many that have ended.
  ///
  /// @return how many: 0 when it is through
  public int sweep(int limit) throws StoreException {
    Instant now = clock.instant();
    return metadata.write(
        tx -> tx.sessions().forget(now.minus(times.longest()), now.minus(times.idle()), limit));
  }
}
