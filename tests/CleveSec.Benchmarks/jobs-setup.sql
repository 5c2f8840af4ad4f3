-- One million jobs of ten years: 700,000 customers (a tenth come again), names and streets as unevenly spread as real ones, nearly all jobs closed, four hundred visits ahead, ninety outcomes to close.
-- Given: jobs. The triggers stand aside while it is filled; what they keep is then made at once.
\set ON_ERROR_STOP on
alter table jobs disable trigger user; alter table job_recorders disable trigger user; alter table sites disable trigger user; alter table recorders disable trigger user; alter table visits disable trigger user; alter table job_events disable trigger user; alter table customers disable trigger user;
drop index ix_job_search_doc; drop index ix_job_search_name;
create temporary table words as select
  array['James','Mary','Robert','Patricia','John','Jennifer','Michael','Linda','David','Elizabeth','William','Barbara','Richard','Susan','Joseph','Jessica','Thomas','Karen','Carlos','Sarah','José','Lisa','Daniel','Nancy','Matthew','Sandra','Anthony','Betty','Mark','Ashley','Donald','Emily','Steven','Kimberly','Andrew','Margaret','Paul','Donna','Joshua','Michelle','Kenneth','Carol','Kevin','Amanda','Brian','Melissa','Zoë','Deborah','Ximena','Stephanie'] as firsts,
  array['Smith','Johnson','Williams','Brown','Jones','García','Miller','Davis','Rodríguez','Martínez','Hernández','López','Wilson','Anderson','Thomas','Taylor','Moore','Jackson','Martin','Lee','Pérez','Thompson','White','Harris','Sánchez','Clark','Ramírez','Lewis','Robinson','Walker','Young','Allen','King','Wright','Scott','Torres','Nguyen','Hill','Flores','Green','Adams','Nelson','Baker','Hall','Rivera','Campbell','Mitchell','Carter','Roberts','O''Brien','Kowalski','Novak','O''Malley','Szabó','Horvath','DiGiacomo','St. John','Müller','Papadopoulos','McKenzie'] as lasts,
  array['Main St','Detroit Ave','Lorain Ave','Euclid Ave','Elmwood Ave','Clifton Blvd','Madison Ave','Lake Ave','Broadway Ave','Pearl Rd','State Rd','Ridge Rd','Center Ridge Rd','Mayfield Rd','Cedar Rd','Lee Rd','Warren Rd','W 25th St','E 55th St','Carnegie Ave','Chester Ave','Superior Ave','St Clair Ave','Buckeye Rd','Kinsman Rd','Harvard Ave','Denison Ave','Fulton Rd','Memphis Ave','Brookpark Rd','Snow Rd','Pleasant Valley Rd','Rockside Rd','Chagrin Blvd','Van Aken Blvd','Shaker Blvd','Fairmount Blvd','Coventry Rd','Taylor Rd','Noble Rd','Larchmere Blvd','Bagley Rd','Columbia Rd','Hilliard Blvd','Puritas Ave','Rocky River Dr','Triskett Rd','Berea Rd','Franklin Blvd','Bridge Ave'] as streets,
  array['wood','berg','man','ley','ton','son','field','ski','escu','sen','ian','idis','ova','ell','ham','stein','by','worth','dale','more'] as ends,
  array['Bar','Cal','Dor','Fel','Gar','Hol','Kin','Lan','Mar','Nor','Pel','Ros','Sal','Tol','Var','Wal','Bren','Crad','Drum','Fitz','Grun','Hend','Kles','Lind','Merr','Nev','Pren','Quin','Rad','Stef','Trev','Ulm','Vost','Wex','Yar','Zim'] as starts;
create function bench_name(n bigint, w words) returns text language sql immutable as $$
  select w.firsts[1 + abs(hashint8(n)) % 50] || ' ' || case
    when abs(hashint8(n * 7 + 1)) % 10 < 4 then w.lasts[1 + floor(60 * power((abs(hashint8(n * 3 + 5)) % 10000) / 10000.0, 2))::int % 60]
    else w.starts[1 + abs(hashint8(n * 5 + 2)) % 36] || w.ends[1 + abs(hashint8(n * 11 + 3)) % 20]
      || case when abs(hashint8(n * 13 + 4)) % 10 = 0 then '-' || w.lasts[1 + abs(hashint8(n * 17)) % 60] else '' end end
$$;
insert into staff_members (id, name, email, role, active, home_zip, skills, qualifications, created_at)
  select gen_random_uuid(), 'Technician ' || n, 't' || n || '@bench.example', 'Technician', true, '44113', '{Dahua,Lorex,Hikvision,Other}', '{}', now() from generate_series(1, 10) n;
