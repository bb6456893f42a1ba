-- Sessions of browsers; see 1.sql for the types.

-- hash: of the secret that the browser has. used: when it last asked for something, to the minute.
-- agent: what the browser called itself at the login.
create table browser_session (
  hash ${text} not null primary key,
  owner ${text} not null references identity (id) on delete cascade,
  created ${long} not null,
  used ${long} not null,
  address ${text} not null,
  agent ${text} not null
) ${keyed};
create index browser_session_owner on browser_session (owner, created);
create index browser_session_created on browser_session (created);
create index browser_session_used on browser_session (used);

-- Where a browser is sent that comes back from a provider; null for whoever wants a key.
alter table pending_login add column page ${text};
