-- The search box and the job list at a million jobs: several words, typing mistakes, and an index for every filter with every order.

-- Every word of a name or a place under itself and under each form that lacks one of its letters. Two words that share such a form differ by one letter more, less or other, or by two that changed places:
-- what a mistyped word may have meant is found by its own forms, however many words there are. Words that nobody has any more stay and do no harm.
create table search_vocabulary (form text collate "C", word text collate "C", primary key (form, word));

create function search_forms(p_word text) returns setof text language sql immutable parallel safe rows 12 as $$
  select p_word union select overlay(p_word placing '' from n for 1) from generate_series(1, length(p_word)) n
$$;

-- A place as it may be said: what is written short is also found by the whole word, and the other way round.
create function search_place(p_place text) returns text language plpgsql immutable parallel safe as $$
begin
  return concat_ws(' ', p_place, (
    select string_agg(distinct other, ' ') from unnest(string_to_array(p_place, ' ')) word join (values
      ('st', 'street'), ('ave', 'avenue'), ('rd', 'road'), ('blvd', 'boulevard'), ('dr', 'drive'), ('ln', 'lane'), ('ct', 'court'), ('pl', 'place'), ('pkwy', 'parkway'), ('cir', 'circle'), ('ter', 'terrace'),
      ('hwy', 'highway'), ('sq', 'square'), ('apt', 'apartment'), ('n', 'north'), ('e', 'east'), ('s', 'south'), ('w', 'west'), ('mt', 'mount')) pair(short, long) on word in (short, long),
      lateral (select case word when short then long else short end as other) o));
end $$;

-- So much of a text that all of a row fits into an entry of an index, in whatever script it is written.
create function search_fitting(p_text text, p_bytes int) returns text language plpgsql immutable parallel safe as $$
begin
  return case when octet_length(p_text) <= p_bytes then p_text else left(p_text, p_bytes / 4) end;
end $$;

