-- Where the situation asks for a second person, the check names one who is not the technician. The situations are those of Ownership/OwnershipSituation.cs; a test compares them.
alter table ownership_checks add constraint ck_ownership_checks_second_person check (
  situation is null or situation not in ('LandlordTenant', 'SeparatedCouple', 'Government') or (approved_by_id is not null and approved_by_name is not null and approved_by_id <> by_id));

-- Every verified check from now on says its situation; older ones have none and can still be withdrawn, so this is no constraint.
create function require_situation() returns trigger language plpgsql as $$
begin
  if new.situation is null then
    raise exception 'a verified ownership check says its situation' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger require_situation before insert on ownership_checks for each row when (new.outcome = 'Verified') execute function require_situation();

-- As before, whatever columns a check has.
create or replace function keep_ownership_checks() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null
     or (to_jsonb(new) - array['withdrawn_at', 'withdrawn_by_name', 'withdrawn_reason']) is distinct from (to_jsonb(old) - array['withdrawn_at', 'withdrawn_by_name', 'withdrawn_reason']) then
    raise exception 'an ownership check is only ever withdrawn, once' using errcode = 'CS002';
  end if;
  return new;
end $$;

-- A check that a second person approved rests on what they approved, once; where one was ever asked on the job, no check goes without.
create function require_second_person() returns trigger language plpgsql as $$
begin
  if new.approved_by_id is null then
    if exists (select 1 from second_person_requests where job_id = new.job_id) then
      raise exception 'ownership gate: on job % a second person decides', new.job_id using errcode = 'CS001';
    end if;
    return null;
  end if;
  if not exists (select 1 from second_person_requests where job_id = new.job_id and visit_id = new.visit_id and state = 'Used' and decided_by_id = new.approved_by_id and asked_by_id = new.by_id
      and (situation, person_name, identity_kind, identity_last_four, authority_kind) = (new.situation, new.person_name, new.identity_kind, new.identity_last_four, new.authority_kind)
      and (phone_by_id is null or phone_by_id = decided_by_id))
    or (select count(*) from ownership_checks where job_id = new.job_id and approved_by_id is not null) > (select count(*) from second_person_requests where job_id = new.job_id and state = 'Used') then
    raise exception 'ownership gate: nobody approved this check of job %', new.job_id using errcode = 'CS001';
  end if;
  return null;
end $$;
create constraint trigger require_second_person after insert on ownership_checks
  deferrable initially deferred for each row when (new.outcome = 'Verified') execute function require_second_person();

-- What was asked never changes, and what was decided is only used or withdrawn.
create function keep_second_person_requests() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - array['state', 'decided_by_id', 'decided_by_name', 'decided_at', 'reason']) is distinct from (to_jsonb(old) - array['state', 'decided_by_id', 'decided_by_name', 'decided_at', 'reason'])
     or not ((old.state = 'Waiting' and new.state in ('Approved', 'Declined', 'Withdrawn'))
       or (old.state = 'Approved' and new.state in ('Used', 'Withdrawn') and (new.decided_by_id, new.decided_by_name, new.decided_at, new.reason) is not distinct from (old.decided_by_id, old.decided_by_name, old.decided_at, old.reason))) then
    raise exception 'a second person is asked and answers once' using errcode = 'CS002';
  end if;
  return new;
end $$;
create trigger keep_second_person_requests before update on second_person_requests for each row execute function keep_second_person_requests();

alter table second_person_requests add constraint ck_second_person_requests_decided check (
  case state when 'Waiting' then decided_at is null when 'Approved' then decided_by_id is not null and decided_by_id <> asked_by_id when 'Used' then decided_by_id is not null and decided_by_id <> asked_by_id else decided_at is not null end);

create trigger feed_second_person after insert or update on second_person_requests for each row execute function feed_inbox();

grant select, insert, update on second_person_requests to clevesec_site;
