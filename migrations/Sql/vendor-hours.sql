-- One span for every day becomes the same span of each day; where none was set, none is known.
alter table vendors add column hours text[] not null default '{}';
update vendors set hours = array(
    select day || ' ' || to_char(opens_at, 'HH24:MI') || '-' || to_char(closes_at, 'HH24:MI')
    from unnest(array['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']) with ordinality as week(day, place) order by place)
  where opens_at is not null and closes_at is not null;
alter table vendors alter column hours drop default;
