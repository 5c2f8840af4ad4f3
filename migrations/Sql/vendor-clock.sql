-- Cases that were asked by telephone or app get the clock that letters have: what is asked, as the vendor is set now; what was answered, from the answer on.
update vendor_cases its set validity_hours = vendor.validity_hours, answer_expected_by = its.sent_at + make_interval(hours => vendor.reply_hours)
  from vendors vendor where vendor.id = its.method_id and its.state = 'Sent' and its.token is null and its.validity_hours is null;
update vendor_cases its set answer_valid_until = its.answered_at + make_interval(hours => coalesce(its.validity_hours, (select validity_hours from vendors where id = its.method_id), 48))
  where its.state = 'Answered' and its.answer_valid_until is null;

-- What was kept of a vendor's answer, and the file that was exported for it, leave a line in the audit in the statement that erases them, whoever sends it. What a person refuses has its line from there.
create function audit_vendor_erased() returns trigger language plpgsql as $$
declare
  v_what text;
begin
  if tg_table_name = 'vendor_files' then
    v_what := old.file_name || ' ' || old.id;
  else
    v_what := trim(old.from_address || ' ' || old.id || case new.state when 'Expired' then ': nobody looked while it was good' else
      coalesce((select case state when 'Imported' then ': used' when 'Expired' then ': not used while it was good' when 'Refused' then ': the case is over' end from vendor_cases where id = old.vendor_case_id), '') end);
  end if;
  insert into audit_entries (at, staff_name, action, subject, detail) values (now(), 'The site', case tg_table_name when 'vendor_files' then 'vendor file erased' else 'vendor answer erased' end,
    coalesce((select number from jobs where id = (select job_id from vendor_cases where id = old.vendor_case_id)), 'mails that name no case'), v_what);
  return null;
end $$;
create trigger audit_vendor_erased after delete on vendor_files for each row execute function audit_vendor_erased();
create trigger audit_vendor_erased after update on vendor_answers for each row
  when (old.sealed_bytes is not null and new.sealed_bytes is null and new.state <> 'Refused') execute function audit_vendor_erased();

-- The gate belongs to each recorder: a job that waits for one recorder's vendor holds that recorder and no other. It waits with somebody on site or without; nothing is tried without.
create or replace function require_recorder_at_hand(p_job uuid, p_job_recorder uuid, p_statuses text[]) returns void language plpgsql as $$
begin
  perform require_verified_ownership(p_job, p_job_recorder, p_statuses || 'AwaitingVendor'::text);
  if exists (select 1 from jobs where id = p_job and status = 'AwaitingVendor')
     and (exists (select 1 from vendor_cases where job_recorder_id = p_job_recorder and state in ('Drafted', 'Sent'))
       or not exists (select 1 from visits where job_id = p_job and status = 'OnSite')) then
    raise exception 'ownership gate: recorder % of job % waits for its vendor, or nobody is on site', p_job_recorder, p_job using errcode = 'CS001';
  end if;
end $$;

create or replace function gate_reset_attempts() returns trigger language plpgsql as $$
begin
  perform require_recorder_at_hand(new.job_id, new.job_recorder_id, array['OwnershipVerified']);
  if new.destructive and new.outcome <> 'NotPossible'
     and not exists (select 1 from job_recorders where id = new.job_recorder_id and consent_at is not null and consent_by_name is not null) then
    raise exception 'ownership gate: a destructive attempt needs the owner''s signed consent' using errcode = 'CS001';
  end if;
  return new;
end $$;

create or replace function gate_attempt_starts() returns trigger language plpgsql as $$
begin
  perform require_recorder_at_hand(new.job_id, new.job_recorder_id, array['OwnershipVerified']);
  if new.destructive and not exists (select 1 from job_recorders where id = new.job_recorder_id and consent_at is not null and consent_by_name is not null) then
    raise exception 'ownership gate: a destructive attempt needs the owner''s signed consent' using errcode = 'CS001';
  end if;
  return new;
end $$;

create or replace function gate_clip_exports() returns trigger language plpgsql as $$
begin
  perform require_recorder_at_hand(new.job_id, new.job_recorder_id, array['OwnershipVerified', 'Reinitialized']);
  if not exists (select 1 from reset_attempts opened join ownership_checks standing on standing.job_id = new.job_id and standing.withdrawn_at is null
        where opened.job_recorder_id = new.job_recorder_id and opened.outcome = 'Succeeded' and opened.at >= standing.at)
     and not exists (select 1 from job_recorders where id = new.job_recorder_id and reinitialized_at is not null) then
    raise exception 'ownership gate: recorder % was not opened', new.job_recorder_id using errcode = 'CS001';
  end if;
  return new;
end $$;

create or replace function gate_reinitialization() returns trigger language plpgsql as $$
declare
  v_row job_recorders%rowtype;
begin
  select * into v_row from job_recorders where id = new.id;
  if v_row.reinitialized_at is not null then
    perform require_recorder_at_hand(v_row.job_id, v_row.id, array['OwnershipVerified', 'Reinitialized']);
  end if;
  return null;
end $$;
