-- While a legal hold stands, nothing of the job's evidence goes: neither on its date nor by hand.
create function keep_held_evidence() returns trigger language plpgsql as $$
begin
  if exists (select 1 from legal_holds where job_id = old.job_id and ended_at is null) then
    raise exception 'the evidence of job % is under a legal hold', old.job_id using errcode = 'CS003';
  end if;
  return old;
end $$;
create trigger keep_held_evidence before delete on evidence_files for each row when (old.job_id is not null) execute function keep_held_evidence();
create trigger keep_held_evidence before delete on authorizations for each row execute function keep_held_evidence();

-- A hold is begun and ended; what was written when it began stays, and one that is over stays over.
create function keep_legal_holds() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or (new.id, new.job_id, new.reason, new.since, new.by_name) is distinct from (old.id, old.job_id, old.reason, old.since, old.by_name) then
    raise exception 'a legal hold is ended, not changed' using errcode = 'CS002';
  end if;
  return new;
end $$;
create trigger keep_legal_holds before update on legal_holds for each row execute function keep_legal_holds();

grant select, insert, update on legal_holds to clevesec_site;

-- Signed once and never changed. Only who owns the database may seal the drawing anew, under another master key.
create or replace function keep_authorizations() returns trigger language plpgsql as $$
begin
  if not pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'member')
     or (to_jsonb(new) - 'sealed_strokes') is distinct from (to_jsonb(old) - 'sealed_strokes')
     or (new.sealed_strokes is null) <> (old.sealed_strokes is null) then
    raise exception 'a signed form stays as it was signed' using errcode = 'CS002';
  end if;
  return new;
end $$;
