-- The feed of changes that staff screens follow, and who is told that it grew. Each row stands there in the transaction of the change; the notice is sent at its commit,
-- once however many rows (equal notices of one transaction are one).

-- All of this is plpgsql with statements that stand there whole: what a booking runs is planned once for the connection.
-- Whoever commits with a notice holds a lock of the whole server until it is on the disk: where many commit at once (bookings) they ask to tell afterwards, and do (ChangeFeed.TellAsync).
create function tell_live() returns void language plpgsql as $$
begin
  if coalesce(current_setting('clevesec.tells_later', true), '') <> 'yes' then
    perform pg_notify('live', '');
  end if;
end $$;

-- A visit, a hold or a span of other work. One that moved is told where it was and where it is.
create function feed_visits() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into change_feed (topic, subject, technician_id, day)
    select case when other_work_id is null then 'visit' else 'other-work' end, coalesce(other_work_id, id), technician_id, (work_start at time zone 'America/New_York')::date from news;
  elsif tg_op = 'DELETE' then
    insert into change_feed (topic, subject, technician_id, day)
    select case when other_work_id is null then 'visit' else 'other-work' end, coalesce(other_work_id, id), technician_id, (work_start at time zone 'America/New_York')::date from olds;
  else
    insert into change_feed (topic, subject, technician_id, day)
    select distinct case when place.other_work_id is null then 'visit' else 'other-work' end, coalesce(place.other_work_id, place.id), place.technician_id,
      (place.work_start at time zone 'America/New_York')::date
    from news join olds on olds.id = news.id
    cross join lateral (values (news.id, news.other_work_id, news.technician_id, news.work_start), (olds.id, olds.other_work_id, olds.technician_id, olds.work_start))
      as place (id, other_work_id, technician_id, work_start)
    where news is distinct from olds;
  end if;
  if found then
    perform tell_live();
  end if;
  return null;
end $$;
create trigger feed_visits_new after insert on visits referencing new table as news for each statement execute function feed_visits();
create trigger feed_visits_changed after update on visits referencing old table as olds new table as news for each statement execute function feed_visits();
create trigger feed_visits_gone after delete on visits referencing old table as olds for each statement execute function feed_visits();

-- Rows that stand for themselves, or for their job: the topic and the column that names the subject are the trigger's arguments.
create function feed_rows() returns trigger language plpgsql as $$
begin
  if tg_argv[1] = 'job_id' then
    insert into change_feed (topic, subject) select distinct tg_argv[0], job_id from news where job_id is not null;
  else
    insert into change_feed (topic, subject) select tg_argv[0], id from news;
  end if;
  perform tell_live();
  return null;
end $$;
create trigger feed_jobs_new after insert on jobs referencing new table as news for each statement execute function feed_rows('job', 'id');
create trigger feed_jobs_changed after update on jobs referencing new table as news for each statement execute function feed_rows('job', 'id');
create trigger feed_vendor_cases_new after insert on vendor_cases referencing new table as news for each statement execute function feed_rows('job', 'job_id');
create trigger feed_vendor_cases_changed after update on vendor_cases referencing new table as news for each statement execute function feed_rows('job', 'job_id');
create trigger feed_job_recorders_changed after update on job_recorders referencing new table as news for each statement execute function feed_rows('job', 'job_id');
create trigger feed_other_work_new after insert on other_work referencing new table as news for each statement execute function feed_rows('other-work', 'id');
create trigger feed_other_work_changed after update on other_work referencing new table as news for each statement execute function feed_rows('other-work', 'id');

-- Another name, number or address shows on the cards of jobs that are not over.
create function feed_people_of_jobs() returns trigger language plpgsql as $$
begin
  execute format('insert into change_feed (topic, subject) select ''job'', id from jobs where %I in (select id from news) and status not in (''Closed'', ''Cancelled'')', tg_argv[0]);
  perform tell_live();
  return null;
end $$;
create trigger feed_customers after update on customers referencing new table as news for each statement execute function feed_people_of_jobs('customer_id');
create trigger feed_sites after update on sites referencing new table as news for each statement execute function feed_people_of_jobs('site_id');

-- What else fills a technician's days; which days is not said.
create function feed_technicians() returns trigger language plpgsql as $$
declare
  v_row record;
begin
  if tg_op = 'DELETE' then v_row := old; else v_row := new; end if;
  if tg_table_name = 'staff_members' then
    insert into change_feed (topic, subject, technician_id) values ('other-work', v_row.id, v_row.id);
  else
    insert into change_feed (topic, subject, technician_id) values ('other-work', v_row.staff_id, v_row.staff_id);
  end if;
  perform tell_live();
  return null;
end $$;
create trigger feed_absences after insert or update or delete on staff_absences for each row execute function feed_technicians();
create trigger feed_working_hours after insert or update or delete on staff_working_hours for each row execute function feed_technicians();
create trigger feed_staff after insert or update on staff_members for each row execute function feed_technicians();

-- What the inbox lists beside jobs, visits and other work. Rows, not statements: most changes of these tables are none of the inbox's business and cost nothing.
create function feed_inbox() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'travel_settings' then
    insert into change_feed (topic, subject) values ('inbox', '00000000-0000-0000-0000-000000000000');
  elsif tg_op = 'DELETE' then
    insert into change_feed (topic, subject) values ('inbox', old.id);
  else
    insert into change_feed (topic, subject) values ('inbox', new.id);
  end if;
  perform tell_live();
  return null;
end $$;
create trigger feed_notes after insert or update or delete on customer_notes for each row execute function feed_inbox();
create trigger feed_call_requests after insert or update or delete on call_requests for each row execute function feed_inbox();
create trigger feed_comments after insert or update or delete on guide_comments for each row execute function feed_inbox();
create trigger feed_evidence_new after insert on evidence_files for each row when (new.job_id is not null) execute function feed_inbox();
create trigger feed_evidence_changed after update on evidence_files for each row
  when (new.job_id is not null and (old.job_id is null or old.seen_at is distinct from new.seen_at)) execute function feed_inbox();
create trigger feed_evidence_gone after delete on evidence_files for each row when (old.job_id is not null) execute function feed_inbox();
create trigger feed_messages_new after insert on messages for each row when (new.channel = 'Phone') execute function feed_inbox();
create trigger feed_messages_changed after update on messages for each row when (new.channel = 'Phone' or old.channel = 'Phone') execute function feed_inbox();
create trigger feed_mails after update on outbox_mails for each row
  when (new.state = 'Failed' or old.state = 'Failed' or (new.tries > 2 and (new.tries, new.state) is distinct from (old.tries, old.state))) execute function feed_inbox();
create trigger feed_roads after update on travel_settings for each row when (old.road_server_failing_since is distinct from new.road_server_failing_since) execute function feed_inbox();
create trigger feed_calendars after update on busy_feeds for each row when (old.failing_since is distinct from new.failing_since) execute function feed_inbox();

-- A session that ends and a person who may no longer see this are told at once, so that open streams end.
create function tell_session_ended() returns trigger language plpgsql as $$
begin
  perform pg_notify('live', 'ended ' || new.id);
  return null;
end $$;
create trigger tell_session_ended after update on staff_sessions for each row when (old.ended_at is null and new.ended_at is not null) execute function tell_session_ended();
create function tell_person_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('live', 'check');
  return null;
end $$;
create trigger tell_person_changed after update on staff_members for each row
  when ((old.active, old.role) is distinct from (new.active, new.role)) execute function tell_person_changed();

grant select, insert, delete on change_feed to clevesec_site;
