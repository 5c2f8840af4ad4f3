-- Cases that were asked by telephone or app get the clock that letters have: what is asked, as the vendor is set now; what was answered, from the answer on.
update vendor_cases its set validity_hours = vendor.validity_hours, answer_expected_by = its.sent_at + make_interval(hours => vendor.reply_hours)
  from vendors vendor where vendor.id = its.method_id and its.state = 'Sent' and its.token is null and its.validity_hours is null;
update vendor_cases its set answer_valid_until = its.answered_at + make_interval(hours => coalesce(its.validity_hours, (select validity_hours from vendors where id = its.method_id), 48))
  where its.state = 'Answered' and its.answer_valid_until is null;

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
