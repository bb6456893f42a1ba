package io.breakwater.store.metadata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Whether the metadata agree with themselves: counts that are kept beside what they count, and
/// what foreign keys cannot say. Reads everything; for `fsck` and for tests.
public final class Consistency {
  /// A statement that finds the names of what is wrong, and what that is.
  private record Rule(String wrong, String query) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "is needed by another number of manifests than is noted",
              "select r.name || ' ' || b.digest from repository_blob l"
                  + " join repository r on r.id = l.repository join blob b on b.id = l.blob"
                  + " where l.manifests <> (select count(*) from manifest_blob k"
                  + " join repository_manifest p"
                  + " on p.repository = k.repository and p.manifest = k.manifest"
                  + " where k.repository = l.repository and k.blob = l.blob"
                  + " and p.trashed is null)"),
          new Rule(
              "names a blob that its repository does not have",
              "select r.name || ' ' || m.digest from repository_manifest p"
                  + " join repository r on r.id = p.repository"
                  + " join manifest m on m.id = p.manifest"
                  + " join manifest_blob k"
                  + " on k.repository = p.repository and k.manifest = p.manifest"
                  + " where p.trashed is null and not exists (select 1 from repository_blob l"
                  + " where l.repository = k.repository and l.blob = k.blob)"),
          new Rule(
              "is a tag of a manifest in the trash",
              "select r.name || ':' || t.name from tag t"
                  + " join repository r on r.id = t.repository"
                  + " join repository_manifest p"
                  + " on p.repository = t.repository and p.manifest = t.manifest"
                  + " where p.trashed is not null"),
          new Rule(
              "counts in another number of repositories than is noted",
              "select n.name || ' ' || b.digest from repository_blob l"
                  + " join repository r on r.id = l.repository"
                  + " join namespace n on n.id = r.namespace join blob b on b.id = l.blob"
                  + " where l.counted = 1 group by n.id, n.name, b.id, b.digest"
                  + " having count(*) <> coalesce((select c.repositories from namespace_blob c"
                  + " where c.namespace = n.id and c.blob = b.id), 0)"),
          new Rule(
              "counts in a namespace of which no repository has it",
              "select n.name || ' ' || b.digest from namespace_blob c"
                  + " join namespace n on n.id = c.namespace join blob b on b.id = c.blob"
                  + " where not exists (select 1 from repository_blob l"
                  + " join repository r on r.id = l.repository"
                  + " where r.namespace = c.namespace and l.blob = c.blob and l.counted = 1)"),
          new Rule(
              "uses another number of bytes than is noted",
              "select n.name from namespace n where n.used_bytes <>"
                  + " (select coalesce(sum(b.size), 0) from namespace_blob c"
                  + " join blob b on b.id = c.blob where c.namespace = n.id)"
                  + " + (select coalesce(sum(m.size), 0) from repository r"
                  + " join repository_manifest p on p.repository = r.id"
                  + " join manifest m on m.id = p.manifest"
                  + " where r.namespace = n.id and p.trashed is null)"),
          new Rule(
              "has a subject and is not among its referrers",
              "select r.name || ' ' || m.digest from manifest m"
                  + " join repository_manifest p on p.manifest = m.id"
                  + " join repository r on r.id = p.repository where m.subject is not null"
                  + " and not exists (select 1 from referrer f where f.repository = p.repository"
                  + " and f.subject = m.subject and f.manifest = m.id)"),
          new Rule(
              "is needed by nothing and no garbage collection will look at it",
              "select b.digest from blob b"
                  + " where not exists (select 1 from repository_blob l where l.blob = b.id)"
                  + " and not exists (select 1 from manifest_blob k where k.blob = b.id)"
                  + " and not exists (select 1 from idle_blob i where i.blob = b.id)"),
          new Rule(
              "is a manifest that nothing needs",
              "select m.digest from manifest m"
                  + " where not exists (select 1 from repository_manifest p"
                  + " where p.manifest = m.id)"
                  + " and not exists (select 1 from manifest_child c where c.child = m.id)"));

  /// Statements that make kept counts those of what they count, in an order in which each
  /// relies on those before. Each time is the first parameter, where there is one.
  private static final List<String> REPAIRS =
      List.of(
          "insert into repository_blob (repository, blob, counted, since)"
              + " select distinct k.repository, k.blob, 0, cast(? as bigint) from manifest_blob k"
              + " where true on conflict (repository, blob) do nothing",
          "update repository_blob set manifests = (select count(*) from manifest_blob k"
              + " join repository_manifest p"
              + " on p.repository = k.repository and p.manifest = k.manifest"
              + " where k.repository = repository_blob.repository"
              + " and k.blob = repository_blob.blob and p.trashed is null)",
          "update repository_blob set counted = 1 where manifests > 0",
          "delete from namespace_blob",
          "insert into namespace_blob (namespace, blob, repositories)"
              + " select r.namespace, l.blob, count(*) from repository_blob l"
              + " join repository r on r.id = l.repository where l.counted = 1"
              + " group by r.namespace, l.blob",
          "update namespace set used_bytes = (select coalesce(sum(b.size), 0)"
              + " from namespace_blob c join blob b on b.id = c.blob"
              + " where c.namespace = namespace.id) + (select coalesce(sum(m.size), 0)"
              + " from repository r join repository_manifest p on p.repository = r.id"
              + " join manifest m on m.id = p.manifest"
              + " where r.namespace = namespace.id and p.trashed is null)",
          "insert into idle_blob (blob, since) select b.id, cast(? as bigint) from blob b"
              + " where not exists (select 1 from repository_blob l where l.blob = b.id)"
              + " and not exists (select 1 from manifest_blob k where k.blob = b.id)"
              + " on conflict (blob) do nothing",
          "insert into referrer (repository, subject, manifest, artifact_type)"
              + " select p.repository, m.subject, m.id, m.artifact_type from manifest m"
              + " join repository_manifest p on p.manifest = m.id where m.subject is not null"
              + " on conflict (repository, subject, manifest) do nothing",
          "insert into trashed_tag (repository, manifest, name)"
              + " select t.repository, t.manifest, t.name from tag t join repository_manifest p"
              + " on p.repository = t.repository and p.manifest = t.manifest"
              + " where p.trashed is not null on conflict do nothing",
          "delete from tag where exists (select 1 from repository_manifest p"
              + " where p.repository = tag.repository and p.manifest = tag.manifest"
              + " and p.trashed is not null)",
          "delete from manifest where not exists (select 1 from repository_manifest p"
              + " where p.manifest = manifest.id) and not exists (select 1"
              + " from manifest_child c where c.child = manifest.id)");

  private final Sql sql;

  Consistency(Sql sql) {
    this.sql = sql;
  }

  /// What is wrong, a sentence each.
  ///
  /// @param limit of sentences for each rule
  public List<String> problems(int limit) {
    var problems = new ArrayList<String>();
    for (var rule : RULES) {
      problems.addAll(
          sql.list(rule.query() + " limit ?", row -> row.getString(1) + " " + rule.wrong(), limit));
    }
    return List.copyOf(problems);
  }

  /// Counts everything anew. In one transaction, which others wait for.
  public void repair(Instant at) {
    for (var repair : REPAIRS) {
      if (repair.contains("?")) {
        sql.update(repair, at);
      } else {
        sql.update(repair);
      }
    }
  }
}