create temporary table zips as select row_number() over (order by zip) - 1 as k, zip, city from service_zips where served;
insert into customers (id, name, email, phone, created_at, language)
  select lpad(to_hex(n), 32, '0')::uuid, bench_name(n, w), case when n % 10 < 8 then lower(w.firsts[1 + abs(hashint8(n)) % 50]) || '.' || substr(md5(n::text), 1, 5) || n % 1000 || '@' || (array['gmail.com','yahoo.com','example.org','att.net'])[1 + n % 4] end,
    '+1' || (array['216','440','330','234'])[1 + n % 4] || lpad(((abs(hashint8(n * 19)) % 7999999) + 2000000)::text, 7, '0'), now() - (:jobs * 0.7 - n) * interval '10 years' / (:jobs * 0.7), 'English'
  from words w, generate_series(1, (:jobs * 0.7)::bigint) n;
insert into sites (id, customer_id, street, unit, city, state, zip)
  select lpad(to_hex(n), 32, '0')::uuid, lpad(to_hex(n), 32, '0')::uuid, (1 + abs(hashint8(n * 23)) % 19999) || ' ' || w.streets[1 + abs(hashint8(n * 29)) % 50], case when n % 6 = 0 then 'Apt ' || n % 40 end, z.city, 'OH', z.zip
  from words w, generate_series(1, (:jobs * 0.7)::bigint) n join zips z on z.k = abs(hashint8(n * 31)) % (select count(*) from zips);
insert into recorders (id, site_id, brand, model, serial, created_at)
  select lpad(to_hex(n), 32, '0')::uuid, lpad(to_hex(n), 32, '0')::uuid, (array['Dahua','Lorex','Hikvision','Other'])[1 + n % 4], 'NVR4108', case when n % 3 > 0 then upper(substr(md5(n::text), 1, 15)) end, now()
  from generate_series(1, (:jobs * 0.7)::bigint) n;
insert into jobs (id, number, status, customer_id, site_id, trouble, reported_at, ownership_overridden, rules_overridden, service_id, queued_at)
  select lpad(to_hex(n), 32, '0')::uuid, 'CS-' || 2016 + (n * 10 / :jobs) || '-' || lpad(n::text, 7, '0'),
    case when n > :jobs - 400 then 'Scheduled' when n > :jobs - 700 then 'Reported' when n > :jobs - 740 then 'OnSite'
      when n % 100 < 4 then 'Cancelled' when n > :jobs - 3000 and n % 100 < 6 then 'NotRecovered' when n > :jobs - 3000 and n % 100 = 6 then 'Refused' else 'Closed' end,
    c.id, c.id, 'ForgottenPassword', now() - (:jobs - n) * interval '10 years' / :jobs, false, false, 'recovery', case when n > :jobs - 700 and n <= :jobs - 400 then now() end
  from generate_series(1, :jobs) n, lateral (select lpad(to_hex(case when n > :jobs * 0.7 then 1 + abs(hashint8(n * 37)) % (:jobs * 0.7)::bigint else n end), 32, '0')::uuid as id) c;
insert into job_recorders (id, job_id, recorder_id) select id, id, customer_id from jobs;
insert into job_events (id, job_id, kind, "to", actor_role, actor_name, at, detail) select id, id, 'Report', 'Reported', 'Homeowner', 'Bench', reported_at, '{}' from jobs;
insert into visits (id, job_id, technician_id, status, zip, window_start, window_end, work_start, work_end, occupied_start, occupied_end, created_at, changed_at, sequence)
  select j.id, j.id, t.id, case when j.status = 'Scheduled' then 'Planned' else 'Done' end, '44113', at, at + interval '2 h', at, at + interval '1 h', at, at + interval '75 min', j.reported_at, j.reported_at, 0
  from (select jobs.*, row_number() over (order by (status = 'Scheduled') desc, id) as n from jobs) j join (select id, row_number() over () - 1 as k from staff_members where role = 'Technician') t on t.k = j.n % 10,
    lateral (select case when j.status = 'Scheduled' then date_trunc('hour', now()) + j.n / 10 * interval '4 hours' else j.reported_at end as at) x
  where j.status in ('Scheduled', 'Closed');
select refresh_job_search(array(select id from jobs));
create index ix_job_search_doc on job_search using gin (doc gin_trgm_ops);
create index ix_job_search_name on job_search (name, job_id) include (doc, status);
alter table jobs enable trigger user; alter table job_recorders enable trigger user; alter table sites enable trigger user; alter table recorders enable trigger user;
alter table visits enable trigger user; alter table job_events enable trigger user; alter table customers enable trigger user;
drop function bench_name(bigint, words);
vacuum (analyze) customers, sites, recorders, jobs, job_recorders, job_events, visits, job_search, search_vocabulary;
