-- Fifty technicians with eight visits on one day, and forty jobs that wait. The day is tomorrow, whatever today is.
insert into staff_members (id, name, email, role, active, home_zip, skills, qualifications, created_at)
  select gen_random_uuid(), 'Technician ' || n, 'b' || n || '@bench.example', 'Technician', true, (select zip from service_zips where served order by md5(zip || n) limit 1), '{Dahua,Lorex,Hikvision,Other}', '{}', now() from generate_series(1, 50) n;
insert into staff_working_hours (staff_id, day, start, "end")
  select id, day, span[1]::time, span[2]::time from staff_members, unnest(array['Monday','Tuesday','Wednesday','Thursday','Friday','Saturday','Sunday']) day, (values (array['07:00','12:00']), (array['12:15','20:00'])) s(span) where role = 'Technician';
insert into customers (id, name, phone, created_at, language) select gen_random_uuid(), 'Customer Number ' || n, '+1216555' || lpad(n::text, 4, '0'), now(), 'English' from generate_series(1, 440) n;
insert into sites (id, customer_id, street, city, state, zip)
  select gen_random_uuid(), c.id, '1 Main Street', z.city, 'OH', z.zip from customers c, lateral (select zip, city from service_zips where served order by md5(zip || c.id::text) limit 1) z;
insert into recorders (id, site_id, brand, created_at) select gen_random_uuid(), id, 'Dahua', now() from sites;
insert into jobs (id, number, status, customer_id, site_id, trouble, reported_at, ownership_overridden)
  select gen_random_uuid(), 'CS-2026-' || lpad((5000 + row_number() over (order by c.name))::text, 5, '0'), 'Reported', c.id, s.id, 'ForgottenPassword', now(), false from customers c join sites s on s.customer_id = c.id;
insert into job_recorders (id, job_id, recorder_id) select gen_random_uuid(), j.id, r.id from jobs j join recorders r on r.site_id = j.site_id;
with t as (select id, row_number() over (order by email) as n from staff_members where role = 'Technician'), j as (select id, site_id, row_number() over (order by number) - 1 as n from jobs)
insert into visits (id, job_id, technician_id, status, zip, window_start, window_end, work_start, work_end, occupied_start, occupied_end, created_at, changed_at, sequence)
  select gen_random_uuid(), j.id, t.id, 'Confirmed', s.zip, at - interval '30 min', at + interval '90 min', at, at + interval '45 min', at - interval '15 min', at + interval '60 min', now(), now(), 0
  from j join t on t.n = 1 + j.n / 8 join sites s on s.id = j.site_id,
    lateral (select (date_trunc('day', now() at time zone 'America/New_York') + interval '1 day 8 h' + (j.n % 8) * interval '80 min') at time zone 'America/New_York' as at) y
  where j.n < 400;
-- Everybody works around home, so that every drive fits.
update visits v set zip = near.zip from staff_members m join service_zips home on home.zip = m.home_zip, lateral (
    select zip, row_number() over (order by (latitude - home.latitude) ^ 2 + (longitude - home.longitude) ^ 2) as place from service_zips where served) near
  where v.technician_id = m.id and near.place = 1 + abs(hashtext(v.id::text)) % 3;
update sites s set zip = v.zip, city = z.city from visits v join jobs j on j.id = v.job_id join service_zips z on z.zip = v.zip where s.id = j.site_id;
update jobs set status = 'Scheduled' where id in (select job_id from visits);
vacuum analyze;
