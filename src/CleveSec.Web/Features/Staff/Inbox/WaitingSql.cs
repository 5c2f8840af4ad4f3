using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>
/// Everything that may wait, in one statement, with what people did about it. What depends on the moment in a way that is the office's rule is decided in <see cref="InboxQuery"/>.
/// </summary>
internal static class WaitingSql
{
    /// <param name="now">The moment that counts.</param>
    /// <param name="dayEnd">The end of today in New York.</param>
    public static Task<List<WaitingRow>> ReadAsync(CleveSecDb db, Instant now, Instant dayEnd, CancellationToken ct)
    {
        var (near, soon, hour, longOnSite) = (now + InboxQuery.Near, now + InboxQuery.VendorSoon, now - InboxQuery.PassingTrouble, now - InboxQuery.LongOnSite);
        var (claimed, lately) = (now - InboxMark.ClaimHolds, now - InboxQuery.SerialsLately);
        return db.Database.SqlQuery<WaitingRow>($"""
            with of_job as not materialized (
              select job.id, job.number, customer.name, customer.phone, site.city, customer.email, job.status, job.queued_at, job.queue_reason, job.call_back, job.reported_at
              from jobs job join customers customer on customer.id = job.customer_id join sites site on site.id = job.site_id
            ), known as (
              select entry.id, entry.serial, entry.normal, entry.created_at, site.customer_id, customer.name
              from (
                select recorder.id, recorder.serial, recorder.created_at, recorder.site_id, lately.normal, count(*) over (partition by lately.normal) as entries
                from (
                  select distinct serial_normal(its.serial) as normal from jobs job join job_recorders part on part.job_id = job.id join recorders its on its.id = part.recorder_id
                  where its.serial is not null and (job.status in ('Reported', 'Scheduled', 'OnSite', 'OwnershipVerified', 'AwaitingVendor', 'Reinitialized', 'NotRecovered', 'Refused') or job.reported_at > {lately})
                ) as lately
                cross join lateral (select id, serial, created_at, site_id from recorders where serial_normal(serial) = lately.normal and merged_into_id is null offset 0) as recorder
              ) as entry join sites site on site.id = entry.site_id join customers customer on customer.id = site.customer_id
              where entry.entries > 1
            ), twice as (
              select later.id, later.serial, later.normal, string_agg(distinct earlier.name, ', ') as elsewhere, min(greatest(later.created_at, (
                select max(first_read.at) from (select min(happened.at) as at from job_recorders its join job_events happened on happened.job_id = its.job_id and happened.job_recorder_id = its.id
                  where its.recorder_id in (later.id, earlier.id) and happened.kind = 'RecorderIdentified' group by its.recorder_id) as first_read))) as since
              from known later join known earlier on earlier.normal = later.normal and earlier.customer_id <> later.customer_id and earlier.id < later.id
              where not exists (select 1 from serial_settlements settled where settled.serial = later.normal
                and settled.customer_a = least(later.customer_id, earlier.customer_id) and settled.customer_b = greatest(later.customer_id, earlier.customer_id))
              group by later.id, later.serial, later.normal
            ), waits as (
              select 'job' as kind, id as subject, queued_at as since, id as job_id, number, name, phone, city, status, null as title, queue_reason as words, 0 as amount, call_back is not null as one,
                exists (select 1 from job_recorders recorder where recorder.job_id = of_job.id and recorder.outcome = 'Reinitialized')
                  and not exists (select 1 from job_recorders recorder where recorder.job_id = of_job.id and recorder.outcome is null) as other,
                null::timestamptz as window_start, null::timestamptz as window_end, null::timestamptz as work_start, null::timestamptz as occupied_start, null::timestamptz as en_route_at,
                null::timestamptz as changed_at, null::timestamptz as acknowledged_at, null as technician, null as technician_phone
              from of_job where queued_at is not null and status in ('Reported', 'AwaitingVendor')
              union all
              select 'close', id, coalesce((select max(happened.at) from job_events happened where happened.job_id = of_job.id and happened."to" = of_job.status and happened."from" is distinct from of_job.status), reported_at),
                id, number, name, phone, city, status, null, null, 0, false, false, null, null, null, null, null, null, null, null, null
              from of_job where status in ('Refused', 'NotRecovered')
              union all
              select 'visit', visit.id, visit.created_at, of_job.id, of_job.number, of_job.name, of_job.phone, of_job.city, visit.status, null, null, 0, works.so, away.so,
                visit.window_start, visit.window_end, visit.work_start, visit.occupied_start, visit.en_route_at, visit.changed_at, visit.acknowledged_at, technician.name, technician.phone
              from visits visit join of_job on of_job.id = visit.job_id join staff_members technician on technician.id = visit.technician_id
              cross join lateral (select technician.active and technician.role = 'Technician' as so) as works
              cross join lateral (select exists (select 1 from staff_absences absence where absence.staff_id = technician.id and absence.start < visit.occupied_end and absence."end" > visit.occupied_start) as so) as away
              where visit.status in ('Planned', 'Confirmed', 'EnRoute') and (visit.status = 'Planned' or visit.window_start < {dayEnd} or not works.so or away.so)
              union all
              select 'blocked', visit.id,
                case of_job.status when 'AwaitingVendor' then coalesce((select max(asked.asked_at) from vendor_cases asked where asked.job_id = of_job.id and asked.state in ('Drafted', 'Sent')), visit.arrived_at)
                  else visit.arrived_at end,
                of_job.id, of_job.number, of_job.name, of_job.phone, of_job.city, of_job.status, null, null, 0, false, false, visit.window_start, visit.window_end, null, null, null, null, null,
                technician.name, technician.phone
              from visits visit join of_job on of_job.id = visit.job_id join staff_members technician on technician.id = visit.technician_id
              where visit.status = 'OnSite' and (of_job.status = 'AwaitingVendor' or (of_job.status = 'OnSite' and visit.arrived_at <= {longOnSite}
                and not exists (select 1 from second_person_requests request where request.job_id = of_job.id and request.state = 'Waiting')))
              union all
              select 'second-person', request.id, request.asked_at, of_job.id, of_job.number, of_job.name, of_job.phone, of_job.city, request.phone_by_name, request.situation, request.note, 0, false, false,
                null, null, null, null, null, null, null, technician.name, technician.phone
              from second_person_requests request join of_job on of_job.id = request.job_id join staff_members technician on technician.id = request.asked_by_id where request.state = 'Waiting'
              union all
              select 'owner-declined', signature.id, signature.declined_at, of_job.id, of_job.number, of_job.name, of_job.phone, of_job.city, signature.representative_name, signature.owner_name, signature.declined_words, 0,
                exists (select 1 from visits visit where visit.job_id = of_job.id and visit.status = 'OnSite'), false, null, null, null, null, null, null, null, null, null
              from owner_signatures signature join of_job on of_job.id = signature.job_id
              where signature.state = 'Declined' and of_job.status not in ('Closed', 'Cancelled', 'Refused', 'NotRecovered')
                and not exists (select 1 from owner_signatures newer where newer.job_id = signature.job_id and newer.signed_at > signature.declined_at)
              union all
              select 'vendor', vendor.id, vendor.answer_valid_until, of_job.id, of_job.number, of_job.name, of_job.phone, of_job.city, of_job.status, vendor.vendor, null, 0, false, false,
                null, null, null, null, null, null, null, null, null
              from vendor_cases vendor join of_job on of_job.id = vendor.job_id
              where vendor.answer_valid_until < {soon} and vendor.state in ('Sent', 'Answered', 'Expired')
                and not exists (select 1 from vendor_cases newer where newer.job_recorder_id = vendor.job_recorder_id and newer.asked_at > vendor.asked_at) and of_job.status not in ('Reinitialized', 'Closed', 'Cancelled', 'Refused', 'NotRecovered')
              union all
              select 'vendor-answer', answer.id, answer.came_at, of_job.id, of_job.number, of_job.name, of_job.phone, of_job.city, answer.state, vendor.vendor, answer.from_address, 0, answer.kind = 'Bounce',
                answer.kind = 'Answer' and (answer.sender <> 'Recipient' or answer.sender_unproven), null, null, null, null, null, null, null, null, null
              from vendor_answers answer left join vendor_cases vendor on vendor.id = answer.vendor_case_id left join of_job on of_job.id = vendor.job_id where answer.state = 'Quarantined'
              union all
              select 'vendor-silent', vendor.id, vendor.answer_expected_by, of_job.id, of_job.number, of_job.name, of_job.phone, of_job.city, of_job.status, vendor.vendor, null, 0, false, false,
                null, null, null, null, null, null, null, null, null
              from vendor_cases vendor join of_job on of_job.id = vendor.job_id
              where vendor.state = 'Sent' and vendor.answer_expected_by <= {now} and not exists (select 1 from vendor_answers answer where answer.vendor_case_id = vendor.id and answer.state = 'Quarantined')
              union all
              select 'mail', mail.id, case mail.state when 'Failed' then mail.next_try_at else mail.created_at end, of_job.id, of_job.number, of_job.name, of_job.phone, of_job.city, mail.state, mail.subject,
                mail.to_address, tries.failed, is_near.so, coalesce(mail.to_address = of_job.email, false), null, null, null, null, null, null, null, null, null
              from outbox_mails mail left join of_job on of_job.id = mail.job_id
              cross join lateral (select case when mail.lease_until is null then mail.tries else mail.tries - 1 end as failed) as tries
              cross join lateral (select mail.job_id is not null and exists (select 1 from visits visit where visit.job_id = mail.job_id and visit.status in ('Held', 'Planned', 'Confirmed', 'EnRoute', 'OnSite') and visit.window_end >= {now} and visit.window_start < {near}) as so) as is_near
              where mail.state in ('Failed', 'Waiting') and mail.to_address <> {OutboxMail.Erased}
                and not (mail.kind = 'VendorLetter' and exists (select 1 from vendor_cases its where its.letter_mail_id = mail.id and its.state in ('Imported', 'Expired', 'Refused')))
                and (mail.state = 'Failed' or (mail.last_error is not null and (tries.failed >= {InboxQuery.ManyTries} or (tries.failed >= 1 and is_near.so))))
              union all
              select 'call', message.id, message.created_at, of_job.id, of_job.number, of_job.name, of_job.phone, of_job.city, null, null, message.subject, 0, false, false,
                null, null, null, null, null, null, null, null, null
              from messages message join of_job on of_job.id = message.job_id where message.channel = 'Phone' and message.done_at is null and message.created_at <= {now}
              union all
              select 'photos', of_job.id, photos.at, of_job.id, of_job.number, of_job.name, of_job.phone, of_job.city, null, null, null, photos.amount, false, false,
                null, null, null, null, null, null, null, null, null
              from (select job_id, min(at) as at, count(*)::int as amount from evidence_files where seen_at is null and job_id is not null group by job_id) as photos join of_job on of_job.id = photos.job_id
              union all
              select 'note', note.id, note.at, of_job.id, of_job.number, of_job.name, of_job.phone, of_job.city, null, null, note.text, 0, false, false, null, null, null, null, null, null, null, null, null
              from customer_notes note join of_job on of_job.id = note.job_id where note.done_at is null
              union all
              select 'call-back', id, at, null, null, name, phone, null, language, best_time, about, 0, false, false, null, null, null, null, null, null, null, null, null
              from call_requests where done_at is null
              union all
              select 'question', comment.id, coalesce(comment.confirmed_at, comment.at), null, null, comment.name, null, null, comment.language, coalesce(topic.title, comment.slug), comment.text, 0, false, false,
                null, null, null, null, null, null, null, null, null
              from guide_comments comment left join guide_topics topic on topic.slug = comment.slug and topic.language = comment.language where comment.state = 'Waiting'
              union all
              select 'roads', '00000000-0000-0000-0000-000000000000', road_server_failing_since, null, null, null, null, null, null, null, coalesce(road_server_error, ''), 0, false, false,
                null, null, null, null, null, null, null, null, null
              from travel_settings where road_server_failing_since is not null
              union all
              select 'calendar', feed.id, feed.failing_since, null, null, null, null, null, null, null, coalesce(feed.error, ''), 0, false, false, null, null, null, null, null, null, null, technician.name, null
              from busy_feeds feed join staff_members technician on technician.id = feed.technician_id where feed.failing_since <= {hour}
              union all
              select 'clash', work.id, work.created_at, null, null, null, null, null, null, null, work.conflict, 0, false, false, work.start, work."end", null, null, null, null, null, technician.name, null
              from other_work work join busy_feeds feed on feed.id = work.feed_id join staff_members technician on technician.id = feed.technician_id
              where work.conflict is not null and work.cancelled_at is null and work."end" > {now}
              union all
              select 'serial', twice.id, twice.since, of_job.id, of_job.number, of_job.name, of_job.phone, of_job.city, null, twice.serial, twice.elsewhere, 0,
                exists (select 1 from known join job_recorders part on part.recorder_id = known.id join visits visit on visit.job_id = part.job_id
                  where known.normal = twice.normal and visit.status in ('Planned', 'Confirmed', 'EnRoute', 'OnSite') and visit.window_start < {dayEnd}), false,
                null, null, null, null, null, null, null, null, null
              from twice cross join lateral (select of_job.* from job_recorders part join of_job on of_job.id = part.job_id where part.recorder_id = twice.id order by of_job.reported_at desc limit 1) as of_job
            )
            select kind, subject, since, job_id, number, name as customer, phone, city, status, title, words, amount, one, other, window_start, window_end, work_start, occupied_start, en_route_at,
              changed_at, acknowledged_at, technician, technician_phone,
              (select json_agg(json_build_object('kind', mark.kind, 'since', (extract(epoch from mark.since) * 1000000)::bigint, 'by', case when mark.claimed_at > {claimed} then mark.claimed_by_id end, 'byName', mark.claimed_by_name,
                'done', mark.done_at is not null, 'seen', mark.seen_at is not null, 'alerted', mark.alerted_at is not null))::text
               from inbox_marks mark where mark.subject = waits.subject) as marks
            from waits
            """).ToListAsync(ct);
    }
}
