-- ${id}, ${long}, ${text}, ${bytes}: types of either database; ${keyed}: rows live in the primary
-- key. Times are milliseconds since 1970. A released migration is never edited.

create table namespace (
  id ${id},
  name ${text} not null unique,
  account ${text} not null,
  created ${long} not null,
  updated ${long} not null,
  quota_bytes ${long},
  used_bytes ${long} not null default 0
) ${table};
create index namespace_account on namespace (account, name);

create table repository (
  id ${id},
  namespace ${long} not null references namespace (id),
  name ${text} not null unique,
  created ${long} not null
) ${table};
create index repository_namespace on repository (namespace, name);

create table blob (
  id ${id},
  digest ${text} not null unique,
  copy ${text} not null,
  size ${long} not null,
  created ${long} not null
) ${table};

-- Which repositories may serve a blob. manifests: how many of the repository that are not in the
-- trash need it. counted: whether it counts against the quota, which it no longer does once its
-- last manifest went to the trash. since: when it was linked, or became idle.
create table repository_blob (
  repository ${long} not null references repository (id),
  blob ${long} not null references blob (id),
  manifests ${long} not null default 0,
  counted ${long} not null default 1,
  since ${long} not null,
  primary key (repository, blob)
) ${keyed};
create index repository_blob_blob on repository_blob (blob);
create index repository_blob_idle on repository_blob (since) where manifests = 0;

-- Each blob counts once a namespace.
create table namespace_blob (
  namespace ${long} not null references namespace (id),
  blob ${long} not null references blob (id),
  repositories ${long} not null,
  primary key (namespace, blob)
) ${keyed};
create index namespace_blob_blob on namespace_blob (blob);

-- What garbage collection looks at.
create table idle_blob (
  blob ${long} not null primary key references blob (id) on delete cascade,
  since ${long} not null
) ${keyed};
create index idle_blob_since on idle_blob (since);

create table manifest (
  id ${id},
  digest ${text} not null unique,
  artifact_type ${text},
  size ${long} not null,
  subject ${text},
  config ${text},
  annotations ${text},
  created ${long} not null,
  content ${bytes} not null
) ${table};

create table manifest_child (
  manifest ${long} not null references manifest (id) on delete cascade,
  child ${long} not null references manifest (id),
  primary key (manifest, child)
) ${keyed};
create index manifest_child_child on manifest_child (child);

create table repository_manifest (
  repository ${long} not null references repository (id),
  manifest ${long} not null references manifest (id),
  media_type ${text} not null,
  pushed ${long} not null,
  pushed_by ${text} not null,
  trashed ${long},
  trashed_by ${text},
  primary key (repository, manifest)
) ${keyed};
create index repository_manifest_manifest on repository_manifest (manifest);
create index repository_manifest_trashed on repository_manifest (trashed, repository, manifest)
  where trashed is not null;
create index repository_manifest_trash on repository_manifest (repository, trashed, manifest)
  where trashed is not null;

-- Manifests of a repository, in the trash or not, by their subject.
create table referrer (
  repository ${long} not null,
  subject ${text} not null,
  manifest ${long} not null,
  artifact_type ${text},
  primary key (repository, subject, manifest),
  foreign key (repository, manifest)
    references repository_manifest (repository, manifest) on delete cascade
) ${keyed};
create index referrer_manifest on referrer (repository, manifest);

create table manifest_blob (
  repository ${long} not null,
  manifest ${long} not null,
  blob ${long} not null references blob (id),
  primary key (repository, manifest, blob),
  foreign key (repository, manifest)
    references repository_manifest (repository, manifest) on delete cascade
) ${keyed};
create index manifest_blob_blob on manifest_blob (blob);

create table tag (
  repository ${long} not null,
  name ${text} not null,
  manifest ${long} not null,
  updated ${long} not null,
  primary key (repository, name),
  foreign key (repository, manifest) references repository_manifest (repository, manifest)
) ${keyed};
create index tag_manifest on tag (repository, manifest, name);

create table trashed_tag (
  repository ${long} not null,
  manifest ${long} not null,
  name ${text} not null,
  primary key (repository, manifest, name),
  foreign key (repository, manifest)
    references repository_manifest (repository, manifest) on delete cascade
) ${keyed};

create table upload (
  id ${text} not null primary key,
  repository ${long} not null references repository (id),
  owner ${text} not null,
  acknowledged ${long} not null default 0,
  started ${long} not null,
  updated ${long} not null,
  holder ${text},
  held_until ${long} not null default 0
) ${keyed};
create index upload_updated on upload (updated);
create index upload_owner on upload (owner);
create index upload_repository on upload (repository);

create table setting (
  scope ${text} not null,
  name ${text} not null,
  value ${text} not null,
  primary key (scope, name)
) ${keyed};

create table lease (
  name ${text} not null primary key,
  holder ${text} not null,
  held_until ${long} not null
) ${keyed};

create table layer_inventory (
  blob ${long} not null primary key references blob (id) on delete cascade,
  codec ${long} not null,
  created ${long} not null,
  content ${bytes} not null
) ${table};

create table image_inventory (
  manifest ${long} not null primary key references manifest (id) on delete cascade,
  codec ${long} not null,
  created ${long} not null,
  content ${bytes} not null
) ${table};

-- The sorted ids of an image's packages as differences in variable-length bytes; apart from the
-- inventory, so that a change of state does not write that again. indexed: 0 not yet, 1 in
-- package_image, 2 in part.
create table image_packages (
  manifest ${long} not null primary key references image_inventory (manifest) on delete cascade,
  indexed ${long} not null default 0,
  packages ${bytes} not null
) ${table};
create index image_packages_waiting on image_packages (manifest) where indexed <> 1;

-- One row a distinct package.
create table package (
  id ${id},
  coordinates ${text} not null unique
) ${table};

-- The inverse of image_packages, in pieces of sorted ids of manifests; start is the least
-- of a piece. May name manifests that are gone: their ids do not come back.
create table package_image (
  package ${long} not null references package (id),
  start ${long} not null,
  manifests ${bytes} not null,
  primary key (package, start)
) ${keyed};
