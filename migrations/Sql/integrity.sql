-- What EF cannot express: no double booking, the ownership gate, history that only grows, and the rights of the site's role.

create extension if not exists btree_gist;

create sequence job_numbers as bigint;

-- No double booking. Live states only: history is large and never conflicts.
alter table visits add constraint ck_visits_span check (occupied_start <= work_start and work_start < work_end and work_end <= occupied_end);
alter table visits add constraint ck_visits_held_or_job check (job_id is not null or status = 'Held');
alter table visits add constraint visits_no_double_booking
  exclude using gist (technician_id with =, tstzrange(occupied_start, occupied_end, '[)') with &&)
  where (status in ('Held', 'Planned', 'Confirmed', 'EnRoute', 'OnSite'));

alter table customers add constraint ck_customers_phone_e164 check (phone ~ '^\+[1-9][0-9]{6,14}$');
alter table ownership_checks add constraint ck_ownership_checks_complete check (
  case outcome
    when 'Verified' then person_name is not null and identity_kind is not null and identity_last_four is not null and authority_kind is not null
    else length(trim(coalesce(reason, ''))) > 0
  end);
alter table job_recorders add constraint ck_job_recorders_outcome check ((outcome is null) = (outcome_at is null) and ((outcome is not null and outcome = 'Reinitialized') = (reinitialized_at is not null)));

-- The ownership gate. SQLSTATE CS001 is ours; Data/DbErrors.cs knows it.
-- The job's row is locked in share mode, so that a withdrawal that is under way is waited for and seen.
create function require_verified_ownership(p_job uuid, p_job_recorder uuid, p_statuses text[]) returns void language plpgsql as $$
declare
  v_status text;
begin
  select status into v_status from jobs where id = p_job for share;
  if v_status is null or not (v_status = any (p_statuses)) then
    raise exception 'ownership gate: job % is %, not verified', p_job, coalesce(v_status, 'unknown') using errcode = 'CS001';
  end if;
  if not exists (select 1 from ownership_checks where job_id = p_job and withdrawn_at is null) then
    raise exception 'ownership gate: no ownership check stands for job %', p_job using errcode = 'CS001';
  end if;
  if not exists (select 1 from job_recorders where id = p_job_recorder and job_id = p_job and link_seen_at is not null) then
    raise exception 'ownership gate: recorder % of job % has no link evidence', p_job_recorder, p_job using errcode = 'CS001';
  end if;
end $$;

create function gate_reset_attempts() returns trigger language plpgsql as $$
begin
  perform require_verified_ownership(new.job_id, new.job_recorder_id, array['OwnershipVerified']);
  if new.destructive and new.outcome <> 'NotPossible'
     and not exists (select 1 from job_recorders where id = new.job_recorder_id and consent_at is not null and consent_by_name is not null) then
    raise exception 'ownership gate: a destructive attempt needs the owner''s signed consent' using errcode = 'CS001';
  end if;
  return new;
end $$;
create trigger gate_reset_attempts before insert or update on reset_attempts for each row execute function gate_reset_attempts();

create function gate_vendor_cases() returns trigger language plpgsql as $$
begin
  perform require_verified_ownership(new.job_id, new.job_recorder_id, array['OwnershipVerified', 'AwaitingVendor']);
  return new;
end $$;
create trigger gate_vendor_cases before insert on vendor_cases for each row execute function gate_vendor_cases();
create trigger gate_vendor_cases_moved before update of job_id, job_recorder_id on vendor_cases for each row execute function gate_vendor_cases();

-- Checked on the row as it will be: its own link evidence and the job's standing check. Deferred, so that the order of statements within the site's
-- transaction does not matter.
create function gate_reinitialization() returns trigger language plpgsql as $$
declare
  v_row job_recorders%rowtype;
begin
  select * into v_row from job_recorders where id = new.id;
  if v_row.reinitialized_at is not null then
    perform require_verified_ownership(v_row.job_id, v_row.id, array['OwnershipVerified', 'Reinitialized']);
  end if;
  return null;
