package io.breakwater.registry.check;

import io.breakwater.registry.check.Problem.Kind;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.Metadata;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Reads all that a registry keeps, and tells what is missing, damaged, or nobody's. May run
/// beside a server, repairs included: what comes and goes meanwhile is looked at twice. Keeps a
/// page of names in memory, however many there are.
///
/// | problem | repaired by |
/// |---|---|
/// | content lost or damaged | not serving it: its next push makes all whole that needs it |
/// | counts that do not agree | counting everything anew |
/// | content or staged bytes that nobody knows of | removing them, once they are old enough |
/// | an upload that is shorter than was said | ending it: its client begins again |
/// | a manifest that is damaged or noted wrongly | nothing: restore it from a backup |
public final class RegistryCheck {
  private static final int PAGE = 200;
  private static final int SENTENCES = 100;

  private final Metadata metadata;
  private final BlobStore blobs;
  private final InstantSource clock;
  private final CheckOptions options;

  public RegistryCheck(
      Metadata metadata, BlobStore blobs, InstantSource clock, CheckOptions options) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.clock = clock;
    this.options = options;
  }

  /// Checks everything.
  ///
  /// @throws StoreException a store did not answer, so that the check is not complete
  public CheckResult run(CheckProgress progress) throws StoreException {
    var findings = new Findings(progress);
    agreement(findings);
    new ManifestCheck(metadata, findings).run();
    new ContentCheck(metadata, blobs, options, findings).run();
    orphans(findings);
    staged(findings);
    uploads(findings);
    return findings.result();
  }

  private void agreement(Findings findings) throws StoreException {
    var at = clock.instant();
    List<String> before = metadata.read(tx -> tx.consistency().problems(SENTENCES));
    if (before.isEmpty()) {
      return;
    }
    List<String> after =
        options.repair()
            ? metadata.write(
                tx -> {
                  tx.consistency().repair(at);
                  return tx.consistency().problems(SENTENCES);
                })
            : before;
    for (var problem : before) {
      findings.problem(
          Kind.DISAGREEMENT, "metadata:", problem, List.of(), !after.contains(problem));
    }
  }

  private void orphans(Findings findings) throws StoreException {
    var before = clock.instant().minus(options.grace());
    var page = new ArrayList<BlobStore.Stored>();
    var pages = new Failing<List<BlobStore.Stored>>(found -> orphans(found, findings));
    blobs.contents(
        stored -> {
          if (stored.written().isBefore(before)) {
            page.add(stored);
            if (page.size() == PAGE) {
              pages.accept(List.copyOf(page));
              page.clear();
            }
          }
        });
    pages.accept(page);
    pages.end();
  }

  private void orphans(List<BlobStore.Stored> found, Findings findings) throws StoreException {
    var copies = found.stream().map(one -> one.key().copy()).collect(Collectors.toSet());
    // Uploads first: one that ends between the two looks has made its blob known before.
    var ending = metadata.read(tx -> tx.uploads().existing(copies));
    List<BlobKey> keys = found.stream().map(BlobStore.Stored::key).toList();
    var named = metadata.read(tx -> tx.blobs().named(keys));
    for (var stored : found) {
      if (!named.contains(stored.key()) && !ending.contains(stored.key().copy())) {
        if (options.repair()) {
          blobs.delete(stored.key());
        }
        findings.problem(
            Kind.ORPHAN,
            "content " + stored.key().digest(),
            "of " + stored.size() + " bytes is nobody's",
            List.of(),
            options.repair());
      }
    }
  }

  private void staged(Findings findings) throws StoreException {
    var before = clock.instant().minus(options.grace());
    var pages = new Failing<BlobStore.StagedUpload>(upload -> staged(upload, findings));
    blobs.staged(
        upload -> {
          if (upload.changed().isBefore(before)) {
            pages.accept(upload);
          }
        });
    pages.end();
  }

  private void staged(BlobStore.StagedUpload upload, Findings findings) throws StoreException {
    if (!metadata.read(tx -> tx.uploads().existing(List.of(upload.upload()))).isEmpty()) {
      return;
    }
    if (options.repair()) {
      try (var staged = blobs.stage(upload.upload())) {
        staged.discard();
      }
    }
    findings.problem(
        Kind.NOBODYS_UPLOAD,
        "upload " + upload.upload(),
        "has " + upload.size() + " bytes staged, and there is none",
        List.of(),
        options.repair());
  }

  private void uploads(Findings findings) throws StoreException {
    new UploadCheck(metadata, blobs, options, findings).run();
  }

  /// What may fail with a store.
  private interface Each<T> {
    void accept(T found) throws StoreException;
  }

  /// Takes a failure past a listing, which knows none of others: the rest of it is passed over.
  private static final class Failing<T> {
    private final Each<T> each;
    private final List<StoreException> failures = new ArrayList<>();

    Failing(Each<T> each) {
      this.each = each;
    }

    void accept(T found) {
      if (failures.isEmpty()) {
        try {
          each.accept(found);
        } catch (StoreException e) {
          failures.add(e);
        }
      }
    }

    void end() throws StoreException {
      if (!failures.isEmpty()) {
        throw failures.getFirst();
      }
    }
  }
}
