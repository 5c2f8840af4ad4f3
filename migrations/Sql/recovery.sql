-- The recovery log: what was started stays, is over once, and stands behind the ownership gate like the attempts themselves.
create function gate_attempt_starts() returns trigger language plpgsql as $$
begin
  perform require_verified_ownership(new.job_id, new.job_recorder_id, array['OwnershipVerified']);
  if new.destructive and not exists (select 1 from job_recorders where id = new.job_recorder_id and consent_at is not null and consent_by_name is not null) then
    raise exception 'ownership gate: a destructive attempt needs the owner''s signed consent' using errcode = 'CS001';
  end if;
  return new;
end $$;
create trigger gate_attempt_starts before insert on attempt_starts for each row execute function gate_attempt_starts();

create function keep_attempt_starts() returns trigger language plpgsql as $$
begin
  if old.over_at is not null or new.over_at is null or (to_jsonb(new) - 'over_at') is distinct from (to_jsonb(old) - 'over_at') then
    raise exception 'an attempt under way only ever ends, once' using errcode = 'CS002';
  end if;
  return new;
end $$;
create trigger keep_attempt_starts before update on attempt_starts for each row execute function keep_attempt_starts();
alter table attempt_starts add constraint ck_attempt_starts_span check (over_at >= started_at);
alter table attempt_starts add constraint ck_attempt_starts_told check (effect_acknowledged);

-- An attempt with a beginning is the end of one that was started, with the same method on the same recorder; without one it was recorded when it was over.
create function require_attempt_start() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from attempt_starts where id = new.id
      and (job_id, job_recorder_id, method_id, destructive, started_at) = (new.job_id, new.job_recorder_id, new.method_id, new.destructive, new.started_at) and started_at <= new.at) then
    raise exception 'ownership gate: this attempt was never started' using errcode = 'CS001';
  end if;
  return new;
end $$;
create trigger require_attempt_start before insert on reset_attempts for each row when (new.started_at is not null) execute function require_attempt_start();

-- We keep a line about a clip and no copy; the line never changes.
create function gate_clip_exports() returns trigger language plpgsql as $$
begin
  perform require_verified_ownership(new.job_id, new.job_recorder_id, array['OwnershipVerified', 'Reinitialized']);
  if not exists (select 1 from reset_attempts opened join ownership_checks standing on standing.job_id = new.job_id and standing.withdrawn_at is null
        where opened.job_recorder_id = new.job_recorder_id and opened.outcome = 'Succeeded' and opened.at >= standing.at)
     and not exists (select 1 from job_recorders where id = new.job_recorder_id and reinitialized_at is not null) then
    raise exception 'ownership gate: recorder % was not opened', new.job_recorder_id using errcode = 'CS001';
  end if;
  return new;
end $$;
create trigger gate_clip_exports before insert on clip_exports for each row execute function gate_clip_exports();
create trigger append_only before update or delete or truncate on clip_exports for each statement execute function append_only();
alter table clip_exports add constraint ck_clip_exports_span check (clip_from < clip_to and channel between 1 and 256);

-- What the owner set exists only on a recorder that was set up by its owner. Deferred, so that the order of statements within the site's transaction does not matter.
create function gate_setup_steps() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from job_recorders where id = new.job_recorder_id and reinitialized_at is not null) then
    raise exception 'ownership gate: recorder % is not re-initialized', new.job_recorder_id using errcode = 'CS001';
  end if;
  return null;
end $$;
create constraint trigger gate_setup_steps after insert or update on setup_steps deferrable initially deferred for each row execute function gate_setup_steps();

alter table job_recorders add constraint ck_job_recorders_cameras check (cameras_back is null or (cameras_back >= 0 and cameras_back <= coalesce(cameras_total, 0)));

grant select, insert, update on attempt_starts, setup_steps to clevesec_site;
grant select, insert on clip_exports to clevesec_site;
