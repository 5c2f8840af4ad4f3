-- Cases from before: an open question stays one; an answer from before has been used or has not, and no file of it is kept here.
update vendor_cases set state = case state when 'Asked' then 'Sent' when 'Ended' then 'Refused' else state end, sent_at = coalesce(sent_at, asked_at),
  answered_at = case when state = 'Answered' then ended_at end, ended_at = case when state = 'Answered' then null else ended_at end;
update vendor_cases set state = 'Refused', ended_at = coalesce(answered_at, asked_at)
  where state = 'Answered' and exists (select 1 from job_recorders part where part.id = job_recorder_id and part.outcome is not null
    or exists (select 1 from jobs job where job.id = vendor_cases.job_id and job.status in ('Closed', 'Cancelled', 'Refused', 'NotRecovered', 'Reinitialized')));

-- The legal moves, as in Recovery/VendorCase.cs; a test compares them. What was asked never changes.
create function move_vendor_cases() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state not in ('Drafted', 'Sent') then
      raise exception 'a vendor case begins drafted or sent' using errcode = 'CS002';
    end if;
    return new;
  end if;
  if (new.job_id, new.job_recorder_id, new.method_id, new.asked_at, new.token) is distinct from (old.job_id, old.job_recorder_id, old.method_id, old.asked_at, old.token)
     and (new.job_id, new.job_recorder_id) is not distinct from (old.job_id, old.job_recorder_id) then
    raise exception 'what was asked of a vendor does not change' using errcode = 'CS002';
  end if;
  if new.state <> old.state and (old.state || ' ' || new.state) not in (
      'Drafted Sent', 'Drafted Refused', 'Sent Answered', 'Sent Refused', 'Answered Imported', 'Answered Expired', 'Answered Refused') then
    raise exception 'a vendor case cannot go from % to %', old.state, new.state using errcode = 'CS002';
  end if;
  return new;
end $$;
create trigger move_vendor_cases before insert or update on vendor_cases for each row execute function move_vendor_cases();

-- A case that is over keeps neither the exported file nor an answer, whoever ended it.
create function purge_vendor_case() returns trigger language plpgsql as $$
begin
  delete from vendor_files where vendor_case_id = new.id;
  delete from outbox_attachments where outbox_mail_id = new.letter_mail_id;
  update outbox_mails set state = 'Failed', last_error = 'The vendor case was over before this letter left.' where id = new.letter_mail_id and state = 'Waiting';
  update vendor_answers set sealed_bytes = null, sealed_key = null, state = case state when 'Quarantined' then 'Late' else state end where vendor_case_id = new.id;
  return null;
end $$;
create trigger purge_vendor_case after update on vendor_cases for each row
  when (new.state in ('Imported', 'Expired', 'Refused') and old.state <> new.state) execute function purge_vendor_case();

-- What came is decided once. What it holds is there only while it waits or may be used, never for a case that is over, and once gone does not come back.
create function keep_vendor_answers() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - array['state', 'vendor_case_id', 'sender', 'scan', 'scan_words', 'sealed_bytes', 'sealed_key', 'decided_at', 'decided_by_id', 'decided_by_name', 'reason'])
        is distinct from (to_jsonb(old) - array['state', 'vendor_case_id', 'sender', 'scan', 'scan_words', 'sealed_bytes', 'sealed_key', 'decided_at', 'decided_by_id', 'decided_by_name', 'reason'])
       or (old.state <> 'Quarantined' and new.state <> old.state)
       or (new.sealed_bytes is not null and new.sealed_bytes is distinct from old.sealed_bytes)
       or (old.vendor_case_id is not null and new.vendor_case_id is distinct from old.vendor_case_id) then
      raise exception 'an answer of a vendor is decided once and never rewritten' using errcode = 'CS002';
    end if;
  elsif new.state not in ('Quarantined', 'Late') then
    raise exception 'what comes by mail waits for a person' using errcode = 'CS002';
  end if;
  if new.sealed_bytes is not null and (new.state not in ('Quarantined', 'Accepted')
     or exists (select 1 from vendor_cases its where its.id = new.vendor_case_id and its.state in ('Imported', 'Expired', 'Refused'))) then
    raise exception 'nothing is kept of an answer that is not needed' using errcode = 'CS002';
  end if;
  if new.state = 'Accepted' and old.state <> 'Accepted'
     and not exists (select 1 from vendor_cases its join ownership_checks verified on verified.job_id = its.job_id and verified.outcome in ('Verified', 'Overridden') and verified.withdrawn_at is null where its.id = new.vendor_case_id) then
    raise exception 'ownership gate: no answer for a recorder whose ownership is not verified' using errcode = 'CS001';
  end if;
  return new;
end $$;
create trigger keep_vendor_answers before insert or update on vendor_answers for each row execute function keep_vendor_answers();

alter table vendor_answers add constraint ck_vendor_answers_decided check (case when state in ('Accepted', 'Refused') then decided_by_id is not null and decided_at is not null else true end);
alter table vendor_answers add constraint ck_vendor_answers_sealed check ((sealed_bytes is null) = (sealed_key is null));
alter table vendors add constraint ck_vendors_hours check (validity_hours between 1 and 336 and reply_hours between 1 and 720);

create trigger feed_vendor_answers after insert or update on vendor_answers for each row execute function feed_inbox();

-- The guide's own address, which nothing else confirms: the device's screen comes first (facts 1.8, 7 no. 11). The others are not known. Validity: facts 1.8, 1.9 and 2.
insert into vendors (id, name, recipient, letter_text, validity_hours, reply_hours, needs, opens_at, closes_at) values
  ('dahua-xml', 'Dahua support', 'support_rpwd@dahuatech.com', 'We ask for the result file to reset the password of the recorder below. Its owner is our customer and was checked on site. The file exported from the recorder is attached.', 24, 48, 'Device, File', null, null),
  ('dahua-vendor-code', 'Seller of the Dahua recorder', null, 'We ask for a password reset code for the recorder below. Its owner is our customer and was checked on site.', 24, 48, 'Device, Date', null, null),
  ('lorex-support', 'Lorex support', null, 'We ask for help with resetting the password of the recorder below. Its owner is our customer and was checked on site.', 24, 48, 'Device', null, null),
  ('hik-sadp', 'Hikvision support', null, 'We ask for the file or key to reset the password of the recorder below. Its owner is our customer and was checked on site. The file exported with SADP is attached.', 48, 48, 'Device, File', null, null),
  ('hik-partner-pro', 'Hik-Partner Pro', null, 'We ask for a password reset of the recorder below. Its owner is our customer and was checked on site.', 48, 48, 'Device', null, null);
insert into vendor_mailboxes (id, uid_validity, last_uid) values (1, 0, 0);

grant select, update on vendors, vendor_mailboxes to clevesec_site;
grant select, insert, update on vendor_answers to clevesec_site;
grant select, insert, delete on vendor_files, outbox_attachments to clevesec_site;
