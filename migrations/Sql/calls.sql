-- Finding jobs as one types, one customer out of two by a merge that can be undone, and the same serial under two customers.

-- Functions that every booking runs are plpgsql: the server keeps what it compiled of them for the whole connection, and reads those in SQL that it cannot fold into the statement anew for each statement.

-- Letters without accents, names without apostrophes, everything else that is no letter and no digit a space: "O'Brien-Muñoz" is "obrien munoz".
-- unaccent itself is only "stable", because its dictionary could be changed; ours is the one that came with it.
create function search_fold(p_text text) returns text language plpgsql immutable parallel safe as $$
begin
  return trim(regexp_replace(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, coalesce(p_text, ''))), '[''’‘`´.]+', '', 'g'), '[^[:alnum:]]+', ' ', 'g'));
end $$;

-- Letters and digits alone: "DS-7608NI" is "ds7608ni".
create function search_squeeze(p_text text) returns text language plpgsql immutable parallel safe as $$
begin
  return regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, coalesce(p_text, ''))), '[^[:alnum:]]+', '', 'g');
end $$;

-- A serial as it is compared; null for what is none ("unknown", "n/a", "-").
create function serial_normal(p_serial text) returns text language plpgsql immutable strict parallel safe as $$
declare
  v_serial text := search_squeeze(p_serial);
begin
  return case when length(v_serial) >= 6 and v_serial ~ '[0-9]' then v_serial end;
end $$;
create index ix_recorders_serial_normal on recorders (serial_normal(serial)) where merged_into_id is null;

-- What a job is found by, on one row, folded; kept by the triggers below.
create index ix_job_search_doc on job_search using gin (doc gin_trgm_ops);

create function refresh_job_search(p_jobs uuid[]) returns void language sql as $$
  insert into job_search (job_id, customer_id, site_id, reported_at, number, name, place, phone, email, serials)
  select j.id, j.customer_id, j.site_id, j.reported_at, search_squeeze(j.number), search_fold(c.name), search_fold(concat_ws(' ', s.street, s.unit, s.city, s.zip)),
    case when c.phone like '+1%' then substr(c.phone, 3) else substr(c.phone, 2) end, search_fold(c.email),
    coalesce((select string_agg(search_squeeze(r.serial), ' ') from job_recorders jr join recorders r on r.id = jr.recorder_id where jr.job_id = j.id and r.serial is not null), '')
  from jobs j join customers c on c.id = j.customer_id join sites s on s.id = j.site_id
  where j.id = any (p_jobs)
  on conflict (job_id) do update set customer_id = excluded.customer_id, site_id = excluded.site_id, number = excluded.number, name = excluded.name, place = excluded.place,
    phone = excluded.phone, email = excluded.email, serials = excluded.serials
$$;

create function job_search_of_job() returns trigger language plpgsql as $$
begin
  perform refresh_job_search(array[new.id]);
  return null;
end $$;
create trigger job_search_of_job after insert or update of customer_id, site_id, number on jobs for each row execute function job_search_of_job();

create function job_search_of_customer() returns trigger language plpgsql as $$
begin
  perform refresh_job_search(array(select id from jobs where customer_id = new.id));
  return null;
end $$;
create trigger job_search_of_customer after update of name, phone, email on customers for each row
  when ((old.name, old.phone, old.email) is distinct from (new.name, new.phone, new.email)) execute function job_search_of_customer();

create function job_search_of_site() returns trigger language plpgsql as $$
begin
  perform refresh_job_search(array(select id from jobs where site_id = new.id));
  return null;
end $$;
create trigger job_search_of_site after update of street, unit, city, zip on sites for each row
  when ((old.street, old.unit, old.city, old.zip) is distinct from (new.street, new.unit, new.city, new.zip)) execute function job_search_of_site();

create function job_search_of_recorder() returns trigger language plpgsql as $$
begin
  perform refresh_job_search(array(select job_id from job_recorders where recorder_id = new.id));
  return null;
end $$;
create trigger job_search_of_recorder after update of serial on recorders for each row when (old.serial is distinct from new.serial) execute function job_search_of_recorder();

create function job_search_of_job_recorder() returns trigger language plpgsql as $$
begin
  if exists (select 1 from recorders where id = new.recorder_id and serial is not null) then
    perform refresh_job_search(array[new.job_id]);
  end if;
  return null;
end $$;
create trigger job_search_of_job_recorder after insert or update of recorder_id on job_recorders for each row execute function job_search_of_job_recorder();

