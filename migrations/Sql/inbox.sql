-- Who takes what is seen by everybody at once. That something was seen, or told to the person on call, is nobody's news.
create function feed_marks() returns trigger language plpgsql as $$
begin
  insert into change_feed (topic, subject) values ('inbox', new.subject);
  perform tell_live();
  return null;
end $$;
create trigger feed_marks_new after insert on inbox_marks for each row when (new.claimed_by_id is not null or new.done_at is not null) execute function feed_marks();
create trigger feed_marks_changed after update on inbox_marks for each row
  when ((old.claimed_by_id, old.done_at) is distinct from (new.claimed_by_id, new.done_at)) execute function feed_marks();

-- What the inbox looks for among all the mails and messages there ever were.
create index ix_outbox_mails_trouble on outbox_mails (job_id) where state in ('Failed', 'Waiting') and (state = 'Failed' or last_error is not null);
create index ix_messages_calls on messages (created_at) where channel = 'Phone' and done_at is null;

grant select, insert, update, delete on inbox_marks, inbox_views to clevesec_site;
