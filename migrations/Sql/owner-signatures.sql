-- What an absent owner is asked by link begins as asked, whoever inserts it: nothing comes into the world signed.
create function begin_owner_signatures() returns trigger language plpgsql as $$
begin
  if new.state <> 'Asked' then
    raise exception 'an owner is asked before they sign' using errcode = 'CS002';
  end if;
  return new;
end $$;
create trigger begin_owner_signatures before insert on owner_signatures for each row execute function begin_owner_signatures();

-- What was asked never changes; it is answered once, and what was signed stays as it was signed. Only who owns the database may seal the drawing anew, under another master key.
create function keep_owner_signatures() returns trigger language plpgsql as $$
declare
  v_answer text[] := array['state', 'signed_name', 'signed_at', 'signed_language', 'text_version', 'form_version', 'sealed_strokes', 'declined_at', 'declined_words', 'purge_at'];
  v_end text[] := array['state', 'ended_at', 'ended_by_name'];
begin
  if (to_jsonb(new) - 'sealed_strokes') is not distinct from (to_jsonb(old) - 'sealed_strokes') and (new.sealed_strokes is null) = (old.sealed_strokes is null)
     and pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'member') then
    return new;
  end if;
  if not ((old.state = 'Asked' and new.state in ('Signed', 'Declined') and (to_jsonb(new) - v_answer) is not distinct from (to_jsonb(old) - v_answer))
       or (old.state in ('Asked', 'Signed') and new.state in ('Revoked', 'Over') and (to_jsonb(new) - v_end) is not distinct from (to_jsonb(old) - v_end))) then
    raise exception 'an owner is asked and answers once' using errcode = 'CS002';
  end if;
  return new;
end $$;
create trigger keep_owner_signatures before update on owner_signatures for each row execute function keep_owner_signatures();

alter table owner_signatures add constraint ck_owner_signatures_state check (
  (signed_at is not null) = (length(trim(coalesce(signed_name, ''))) > 0 and signed_language is not null and text_version is not null and form_version is not null)
  and (signed_at is not null or sealed_strokes is null)
  and (ended_at is null) = (ended_by_name is null)
  and case state
    when 'Asked' then signed_at is null and declined_at is null and ended_at is null
    when 'Signed' then signed_at is not null and declined_at is null and ended_at is null
    when 'Declined' then signed_at is null and declined_at is not null and ended_at is null
    else declined_at is null and ended_at is not null end);

-- A check that rests on such a signature names it, and no other check does; a second person has looked at it.
alter table ownership_checks add constraint ck_ownership_checks_owner_signature check ((coalesce(authority_kind, '') = 'OwnerSignedByLink') = (owner_signature_id is not null) and (owner_signature_id is null or approved_by_id is not null));

-- It stands on the same job; one at most is open on a job. Its row is locked in share mode, so that taking it back at the same moment is waited for and seen.
create function require_owner_signature() returns trigger language plpgsql as $$
declare
  v_state text;
begin
  select state into v_state from owner_signatures where id = new.owner_signature_id and job_id = new.job_id for share;
  if v_state is distinct from 'Signed' then
    raise exception 'ownership gate: no owner signed by link for job %', new.job_id using errcode = 'CS001';
  end if;
  return null;
end $$;
create constraint trigger require_owner_signature after insert on ownership_checks
  deferrable initially deferred for each row when (new.owner_signature_id is not null) execute function require_owner_signature();

-- It is not taken back under a check that stands on it: that one is withdrawn first. At its end the job takes both along.
create function keep_needed_owner_signature() returns trigger language plpgsql as $$
begin
  if exists (select 1 from ownership_checks where owner_signature_id = old.id and withdrawn_at is null) then
    raise exception 'ownership gate: a check of job % stands on this signature', old.job_id using errcode = 'CS001';
  end if;
  return null;
end $$;
create constraint trigger keep_needed_owner_signature after update on owner_signatures
  deferrable initially deferred for each row when (old.state = 'Signed' and new.state = 'Revoked') execute function keep_needed_owner_signature();

create trigger keep_held_evidence before delete on owner_signatures for each row execute function keep_held_evidence();

-- A "no" is a task of the inbox at once. What was signed is told with its job.
create trigger feed_owner_signatures after update on owner_signatures for each row when (new.state = 'Declined' or old.state = 'Declined') execute function feed_inbox();

grant select, insert, update, delete on owner_signatures to clevesec_site;
