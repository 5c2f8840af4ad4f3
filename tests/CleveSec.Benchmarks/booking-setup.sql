-- Forty technicians and sixty days ahead: windows do not run out while it is measured.
insert into staff_members (id, name, email, role, active, home_zip, skills, qualifications, created_at)
select gen_random_uuid(), 'Technician ' || n, 'technician' || n || '@bench.example', 'Technician', true, '44113', array['Dahua', 'Lorex', 'Hikvision', 'Other'], '{}', now() from generate_series(1, 40) n;
insert into staff_working_hours (staff_id, day, start, "end")
select id, day, '08:00', '18:00' from staff_members, unnest(array['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']) day where role = 'Technician';
update booking_settings set horizon_days = 60;
create table bench_technicians (n serial primary key, id uuid not null);
insert into bench_technicians (id) select id from staff_members where role = 'Technician';
