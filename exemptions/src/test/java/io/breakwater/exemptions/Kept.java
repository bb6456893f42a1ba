package io.breakwater.exemptions;

import io.breakwater.accounts.AccountId;
import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MetadataOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Exemptions over a database with the namespaces `birds` and `fish` of one account and `mice` of
/// another; remembers what its listener is told.
final class Kept implements AutoCloseable, ExemptionListener {
  static final AccountId ACME = AccountId.parse("acme");
  static final AccountId OTHER = AccountId.parse("other");
  static final ExemptionTerms TERMS = ExemptionTerms.of("robin");

  final MovingClock clock = new MovingClock();
  final List<String> told = new ArrayList<>();
  final Metadata metadata;
  final KeptExemptions exemptions;

  Kept(Path folder) throws StoreException {
    metadata = Metadata.open(MetadataOptions.Sqlite.at(folder.resolve("metadata.db")));
    metadata.write(
        tx ->
            tx.namespaces().create("birds", "acme", clock.instant())
                && tx.namespaces().create("fish", "acme", clock.instant())
                && tx.namespaces().create("mice", "other", clock.instant()));
    exemptions = new KeptExemptions(metadata, clock, this, clock::nanos);
  }

  /// What another server over the same metadata sees and does.
  KeptExemptions elsewhere() {
    return new KeptExemptions(metadata, clock, ExemptionListener.NONE, clock::nanos);
  }

  KeptExemption add(ExemptionScope scope, String cve) throws Exception {
    return exemptions.add(ACME, scope, issue("cve", cve), TERMS).exemption();
  }

  static ExemptIssue issue(String type, String id) throws ExemptionException {
    return ExemptIssue.parse(type, id);
  }

  static ExemptionScope account() {
    return new ExemptionScope.Account();
  }

  static ExemptionScope namespace(String name) {
    return new ExemptionScope.Namespace(name);
  }

  static ExemptionScope repository(String name) {
    return new ExemptionScope.Repository(name(name));
  }

  static ExemptionScope tag(String repository, String tag) {
    try {
      return new ExemptionScope.Image(name(repository), TagName.parse(tag));
    } catch (RegistryException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static ExemptionScope content(String repository, Digest digest) {
    return new ExemptionScope.Content(name(repository), digest);
  }

  static RepositoryName name(String text) {
    try {
      return RepositoryName.parse(text);
    } catch (RegistryException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void added(KeptExemption exemption, boolean created) {
    told.add((created ? "added " : "changed ") + exemption.scope() + " " + exemption.issue());
  }

  @Override
  public void removed(KeptExemption exemption, String by) {
    told.add("removed " + exemption.scope() + " " + exemption.issue() + " by " + by);
  }

  @Override
  public void expired(KeptExemption exemption) {
    told.add("expired " + exemption.scope() + " " + exemption.issue());
  }

  @Override
  public void close() {
    metadata.close();
  }
}
