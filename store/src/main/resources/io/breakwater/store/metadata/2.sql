-- Who there is and what they may do; see 1.sql for the types.

-- One row: every change of what somebody may do, or is known by, takes the next number. So a
-- number never comes back, not even for an ID that was deleted and made again, and such changes
-- follow each other.
create table identity_generation (
  id ${long} not null primary key,
  value ${long} not null
) ${table};
insert into identity_generation (id, value) values (1, 0);

create table identity (
  id ${text} not null primary key,
  account ${text} not null,
  name ${text} not null unique,
  password ${text},
  generation ${long} not null,
  created ${long} not null
) ${keyed};
create index identity_account on identity (account, name);

-- namespace: empty for the whole account.
create table identity_grant (
  identity ${text} not null references identity (id) on delete cascade,
  account ${text} not null,
  namespace ${text} not null,
  role ${text} not null,
  primary key (identity, account, namespace, role)
) ${keyed};
create index identity_grant_account on identity_grant (account, namespace);

create table api_key (
  id ${text} not null primary key,
  hash ${text} not null unique,
  shown ${text} not null,
  owner ${text} not null references identity (id) on delete cascade,
  name ${text} not null,
  created ${long} not null,
  expires ${long},
  last_use ${long}
) ${keyed};
create index api_key_owner on api_key (owner, created, id);

create table signing_key (
  id ${text} not null primary key,
  secret ${bytes} not null,
  created ${long} not null
) ${table};

-- principal: its ID, empty for nobody; it may be deleted since.
create table audit_event (
  id ${id},
  time ${long} not null,
  account ${text} not null,
  action ${text} not null,
  outcome ${text} not null,
  principal ${text} not null,
  display ${text} not null,
  api_key ${text},
  resource ${text} not null,
  reason ${text} not null,
  address ${text} not null,
  request ${text} not null
) ${table};
create index audit_event_time on audit_event (time);
create index audit_event_account on audit_event (account, time, id);
create index audit_event_principal on audit_event (account, principal, time, id);
create index audit_event_action on audit_event (account, action, time, id);

-- Logins for which a browser is away at a provider.
create table pending_login (
  state ${text} not null primary key,
  nonce ${text} not null,
  verifier ${text} not null,
  begun ${long} not null
) ${keyed};
create index pending_login_begun on pending_login (begun);
