-- Holds, other work, and what the site's role may do with the tables of booking.

-- A live span belongs to a job, to other work, or to nobody yet (a hold).
alter table visits drop constraint ck_visits_held_or_job;
alter table visits add constraint ck_visits_whose check (
  num_nonnulls(job_id, other_work_id) <= 1
  and (num_nonnulls(job_id, other_work_id) = 1 or status in ('Held', 'Cancelled'))
  and num_nonnulls(held_until, hold_key_hash) = case when status = 'Held' then 2 else 0 end);

-- One Held visit a browser. Said by its own columns and not by the status, so that the index of all live spans never serves instead: hours that are free when a plan is made are full later.
create unique index ix_visits_one_hold on visits (hold_key_hash) where hold_key_hash is not null;

-- What a booking clears away: a technician's holds that have run out.
create index ix_visits_held on visits (technician_id) where held_until is not null;

-- What the free windows read: the live spans of the days ahead, whatever the history behind them.
create index ix_visits_live on visits (work_start, work_end) where status in ('Held', 'Planned', 'Confirmed', 'EnRoute', 'OnSite');

-- One door, however it is typed: "12 Main St., Apt 3" and "12 main st" with "#3" are the same.
create function door_of(p_street text, p_unit text) returns text language sql immutable parallel safe as $$
  select regexp_replace(lower(p_street), '[^[:alnum:]]+', '', 'g') || '#' || regexp_replace(lower(coalesce(p_unit, '')), '^\s*(apartment|apt|unit|suite|ste|no)\M|[^[:alnum:]]+', '', 'g')
$$;
create index ix_sites_door on sites (zip, door_of(street, unit));

-- What the inbox asks for.
create index ix_evidence_files_new on evidence_files (job_id) where seen_at is null and job_id is not null;

-- Every change of what free windows are worked out from raises the number, in the transaction of the change.
insert into scheduling_version (id, version) values (1, 1);
create function raise_scheduling_version() returns trigger language plpgsql as $$
begin
  update scheduling_version set version = version + 1 where id = 1;
  return null;
end $$;
do $$
declare
  v_table text;
begin
  foreach v_table in array array['booking_settings', 'services', 'holidays', 'service_zips', 'travel_settings', 'travel_times', 'staff_members', 'staff_working_hours', 'staff_absences'] loop
    execute format('create trigger raise_scheduling_version after insert or update or delete on %I for each statement execute function raise_scheduling_version()', v_table);
  end loop;
end $$;

grant select, insert, update on services, holidays, travel_settings, travel_times, other_work, busy_feeds, scheduling_version, evidence_files, customer_notes, visit_reminders, outbox_texts, text_stops, waitlist_entries to clevesec_site;
grant delete on holidays, travel_times, busy_feeds, evidence_files, text_stops to clevesec_site;
