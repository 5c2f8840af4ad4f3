-- A certificate is about the closing of a job: there is none for a job that is not closed, whoever inserts it.
create function require_closing() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from jobs where id = new.job_id and status = 'Closed' and closed_at = new.closed_at) then
    raise exception 'a certificate is issued when its job is closed, and job % is not, or not then', new.job_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger require_closing after insert on certificates deferrable initially deferred for each row execute function require_closing();

-- What was handed over stays as it was; the site deletes it on its date. Only who owns the database may seal code and drawing anew, under another master key.
create function keep_certificates() returns trigger language plpgsql as $$
begin
  if not pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'member')
     or (to_jsonb(new) - array['sealed_code', 'sealed_strokes']) is distinct from (to_jsonb(old) - array['sealed_code', 'sealed_strokes'])
     or (new.sealed_strokes is null) <> (old.sealed_strokes is null) then
    raise exception 'a certificate stays as it was issued' using errcode = 'CS002';
  end if;
  return new;
end $$;
create trigger keep_certificates before update on certificates for each row execute function keep_certificates();

create trigger keep_held_evidence before delete on certificates for each row execute function keep_held_evidence();

alter table certificates add constraint ck_certificates_signed check ((sign = 'Signed') = (signed_name is not null) and (sealed_strokes is null or sign = 'Signed'));

grant select, insert, delete on certificates to clevesec_site;