-- Planned once for the connection: for an array the server would else make a new plan with every booking.
create or replace function refresh_job_search(p_jobs uuid[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  insert into job_search (job_id, customer_id, site_id, reported_at, status, number, name, place, phone, email, serials)
  select j.id, j.customer_id, j.site_id, j.reported_at, j.status, search_squeeze(j.number), search_fitting(search_fold(c.name), 400),
    search_fitting(search_place(search_fold(concat_ws(' ', s.street, s.unit, s.city, s.zip))), 500),
    case when c.phone like '+1%' then substr(c.phone, 3) else substr(c.phone, 2) end, search_fitting(search_fold(c.email), 260),
    search_fitting(coalesce((select string_agg(search_squeeze(r.serial), ' ') from job_recorders jr join recorders r on r.id = jr.recorder_id where jr.job_id = j.id and r.serial is not null), ''), 600)
  from unnest(p_jobs) wanted(id) join jobs j on j.id = wanted.id join customers c on c.id = j.customer_id join sites s on s.id = j.site_id
  on conflict (job_id) do update set customer_id = excluded.customer_id, site_id = excluded.site_id, status = excluded.status, number = excluded.number, name = excluded.name, place = excluded.place,
    phone = excluded.phone, email = excluded.email, serials = excluded.serials;

  -- In one order, so that two who bring the same new words wait for each other and not in a circle.
  insert into search_vocabulary (form, word)
  select form, word
  from (select distinct w.word from unnest(p_jobs) wanted(id) join job_search on job_id = wanted.id, unnest(string_to_array(name || ' ' || place, ' ')) w(word)
    where length(w.word) between 4 and 24 and w.word ~ '^[[:alpha:]]+$') one, search_forms(word) form
  where not exists (select 1 from search_vocabulary known where known.form = one.word and known.word = one.word)
  order by word, form
  on conflict do nothing;
end $$;

-- The status alone changes often and needs nothing read anew.
create function job_search_status() returns trigger language plpgsql as $$
begin
  update job_search set status = new.status where job_id = new.id;
  return null;
end $$;
create trigger job_search_status after update of status on jobs for each row when (old.status is distinct from new.status) execute function job_search_status();

drop index ix_job_search_doc;
select refresh_job_search(array(select id from jobs));
alter table job_search alter column status drop default;
create index ix_job_search_doc on job_search using gin (doc gin_trgm_ops);
create index ix_job_search_status_newest on job_search (status, reported_at desc, job_id desc);
create index ix_job_search_status_name on job_search (status, name, job_id);
-- Along the names equal ones stand together: a walk meets long stretches of others, and reads them in the index alone.
drop index ix_job_search_name;
create index ix_job_search_name on job_search (name, job_id) include (doc, status);
create index ix_job_search_number on job_search (number collate "C");

-- A word and what it may have meant, the likest first.
create function search_near(p_word text) returns text[] language sql stable parallel safe as $$
  select array[p_word] || array(
    select word from (select distinct word from search_vocabulary where length(p_word) between 4 and 24 and form in (select search_forms(p_word)) and word <> p_word) near
    order by similarity(word, p_word) desc, word limit 12)
$$;

-- Words as a condition on "?": all of them, or, when p_near, something near each.
create function search_all_of(p_words text[], p_near boolean) returns text language sql stable parallel safe as $$
  select string_agg('(' || one_of || ')', ' and ')
  from unnest(p_words) word,
    lateral (select string_agg(format('? like %L', pattern), ' or ') as one_of from unnest(search_patterns(case when p_near and word ~ '^[[:alpha:]]+$' then search_near(word) else array[word] end)) pattern) p
$$;

drop function search_jobs(text, text, int);
drop function search_count(text, int);
drop function search_ids(text, int);
drop function search_is_common(text);
drop function search_condition(text);

-- A telephone number is what stands before its extension.
create function search_typed(p_query text) returns text language sql immutable parallel safe as $$
  select case when p_query ~* '^[^[:alpha:]]*[0-9][^[:alpha:]]*(x|ext|extension)[^[:alpha:]]*$' and length(regexp_replace(p_query, '[[:alpha:]].*$|[^0-9]', '', 'g')) >= 7 then regexp_replace(p_query, '[[:alpha:]].*$', '') else p_query end
$$;

-- What was typed as a condition on "?", the column that is looked into; null: nothing to look for. Words hold letters and digits only, so nothing in them is a "?".
-- The beginning of a job number is a span of numbers, not letters that stand in every row.
create function search_condition(p_query text, p_near boolean) returns text language sql stable parallel safe as $$
  select case when search_squeeze(p_query) ~ '^cs[0-9]+$'
    then format('number collate "C" >= %L and number collate "C" < %L', search_squeeze(p_query), search_squeeze(p_query) || ':')
    else (select string_agg('(' || search_all_of(words, p_near) || ')', ' or ') from (select search_words(p_query) union select search_joined(p_query)) line(words) where cardinality(words) > 0) end
$$;

-- For how many rows of all a condition holds, guessed from the newest.
create function search_share(p_condition text) returns float language plpgsql stable as $$
declare
  v_share float;
begin
  execute format('select coalesce(avg(case when %s then 1.0 else 0.0 end), 0) from (select doc, number from job_search order by reported_at desc, job_id desc limit 3000) newest', p_condition) into v_share;
  return v_share;
end $$;

-- The best p_most of what matches, the newest first among equals, and what it was found by; if nothing is written like that, what is near it. Of a word that stands in very many rows the newest are looked
-- at, of a less common one a thousand more. The settings hold for this function alone: the planner knows nothing of a word it has not seen.
create function search_jobs(p_query text, p_number text, p_most int) returns table (job_id uuid, score int, matched text, reported_at timestamptz, is_near boolean)
language plpgsql stable set enable_seqscan = off set jit = off as $$
declare
  v_typed text;
  v_condition text;
  v_newest text := 'select * from (select * from job_search order by reported_at desc, job_id desc limit 6000) n where (%s) limit 300';
  v_found text;
  v_score text;
begin
  p_query := search_typed(p_query);
  foreach is_near in array array[false, true] loop
    v_typed := search_condition(p_query, is_near);
    if v_typed is null then
      return;
    end if;
    v_condition := replace(v_typed, '?', 'doc');
    if v_condition like 'number %' then
      v_found := format('found as materialized (select * from job_search where %s order by number collate "C" desc limit 300)', v_condition);
    elsif search_share(v_condition) >= 0.02 then
      v_found := format('found as materialized (' || v_newest || ')', v_condition);
    else
      v_found := format('by_index as materialized (select * from job_search where %s limit 1000), newest as materialized (' || v_newest || '), found as (select * from by_index union select * from newest)',
        v_condition, format('(select count(*) from by_index) >= 1000 and (%s)', v_condition));
    end if;
    v_score := case when is_near
      then format('case when %s then 30 when %s then 28 else 20 end', replace(v_typed, '?', '('' '' || f.name)'), replace(v_typed, '?', '('' '' || f.place)'))
      else 'search_score(f, $1, $2, $3, $4, $5)' end;
    return query execute format($sql$
      with %s
      select best.job_id, best.score, search_matched(best.score), best.reported_at, $7
      from (select f.job_id, f.reported_at, %s as score from found f order by score desc, f.reported_at desc, f.job_id limit $6) best
      order by best.score desc, best.reported_at desc, best.job_id
    $sql$, v_found, v_score) using coalesce(search_squeeze(p_number), search_squeeze(p_query)), search_fold(p_query), search_squeeze(p_query),
      case when p_query !~ '[[:alpha:]]' then (search_words(p_query))[1] end, (select array_agg('% ' || w || '%') from unnest(search_words(p_query)) w), p_most, is_near;
    exit when found;
  end loop;
end $$;

create or replace function search_matched(p_score int) returns text language sql immutable parallel safe as $$
  select case
    when p_score in (100, 36) then 'number'
    when p_score in (95, 70, 38) then 'phone'
    when p_score in (92, 60, 40) then 'serial'
    when p_score in (90, 50) then 'email'
    when p_score in (85, 65, 55, 30) then 'name'
    when p_score in (58, 45, 28) then 'place'
    else 'several'
  end
$$;

-- A page of the job list for what was typed: ids in order, and how many match in all (null: too many to say). p_statuses null: any; p_technician: of the planned visit; p_order: newest, oldest, visit or name;
-- p_at (or p_name) and p_id: the row before the page, or behind it when not p_forward (then the page comes backwards).
-- What is rare is gathered by the trigrams and sorted, what is common met while walking along the order. A walk that meets too few, because all who match stand elsewhere, is given up and everything gathered.
create function list_jobs(p_query text, p_statuses text[], p_technician uuid, p_order text, p_at timestamptz, p_name text, p_id uuid, p_forward boolean, p_most int,
  out jobs uuid[], out matches int, out is_near boolean)
language plpgsql stable set enable_seqscan = off set enable_sort = off set jit = off as $$
declare
  c_rare constant int := 8000;
  v_falling boolean := case when p_order = 'newest' then p_forward else not p_forward end;
  v_key text := case p_order when 'name' then 'name' when 'visit' then 'window_start' else 'reported_at' end;
  v_order text := format('%1$s %2$s, job_id %2$s', v_key, case when v_falling then 'desc' else 'asc' end);
  v_behind text := case when p_id is null then 'true' else format('(%s, job_id) %s (%L, %L::uuid)', v_key, case when v_falling then '<' else '>' end, case p_order when 'name' then p_name else p_at::text end, p_id) end;
  v_filter text := case when p_statuses is null then 'true' when cardinality(p_statuses) = 1 then format('status = %L', p_statuses[1]) else format('status = any (%L::text[])', p_statuses) end;
  -- Few visits are ahead and few jobs open, whatever the history: their rows are read and not the trigrams.
  v_visits boolean := p_technician is not null or p_order = 'visit';
  v_few boolean := v_visits or cardinality(p_statuses) > 1;
  v_gather text := 'with found as materialized (%1$s) select array(select job_id from found where %2$s and %3$s order by %4$s limit %5$s), (select count(*) from found where %2$s), (select count(*) from found)';
  v_typed text;
  v_condition text;
  v_read text;
  v_all text;
  v_share float;
  v_seen int;
  v_jobs float := (select reltuples from pg_class where oid = 'job_search'::regclass);
begin
  p_query := search_typed(p_query);
  foreach is_near in array array[false, true] loop
    v_typed := search_condition(p_query, is_near);
    if v_typed is null then
      jobs := '{}'; matches := 0; is_near := false;
      return;
    end if;
    v_condition := replace(v_typed, '?', 'doc');
    -- An expression that no index knows.
    v_read := replace(v_typed, '?', '(doc || '''')');
    v_all := case
      when v_visits then format($sql$
        select s.job_id, s.status, v.window_start, s.reported_at, s.name
        from (select job_id, window_start from visits where status in ('Held', 'Planned', 'Confirmed', 'EnRoute', 'OnSite') and job_id is not null and %s offset 0) v join job_search s on s.job_id = v.job_id
        where %s$sql$, case when p_technician is null then 'true' else format('technician_id = %L', p_technician) end, v_read)
      when v_few then format('select job_id, status, reported_at, name from job_search where %s and (%s)', v_filter, v_read)
      else format('select job_id, status, reported_at, name from job_search where %s', v_condition) end;

    v_share := case when v_few or v_jobs <= c_rare then 0 else search_share(v_condition) end;
    if v_share * v_jobs <= c_rare then
      execute format(v_gather, case when v_few then v_all else v_all || ' limit ' || c_rare + 1 end, v_filter, v_behind, v_order, p_most) into jobs, matches, v_seen;
      if v_seen = 0 and v_few and not is_near then
        -- What is written like that, only not among these, is no mistake.
        execute format('select count(*) from (select 1 from job_search where %s limit 1) one', v_condition) into v_seen;
        exit when v_seen > 0;
      end if;
      continue when v_seen = 0;
      exit when v_few or v_seen <= c_rare;
    end if;

    -- Along the time matches stand scattered, along the names in clusters: all Smiths among the Amandas lie together.
    v_seen := case p_order when 'name' then 40000 else 4 * p_most / greatest(v_share, c_rare / greatest(v_jobs, c_rare)) end;
    execute format('select array(select job_id from (select job_id, doc, number from job_search where %s and %s order by %s limit %s) walked where %s limit %s)', v_filter, v_behind, v_order, v_seen, v_condition, p_most) into jobs;
    matches := null;
    if cardinality(jobs) < p_most then
      execute format('select count(*) from (select 1 from job_search where %s and %s order by %s offset %s limit 1) further', v_filter, v_behind, v_order, v_seen) into v_seen;
      if v_seen > 0 then
        execute format(v_gather, v_all, v_filter, v_behind, v_order, p_most) into jobs, matches, v_seen;
      end if;
    end if;
    return;
  end loop;
end $$;

grant select, insert on search_vocabulary to clevesec_site;
