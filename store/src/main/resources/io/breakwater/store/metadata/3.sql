-- What a mirror knows of its upstream beside what its repositories have.

-- What tags name there. checked: when upstream last said so.
create table mirror_tag (
  repository ${long} not null references repository (id) on delete cascade,
  name ${text} not null,
  digest ${text} not null,
  checked ${long} not null,
  primary key (repository, name)
) ${keyed};
create index mirror_tag_digest on mirror_tag (repository, digest);

-- Manifests that were pulled and whose blobs are not all here. due: when the rest is to be fetched;
-- null while nobody wants it.
create table mirror_manifest (
  repository ${long} not null references repository (id) on delete cascade,
  digest ${text} not null,
  media_type ${text} not null,
  pulled ${long} not null,
  due ${long},
  tries ${long} not null default 0,
  content ${bytes} not null,
  primary key (repository, digest)
) ${table};
create index mirror_manifest_due on mirror_manifest (due) where due is not null;
create index mirror_manifest_pulled on mirror_manifest (pulled);

-- Indexes that are here and name a manifest that is not.
create table mirror_child (
  repository ${long} not null references repository (id) on delete cascade,
  child ${text} not null,
  parent ${text} not null,
  primary key (repository, child, parent)
) ${keyed};

create index setting_name on setting (name, scope);
