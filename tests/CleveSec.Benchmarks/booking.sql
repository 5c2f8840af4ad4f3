-- The rows of one booking, as plain SQL, in one transaction: what ./bench booking compares with. Given: base, i (counted on), html, text, calendar.
\set i :i + 1
\set slot :base + :i * 8 + :client_id
\set technician :slot % 40 + 1
\set minutes :slot / 40 * 90
\set customer random(1, 281474976710655)
\set site random(1, 281474976710655)
\set recorder random(1, 281474976710655)
\set job random(1, 281474976710655)
\set visit random(1, 281474976710655)
\set mail random(1, 281474976710655)
begin;
insert into rate_counts (key, window_start, count) values ('booking:' || md5(:slot::bigint::text), date_trunc('hour', now()), 1) on conflict (key, window_start) do update set count = rate_counts.count + 1;
insert into command_keys (key, kind, fingerprint, result_id, at) values (gen_random_uuid(), 'booking', sha256('fingerprint'), ('00000000-0000-4000-8000-' || lpad(to_hex(:job::bigint), 12, '0'))::uuid, now());
insert into customers (id, name, email, phone, created_at, language) values (('00000000-0000-4000-8000-' || lpad(to_hex(:customer::bigint), 12, '0'))::uuid, 'Alexandra O''Brien-Muñoz', 'person' || :slot::bigint || '@bench.example', '+12165550142', now(), 'English');
insert into sites (id, customer_id, street, unit, city, state, zip, gate_code) values (('00000000-0000-4000-8000-' || lpad(to_hex(:site::bigint), 12, '0'))::uuid, ('00000000-0000-4000-8000-' || lpad(to_hex(:customer::bigint), 12, '0'))::uuid, :slot::bigint || ' Public Square', 'Apt 4', 'Cleveland', 'OH', '44113', repeat('s', 130));
insert into recorders (id, site_id, brand, created_at) values (('00000000-0000-4000-8000-' || lpad(to_hex(:recorder::bigint), 12, '0'))::uuid, ('00000000-0000-4000-8000-' || lpad(to_hex(:site::bigint), 12, '0'))::uuid, 'Dahua', now());
insert into jobs (id, number, status, customer_id, site_id, trouble, notes, reported_at, ownership_overridden, rules_overridden, service_id, situation, footage) values (('00000000-0000-4000-8000-' || lpad(to_hex(:job::bigint), 12, '0'))::uuid, 'CS-9999-' || :slot::bigint, 'Scheduled', ('00000000-0000-4000-8000-' || lpad(to_hex(:customer::bigint), 12, '0'))::uuid, ('00000000-0000-4000-8000-' || lpad(to_hex(:site::bigint), 12, '0'))::uuid, 'ForgottenPassword', 'The recorder is in the basement, behind the door on the left.', now(), false, false, 'recovery', 'Own', 'No');
insert into job_recorders (id, job_id, recorder_id) values (gen_random_uuid(), ('00000000-0000-4000-8000-' || lpad(to_hex(:job::bigint), 12, '0'))::uuid, ('00000000-0000-4000-8000-' || lpad(to_hex(:recorder::bigint), 12, '0'))::uuid);
insert into visits (id, job_id, technician_id, status, zip, window_start, window_end, work_start, work_end, occupied_start, occupied_end, created_at, changed_at, sequence)
  select ('00000000-0000-4000-8000-' || lpad(to_hex(:visit::bigint), 12, '0'))::uuid, ('00000000-0000-4000-8000-' || lpad(to_hex(:job::bigint), 12, '0'))::uuid, id, 'Planned', '44113', at, at + interval '2 hours', at + interval '5 minutes', at + interval '65 minutes', at, at + interval '80 minutes', now(), now(), 0
  from bench_technicians, lateral (select timestamptz '2100-01-01 00:00Z' + :minutes::int * interval '1 minute' as at) as start where n = :technician::int;
insert into job_events (id, job_id, kind, "from", "to", actor_role, actor_name, at, detail) values (gen_random_uuid(), ('00000000-0000-4000-8000-' || lpad(to_hex(:job::bigint), 12, '0'))::uuid, 'Report', null, 'Reported', 'Homeowner', 'Alexandra O''Brien-Muñoz', now(), '{"trouble": "ForgottenPassword"}');
insert into job_events (id, job_id, kind, "from", "to", actor_role, actor_name, at, visit_id, detail) values (gen_random_uuid(), ('00000000-0000-4000-8000-' || lpad(to_hex(:job::bigint), 12, '0'))::uuid, 'Schedule', 'Reported', 'Scheduled', 'Homeowner', 'Alexandra O''Brien-Muñoz', now(), ('00000000-0000-4000-8000-' || lpad(to_hex(:visit::bigint), 12, '0'))::uuid, '{"window": "2026-11-28T13:00:00Z/2026-11-28T15:00:00Z"}');
insert into secret_links (id, purpose, token_hash, subject_id, created_at, expires_at) values (gen_random_uuid(), 'Visit', sha256(:slot::bigint::text::bytea), ('00000000-0000-4000-8000-' || lpad(to_hex(:job::bigint), 12, '0'))::uuid, now(), now() + interval '20 days');
insert into outbox_mails (id, job_id, kind, to_address, to_name, subject, text_body, html_body, calendar, sealed_secrets, message_id, state, tries, created_at, next_try_at) values (('00000000-0000-4000-8000-' || lpad(to_hex(:mail::bigint), 12, '0'))::uuid, ('00000000-0000-4000-8000-' || lpad(to_hex(:job::bigint), 12, '0'))::uuid, 'BookingConfirmedMail', 'person@bench.example', 'Alexandra O''Brien-Muñoz', 'Your visit is booked: Fri, Nov 27, 8–10 am', :text, :html, :calendar, repeat('s', 200), :slot::bigint || '-a@bench.example', 'Waiting', 0, now(), now() + interval '1 year');
insert into outbox_mails (id, job_id, kind, to_address, to_name, subject, text_body, html_body, message_id, state, tries, created_at, next_try_at) values (gen_random_uuid(), ('00000000-0000-4000-8000-' || lpad(to_hex(:job::bigint), 12, '0'))::uuid, 'VisitAssignedMail', 'technician@bench.example', 'Technician', 'New or changed visit', left(:text, 400), left(:html, 2000), :slot::bigint || '-b@bench.example', 'Waiting', 0, now(), now() + interval '1 year');
insert into messages (id, job_id, channel, subject, outbox_mail_id, created_at) values (gen_random_uuid(), ('00000000-0000-4000-8000-' || lpad(to_hex(:job::bigint), 12, '0'))::uuid, 'Email', 'Your visit is booked: Fri, Nov 27, 8–10 am', ('00000000-0000-4000-8000-' || lpad(to_hex(:mail::bigint), 12, '0'))::uuid, now());
insert into customer_sessions (id, key_hash, job_id, source, created_at, expires_at, may_change_until) values (gen_random_uuid(), sha256((:slot::bigint || 'session')::bytea), ('00000000-0000-4000-8000-' || lpad(to_hex(:job::bigint), 12, '0'))::uuid, 'Booking', now(), now() + interval '12 hours', now() + interval '1 hour');
commit;
