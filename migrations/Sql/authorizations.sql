-- A check in a situation rests on a signed form of the same visit.
create function require_authorization() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from authorizations where job_id = new.job_id and visit_id = new.visit_id) then
    raise exception 'ownership gate: no form was signed for this check of job %', new.job_id using errcode = 'CS001';
  end if;
  return null;
end $$;
create constraint trigger require_authorization after insert on ownership_checks
  deferrable initially deferred for each row when (new.situation is not null) execute function require_authorization();

-- Signed once and never changed; the site deletes it on its date.
create function keep_authorizations() returns trigger language plpgsql as $$
begin
  raise exception 'a signed form stays as it was signed' using errcode = 'CS002';
end $$;
create trigger keep_authorizations before update on authorizations for each row execute function keep_authorizations();

grant select, insert, delete on authorizations to clevesec_site;
