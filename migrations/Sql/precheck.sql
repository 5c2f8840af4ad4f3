-- What was noted of papers is added and never changed; the newest counts.
create function keep_ownership_prechecks() returns trigger language plpgsql as $$
begin
  raise exception 'what was noted of papers stays' using errcode = 'CS002';
end $$;
create trigger keep_ownership_prechecks before update or delete on ownership_prechecks for each row execute function keep_ownership_prechecks();

grant select, insert on ownership_prechecks to clevesec_site;
