package io.breakwater.store.metadata;

/// The metadata by subject, during one [Work].
public final class Transaction {
  private final Sql sql;

  Transaction(Sql sql) {
    this.sql = sql;
  }

  public Namespaces namespaces() {
    return new Namespaces(sql);
  }

  public Repositories repositories() {
    return new Repositories(sql);
  }

  public Blobs blobs() {
    return new Blobs(sql);
  }

  public Manifests manifests() {
    return new Manifests(sql);
  }

  public Tags tags() {
    return new Tags(sql);
  }

  public Trash trash() {
    return new Trash(sql);
  }

  public Garbage garbage() {
    return new Garbage(sql);
  }

  public Uploads uploads() {
    return new Uploads(sql);
  }

  public Inventories inventories() {
    return new Inventories(sql);
  }

  public Packages packages() {
    return new Packages(sql);
  }

  PackageIndex packageIndex() {
    return new PackageIndex(sql);
  }

  public Settings settings() {
    return new Settings(sql);
  }

  public Mirrors mirrors() {
    return new Mirrors(sql);
  }

  public Leases leases() {
    return new Leases(sql);
  }

  public Identities identities() {
    return new Identities(sql);
  }

  public ApiKeys apiKeys() {
    return new ApiKeys(sql);
  }

  public SigningKeys signingKeys() {
    return new SigningKeys(sql);
  }

  public BrowserSessions sessions() {
    return new BrowserSessions(sql);
  }

  public AuditEvents auditEvents() {
    return new AuditEvents(sql);
  }

  public PendingLogins pendingLogins() {
    return new PendingLogins(sql);
  }

  public Images images() {
    return new Images(sql);
  }

  public Exemptions exemptions() {
    return new Exemptions(sql);
  }

  public Traffic traffic() {
    return new Traffic(sql);
  }

  public Events events() {
    return new Events(sql);
  }

  public EventSearch eventSearch() {
    return new EventSearch(sql);
  }

  public DayCounts dayCounts() {
    return new DayCounts(sql);
  }

  public Subscriptions subscriptions() {
    return new Subscriptions(sql);
  }

  public Deliveries deliveries() {
    return new Deliveries(sql);
  }

  public KnownIssues knownIssues() {
    return new KnownIssues(sql);
  }

  public Consistency consistency() {
    return new Consistency(sql);
  }
}