-- What was typed, as words to look for. Without a letter it is a number, whatever its punctuation; a single letter beside other words says nothing.
create function search_words(p_query text) returns text[] language sql immutable parallel safe as $$
  select case
    when p_query !~ '[[:alpha:]]' then array_remove(array[regexp_replace(regexp_replace(p_query, '[^0-9]+', '', 'g'), '^1([0-9]{10})$', '\1')], '')
    else (select array_agg(w order by n) from unnest(string_to_array(search_fold(p_query), ' ')) with ordinality t(w, n) where n <= 6 and (length(w) > 1 or strpos(search_fold(p_query), ' ') = 0))
  end
$$;

-- The same with what stands between two spaces as one word: "DS-7608" is "ds7608".
create function search_joined(p_query text) returns text[] language sql immutable parallel safe as $$
  select case
    when p_query !~ '[[:alpha:]]' then search_words(p_query)
    else (select array_agg(search_squeeze(w) order by n) from regexp_split_to_table(trim(p_query), '\s+') with ordinality t(w, n) where n <= 6 and length(search_squeeze(w)) > 1)
  end
$$;

-- A word of two letters only begins one: in the middle it would be everywhere. Words hold letters and digits only, so nothing in them means anything to LIKE.
create function search_patterns(p_words text[]) returns text[] language sql immutable parallel safe as $$
  select array_agg(case when length(w) < 3 then '% ' || w || '%' else '%' || w || '%' end) from unnest(p_words) w
$$;

create function search_condition(p_query text) returns text language sql immutable parallel safe as $$
  select string_agg(distinct '(' || one.condition || ')', ' or ')
  from unnest(array[array_to_string(search_words(p_query), ' '), array_to_string(search_joined(p_query), ' ')]) as words(line),
    lateral (select string_agg(format('doc like %L', pattern), ' and ') as condition from unnest(search_patterns(string_to_array(line, ' '))) pattern) one
  where words.line <> '' and one.condition is not null
$$;

-- Whether a condition holds for so many rows that walking along the newest is quicker than gathering all of them.
create function search_is_common(p_condition text) returns boolean language plpgsql stable as $$
declare
  v_common boolean;
begin
  execute format('select count(*) >= 60 from (select doc from job_search order by reported_at desc, job_id desc limit 2000) newest where %s', p_condition) into v_common;
  return v_common;
end $$;

-- Any jobs that match, p_most of them: by the trigrams, never by reading all rows, whatever the planner thinks of a word it does not know.
create function search_ids(p_query text, p_most int) returns setof uuid language plpgsql stable set enable_seqscan = off as $$
declare
  v_condition text := search_condition(p_query);
begin
  if v_condition is not null then
    return query execute format('select job_id from job_search where %s limit %s', v_condition, p_most);
  end if;
end $$;

-- How many match, as far as p_most; a common word counts as so many without being counted.
create function search_count(p_query text, p_most int) returns int language plpgsql stable as $$
declare
  v_condition text := search_condition(p_query);
begin
  return case when v_condition is null then 0 when search_is_common(v_condition) and (select reltuples from pg_class where oid = 'job_search'::regclass) > p_most then p_most else (select count(*) from search_ids(p_query, p_most)) end;
end $$;

-- How good a match is; the numbers stand for what it was found by, see search_matched.
create function search_score(f job_search, p_number text, p_fold text, p_squeeze text, p_digits text, p_words text[]) returns int language sql immutable as $$
  select case
    when f.number = p_number then 100
    when length(p_digits) >= 7 and f.phone like '%' || p_digits then 95
    when (' ' || f.serials || ' ') like '% ' || p_squeeze || ' %' then 92
    when f.email = p_fold then 90
    when f.name = p_fold then 85
    when length(p_digits) >= 4 and f.phone like '%' || p_digits then 70
    when (' ' || f.name) like '% ' || p_fold || '%' then 65
    when length(p_squeeze) >= 4 and (' ' || f.serials) like '% ' || p_squeeze || '%' then 60
    when f.place like p_fold || '%' then 58
    when (' ' || f.name) like all (p_words) then 55
    when f.email like p_fold || '%' then 50
    when (' ' || f.place) like all (p_words) then 45
    when length(p_squeeze) >= 3 and f.serials like '%' || p_squeeze || '%' then 40
    when f.phone like '%' || p_digits || '%' then 38
    when f.number like '%' || p_digits then 36
    else 20
  end
$$;

create function search_matched(p_score int) returns text language sql immutable parallel safe as $$
  select case
    when p_score in (100, 36) then 'number'
    when p_score in (95, 70, 38) then 'phone'
    when p_score in (92, 60, 40) then 'serial'
    when p_score in (90, 50) then 'email'
    when p_score in (85, 65, 55) then 'name'
    when p_score in (58, 45) then 'place'
    else 'several'
  end
