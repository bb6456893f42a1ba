package io.breakwater.store.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is remembered of who did what.
public final class AuditEvents {
  private static final String COLUMNS =
      "id, time, account, action, outcome, principal, display, api_key, resource, reason,"
          + " address, request";

  private final Sql sql;

  AuditEvents(Sql sql) {
    this.sql = sql;
  }

  /// Adds one; its ID is not looked at.
  public void add(StoredAuditEvent event) {
    sql.update(
        "insert into audit_event (time, account, action, outcome, principal, display, api_key,"
            + " resource, reason, address, request) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        event.time(),
        event.account(),
        event.action(),
        event.outcome(),
        event.principal(),
        event.display(),
        event.apiKey().orElse(null),
        event.resource(),
        event.reason(),
        event.address(),
        event.request());
  }

  /// Up to so many, the newest first, of those before a place in time.
  ///
  /// @param before the time of the last one read, or a time that is not to be reached
  /// @param beforeId the ID of the last one read, or 0
  public List<StoredAuditEvent> page(AuditFilter filter, Instant before, long beforeId, int limit) {
    var query = new StringBuilder("select ").append(COLUMNS).append(" from audit_event where ");
    var parameters = new ArrayList<@Nullable Object>();
    query.append("account = ?");
    parameters.add(filter.account());
    add(query, parameters, "principal", filter.principal());
    add(query, parameters, "action", filter.action());
    add(query, parameters, "outcome", filter.outcome());
    query.append(" and time >= ? and (time, id) < (?, ?) order by time desc, id desc limit ?");
    parameters.add(filter.from());
    parameters.add(before);
    parameters.add(beforeId);
    parameters.add(limit);
    return sql.list(query.toString(), AuditEvents::row, parameters.toArray());
  }

  private static void add(
      StringBuilder query,
      List<@Nullable Object> parameters,
      String column,
      Optional<String> value) {
    if (value.isPresent()) {
      query.append(" and ").append(column).append(" = ?");
      parameters.add(value.get());
    }
  }

  /// Forgets up to so many of before a time, the oldest first.
  ///
  /// @return how many: 0 when it is through
  public int forget(Instant before, int limit) {
    return sql.update(
        "delete from audit_event where id in"
            + " (select id from audit_event where time < ? order by time limit ?)",
        before,
        limit);
  }

  private static StoredAuditEvent row(ResultSet row) throws SQLException {
    return new StoredAuditEvent(
        row.getLong(1),
        Sql.time(row, 2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        Optional.ofNullable(row.getString(8)),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12));
  }
}