end $$;
create constraint trigger gate_reinitialization_new after insert on job_recorders
  deferrable initially deferred for each row when (new.reinitialized_at is not null) execute function gate_reinitialization();
create constraint trigger gate_reinitialization after update on job_recorders
  deferrable initially deferred for each row
  when (new.reinitialized_at is not null and (old.reinitialized_at is distinct from new.reinitialized_at or old.job_id <> new.job_id))
  execute function gate_reinitialization();

-- A job cannot claim a status that stands behind the gate.
create function gate_job_status() returns trigger language plpgsql as $$
declare
  v_status text;
begin
  select status into v_status from jobs where id = new.id;
  if v_status in ('OwnershipVerified', 'AwaitingVendor', 'Reinitialized', 'NotRecovered')
     and not exists (select 1 from ownership_checks where job_id = new.id and withdrawn_at is null) then
    raise exception 'ownership gate: job % cannot be % without a standing ownership check', new.number, v_status using errcode = 'CS001';
  end if;
  if v_status = 'Reinitialized' and not exists (select 1 from job_recorders where job_id = new.id and reinitialized_at is not null) then
    raise exception 'ownership gate: job % has no re-initialized recorder', new.number using errcode = 'CS001';
  end if;
  return null;
end $$;
create constraint trigger gate_job_status after insert or update of status on jobs
  deferrable initially deferred for each row
  when (new.status in ('OwnershipVerified', 'AwaitingVendor', 'Reinitialized', 'NotRecovered')) execute function gate_job_status();

-- A standing check may be withdrawn, nothing else about it changes; the mark of an override stays.
create function keep_ownership_checks() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null
     or (new.id, new.job_id, new.visit_id, new.outcome, new.person_name, new.identity_kind, new.identity_last_four, new.authority_kind, new.reason, new.by_id, new.by_name, new.at)
        is distinct from
        (old.id, old.job_id, old.visit_id, old.outcome, old.person_name, old.identity_kind, old.identity_last_four, old.authority_kind, old.reason, old.by_id, old.by_name, old.at) then
    raise exception 'an ownership check is only ever withdrawn, once' using errcode = 'CS002';
  end if;
  return new;
end $$;
create trigger keep_ownership_checks before update on ownership_checks for each row execute function keep_ownership_checks();

-- An override cannot be recorded without its mark on the job.
create function require_override_mark() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from jobs where id = new.job_id and ownership_overridden) then
    raise exception 'an override of job % needs its mark on the job', new.job_id using errcode = 'CS001';
  end if;
  return null;
end $$;
create constraint trigger require_override_mark after insert on ownership_checks
  deferrable initially deferred for each row when (new.outcome = 'Overridden') execute function require_override_mark();

create function keep_override_mark() returns trigger language plpgsql as $$
begin
  raise exception 'the mark of an override stays on job % for good', old.number using errcode = 'CS002';
end $$;
create trigger keep_override_mark before update on jobs for each row
  when (old.ownership_overridden and not new.ownership_overridden) execute function keep_override_mark();

-- History only grows, whoever asks.
create function append_only() returns trigger language plpgsql as $$
begin
  raise exception '% only grows: % refused', tg_table_name, lower(tg_op) using errcode = 'CS002';
end $$;
create trigger append_only before update or delete or truncate on job_events for each statement execute function append_only();
create trigger append_only before update or delete or truncate on audit_entries for each statement execute function append_only();

-- The site's role: data, no schema. People are made members of it by operations; it cannot sign in itself.
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'clevesec_site') then
    create role clevesec_site nologin;
  end if;
end $$;
grant usage on schema public to clevesec_site;
grant select, insert, update on all tables in schema public to clevesec_site;
grant delete on visits, staff_working_hours, staff_absences, staff_sessions, customer_sessions, customer_codes, secret_links, command_keys, rate_counts, data_protection_keys to clevesec_site;
grant usage, select on all sequences in schema public to clevesec_site;
revoke update on job_events, audit_entries, reset_attempts from clevesec_site;
revoke insert, update on schema_history from clevesec_site;