$$;

-- The best p_most of what matches, the newest first among equals, and what it was found by. Of a word that stands in very many rows the newest are looked at, of a less common one a thousand more.
create function search_jobs(p_query text, p_number text, p_most int) returns table (job_id uuid, score int, matched text, reported_at timestamptz)
language plpgsql stable set enable_seqscan = off as $$
declare
  v_condition text := search_condition(p_query);
  v_newest text := 'select * from (select * from job_search order by reported_at desc, job_id desc limit 10000) n where (%s) limit 300';
  v_found text;
begin
  if v_condition is null then
    return;
  end if;
  if search_is_common(v_condition) then
    v_found := format('found as materialized (' || v_newest || ')', v_condition);
  else
    v_found := format('by_index as materialized (select * from job_search where %s limit 1000), newest as materialized (' || v_newest || '), found as (select * from by_index union select * from newest)',
      v_condition, format('(select count(*) from by_index) >= 1000 and (%s)', v_condition));
  end if;
  return query execute format($sql$
    with %s
    select best.job_id, best.score, search_matched(best.score), best.reported_at
    from (select f.job_id, f.reported_at, search_score(f, $1, $2, $3, $4, $5) as score from found f order by score desc, f.reported_at desc, f.job_id limit $6) best
    order by best.score desc, best.reported_at desc, best.job_id
  $sql$, v_found) using coalesce(search_squeeze(p_number), search_squeeze(p_query)), search_fold(p_query), search_squeeze(p_query),
    case when p_query !~ '[[:alpha:]]' then (search_words(p_query))[1] end, (select array_agg('% ' || w || '%') from unnest(search_words(p_query)) w), p_most;
end $$;

-- The job list: every filter with every order ends in one of these.
create index ix_jobs_newest on jobs (reported_at desc, id desc);
create index ix_jobs_status_newest on jobs (status, reported_at desc, id desc);
create index ix_jobs_id_status on jobs (id, status);
create index ix_jobs_customer_newest on jobs (customer_id, reported_at desc);
create index ix_job_search_newest on job_search (reported_at desc, job_id desc);
create index ix_job_search_name on job_search (name, job_id);
create index ix_job_search_customer on job_search (customer_id);
create index ix_visits_live_window on visits (window_start, job_id) where status in ('Held', 'Planned', 'Confirmed', 'EnRoute', 'OnSite') and job_id is not null;

create index ix_audit_entries_subject on audit_entries (subject, at desc);

-- Likely duplicates: the same telephone number or address.
create index ix_customers_email_folded on customers (lower(email)) where email is not null and merged_into_id is null;

-- A row that was merged away takes nothing new: what a form that was opened before still brings goes to the one that was kept. The lock waits for a merge that is under way.
create function follow_merge_of_customer() returns trigger language plpgsql as $$
declare
  v_into uuid;
begin
  select merged_into_id into v_into from customers where id = new.customer_id for share;
  new.customer_id := coalesce(v_into, new.customer_id);
  return new;
end $$;
create trigger follow_merge before insert on sites for each row execute function follow_merge_of_customer();

create function follow_merge_of_job() returns trigger language plpgsql as $$
declare
  v_into uuid;
begin
  select merged_into_id into v_into from customers where id = new.customer_id for share;
  new.customer_id := coalesce(v_into, new.customer_id);
  select merged_into_id into v_into from sites where id = new.site_id for share;
  new.site_id := coalesce(v_into, new.site_id);
  return new;
end $$;
create trigger follow_merge before insert on jobs for each row execute function follow_merge_of_job();

create function follow_merge_of_recorder() returns trigger language plpgsql as $$
declare
  v_into uuid;
begin
  select merged_into_id into v_into from sites where id = new.site_id for share;
  new.site_id := coalesce(v_into, new.site_id);
  return new;
end $$;
create trigger follow_merge before insert on recorders for each row execute function follow_merge_of_recorder();

create function follow_merge_of_job_recorder() returns trigger language plpgsql as $$
declare
  v_into uuid;
begin
  select merged_into_id into v_into from recorders where id = new.recorder_id for share;
  new.recorder_id := coalesce(v_into, new.recorder_id);
  return new;
end $$;
create trigger follow_merge before insert on job_recorders for each row execute function follow_merge_of_job_recorder();

select refresh_job_search(array(select id from jobs));

grant select, insert, update on job_search, record_merges, serial_settlements to clevesec_site;
