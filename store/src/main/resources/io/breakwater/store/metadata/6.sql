-- Events by image, by cause and by namespace; what images were like, day by day. See 1.sql for the
-- types.

-- cause: why it happened, kind and ID with a colon between; issues: how many it tells of.
alter table event add column cause ${text} not null default '';
alter table event add column issues ${long} not null default 0;
update event set
  cause = coalesce(${data} -> 'cause' ->> 'kind' || ':' || (${data} -> 'cause' ->> 'id'), ''),
  issues = coalesce(cast(${data} ->> 'issue_count' as bigint), 0);
-- Exemptions for all of an account had the subject that those of a namespace of this name have.
update event set subject = '*', data = replace(data, '"scope":"account"', '"scope":"*"')
  where subject = 'account' and namespace = '' and type like '%exemption.%';
drop index event_account;
create index event_account on event (account, id, namespace);
drop index event_time;
create index event_time on event (time, id);
-- All that a summary of what happened since a time reads: without this, each row is found one by one.
create index event_summary on event (account, time, namespace, type, cause, issues, subject, id);
create index event_subject on event (account, subject, id);
create index event_cause on event (account, cause, id);

-- The tags that an event is about: birds/robin:1.
create table event_tag (
  name ${text} not null,
  event ${long} not null references event (id) on delete cascade,
  primary key (name, event)
) ${keyed};
create index event_tag_event on event_tag (event);
insert into event_tag (name, event)
  select distinct substr(event.subject, 1, length(event.subject) - 72) || ':' || tags.value, event.id
  from event, ${tags} where event.subject like '%@sha256:%';

-- day: such as 2026-11-21. namespace: empty for all of an account together. verdicts, severities: JSON
-- objects of numbers.
create table day_count (
  account ${text} not null,
  day ${text} not null,
  namespace ${text} not null,
  images ${long} not null,
  verdicts ${text} not null,
  severities ${text} not null,
  updated ${long} not null,
  primary key (account, day, namespace)
) ${keyed};
