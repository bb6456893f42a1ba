package io.breakwater.store.metadata;

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
}
