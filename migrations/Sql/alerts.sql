-- One serial under two customers waits in the inbox: open inboxes hear when a label is read or corrected, and when somebody has said why.
create trigger feed_serials_settled after insert or update on serial_settlements for each row execute function feed_inbox();
create trigger feed_serials_read after update on recorders for each row
  when ((old.serial, old.merged_into_id) is distinct from (new.serial, new.merged_into_id)) execute function feed_inbox();
