-- Facts of images, exemptions, traffic, events and who is told of them; see 1.sql for the types.

-- What a list of images shows and the manifest does not say. created: when it was built; null where
-- it does not say. labels: a JSON object.
create table image_facts (
  manifest ${long} not null primary key references manifest (id) on delete cascade,
  version ${long} not null,
  created ${long},
  size ${long} not null,
  labels ${text} not null,
  platform ${text},
  config ${text},
  parent ${text}
) ${table};

-- Empty texts where a scope is wider.
create table exemption (
  id ${text} not null primary key,
  account ${text} not null,
  scope_type ${text} not null,
  namespace ${text} not null,
  repository ${text} not null,
  tag ${text} not null,
  digest ${text} not null,
  issue_type ${text} not null,
  issue_id ${text} not null,
  author ${text} not null,
  reason ${text} not null,
  justification ${text} not null,
  created ${long} not null,
  expires ${long}
) ${table};
create unique index exemption_key on exemption
  (account, namespace, repository, tag, digest, issue_type, issue_id, scope_type);

-- One row: every change of exemptions takes the next number.
create table exemption_generation (
  id ${long} not null primary key,
  value ${long} not null
) ${table};
insert into exemption_generation (id, value) values (1, 0);

-- month: such as 2026-05.
create table traffic (
  account ${text} not null,
  month ${text} not null,
  bytes ${long} not null,
  primary key (account, month)
) ${keyed};

create table event (
  id ${id},
  uid ${text} not null unique,
  time ${long} not null,
  account ${text} not null,
  type ${text} not null,
  subject ${text} not null,
  namespace ${text} not null,
  data ${text} not null
) ${table};
create index event_account on event (account, id);
create index event_time on event (time);

create table subscription (
  id ${text} not null primary key,
  account ${text} not null,
  name ${text} not null,
  kind ${text} not null,
  target ${text} not null,
  secret ${text},
  filter ${text} not null,
  created ${long} not null,
  created_by ${text} not null,
  paused ${long} not null default 0,
  unique (account, name)
) ${table};

-- What a subscription is still to be told of, or could not be. What was told is no row.
create table delivery (
  subscription ${text} not null references subscription (id) on delete cascade,
  event ${long} not null references event (id) on delete cascade,
  state ${text} not null,
  attempts ${long} not null default 0,
  due ${long} not null,
  claimed_until ${long} not null default 0,
  error ${text},
  primary key (subscription, event)
) ${keyed};
create index delivery_due on delivery (due) where state = 'waiting';
create index delivery_event on delivery (event);

-- The issues of a tag's image that were last told of.
create table known_issues (
  repository ${long} not null,
  tag ${text} not null,
  manifest ${text} not null,
  status ${text} not null,
  issues ${bytes} not null,
  updated ${long} not null,
  primary key (repository, tag),
  foreign key (repository, tag) references tag (repository, name) on delete cascade
) ${table};
