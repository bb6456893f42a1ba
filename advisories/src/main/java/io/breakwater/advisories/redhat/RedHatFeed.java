package io.breakwater.advisories.redhat;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import io.breakwater.advisories.Scope;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Red Hat's feed while it is read: what later files need of earlier ones.
///
/// Files must come in the order of [Kind]; a document that comes too late is refused, since its
/// rows would contradict those already given. Kept in memory are, per CVE, severity, scores and
/// one line (36,000 in 2025), and per advisory its day and modules (27,000),
/// and what it fixes until its own record is read.
public final class RedHatFeed {
  /// Most CVEs and most advisories that are remembered, ten times what was published by 2025.
  private static final int LIMIT = 400_000;

  /// The kinds of documents, in the order in which they must be read.
  public enum Kind {
    REPOSITORIES(0),
    DELETIONS(1),
    VEX(2),
    SECURITY_DATA(3),
    ADVISORY(4);

    private final int turn;

    Kind(int turn) {
      this.turn = turn;
    }

    /// The place in the order, from 0 on.
    public int turn() {
      return turn;
    }

    /// Whether a document of the kind is one record among many.
    public boolean isRecord() {
      return turn >= VEX.turn;
    }
  }

  private final Map<String, Issue> issues = new HashMap<>();
  private final Map<String, Erratum> errata = new HashMap<>();
  private final Set<String> deleted = new HashSet<>();
  private final Set<String> replaced = new HashSet<>();
  private final Map<Scope, Scope> scopes = new HashMap<>();
  private final Map<String, Advisory.Cvss> scores = new HashMap<>();
  private final Map<String, Optional<Cpe>> products = new HashMap<>();
  private final Map<String, String> builds = new HashMap<>();
  private final Dates dates = new Dates();
  private Kind reached = Kind.REPOSITORIES;

  /// The kind of a document, told by the name of its file; null when it is none of Red Hat's.
  public static @Nullable Kind kindOf(String file) {
    if (file.equals("repository-to-cpe.json")) {
      return Kind.REPOSITORIES;
    }
    if (file.equals("deletions.csv")) {
      return Kind.DELETIONS;
    }
    if (!file.endsWith(".json")) {
      return null;
    }
    if (file.startsWith("cve-")) {
      return Kind.VEX;
    }
    if (file.startsWith("CVE-")) {
      return Kind.SECURITY_DATA;
    }
    return Erratum.isId(file.replace("_", ":")) ? Kind.ADVISORY : null;
  }

  /// Reads one document.
  ///
  /// @param name of the file, for errors
  public void read(Kind kind, InputStream in, String name, FeedSink sink) throws FeedException {
    if (kind.compareTo(reached) < 0) {
      sink.refused(name, "it comes behind files that it decides on; keep the kinds of files apart");
      return;
    }
    reached = kind;
    switch (kind) {
      case REPOSITORIES -> RepositoryReader.read(in, name, sink);
      case DELETIONS -> DeletionsReader.read(in, name, this);
      case VEX -> VexReader.read(in, name, this, sink);
      case SECURITY_DATA -> IssueReader.read(in, name, this, sink);
      case ADVISORY -> AdvisoryReader.read(in, name, this, sink);
    }
  }

  /// Gives what only the whole feed shows: fixes of advisories without a record, and its date.
  public void finish(FeedSink sink) throws FeedException {
    new SourceFixes(this, sink).give(errata);
    var date = dates.ofFeed();
    if (date != null) {
      sink.dated(date);
    }
  }

  void dated(Kind kind, @Nullable Instant date) {
    dates.add(kind, date);
  }

  /// The VEX document of a CVE is gone.
  void delete(String cve) {
    if (deleted.size() < LIMIT) {
      deleted.add(cve);
    }
  }

  boolean isDeleted(String cve) {
    return deleted.contains(cve);
  }

  /// A VEX document replaces what the other files say of its CVE; false when there was one.
  boolean replace(String cve) {
    return replaced.size() < LIMIT && replaced.add(cve);
  }

  boolean isReplaced(String cve) {
    return replaced.contains(cve);
  }

  void remember(Issue issue) {
    if (issues.size() < LIMIT) {
      issues.put(issue.cve(), issue);
    }
  }

  @Nullable Issue issue(String cve) {
    return issues.get(cve);
  }

  /// The advisory of an identifier, made when it is not known yet.
  Erratum erratum(String id) {
    var known = errata.get(id);
    if (known == null) {
      known = new Erratum();
      if (errata.size() < LIMIT) {
        errata.put(id, known);
      }
    }
    return known;
  }

  /// The product of a CPE, one object for each; null where it is none.
  @Nullable Cpe product(String cpe) {
    if (products.size() >= LIMIT) {
      products.clear();
    }
    return products.computeIfAbsent(cpe, uri -> Optional.ofNullable(Cpe.of(uri))).orElse(null);
  }

  /// The same text for equal names of builds, of which there are many.
  String build(String name) {
    if (builds.size() >= LIMIT) {
      builds.clear();
    }
    var known = builds.putIfAbsent(name, name);
    return known == null ? name : known;
  }

  /// One object for equal scopes, so that they are recognised without a comparison.
  Scope scope(List<String> modules, List<String> arches, List<String> cpes) {
    var scope = new Scope(modules, arches, cpes);
    if (scopes.size() >= LIMIT) {
      scopes.clear();
    }
    var known = scopes.putIfAbsent(scope, scope);
    return known == null ? scope : known;
  }

  /// The scored vectors among those given, each once.
  List<Advisory.Cvss> scores(List<String> vectors) {
    var all = new ArrayList<Advisory.Cvss>(2);
    for (var vector : vectors) {
      var score = scores.get(vector);
      if (score == null) {
        score = io.breakwater.advisories.reading.CvssScores.score("redhat", vector);
        if (score == null) {
          continue;
        }
        if (scores.size() < LIMIT) {
          scores.put(vector, score);
        }
      }
      if (!all.contains(score)) {
        all.add(score);
      }
    }
    return all;
  }

  /// The newest date of each kind of document.
  ///
  /// A few VEX documents beside files of the other kinds do not make these any newer: the feed
  /// is as old as the oldest kind, unless VEX documents are most of it.
  private static final class Dates {
    private final Map<Kind, Instant> newest = new HashMap<>();
    private final Map<Kind, Integer> documents = new HashMap<>();

    void add(Kind kind, @Nullable Instant date) {
      documents.merge(kind, 1, Integer::sum);
      if (date != null) {
        newest.merge(kind, date, (a, b) -> a.isAfter(b) ? a : b);
      }
    }

    @Nullable Instant ofFeed() {
      var vex = newest.get(Kind.VEX);
      var count = documents.getOrDefault(Kind.VEX, 0);
      if (vex != null && count >= documents.getOrDefault(Kind.SECURITY_DATA, 0) && count > 0) {
        return vex;
      }
      return newest.values().stream().min(Instant::compareTo).orElse(null);
    }
  }
}
