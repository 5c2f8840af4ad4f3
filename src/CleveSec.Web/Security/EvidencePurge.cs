using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Security;

/// <summary>
/// Erases evidence on its date, and writes in the same statement to the audit what of which job went: no row goes without its line. What is under a legal hold stays; it goes in the first round
/// after the hold has ended.
/// </summary>
internal static class EvidencePurge
{
    public const string Action = "evidence purged";

    /// <summary>Who did it, in the audit.</summary>
    private const string By = "The site";

    /// <summary>What was sent with a booking that was never made has no job.</summary>
    private const string NoJob = "bookings that were never made";

    public static Task RunAsync(CleveSecDb db, Instant now, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        with held as (select job_id from legal_holds where ended_at is null),
        files as (
          delete from evidence_files where purge_at < {now} and (job_id is null or job_id not in (select job_id from held)) returning job_id, lower(kind) as what),
        forms as (
          delete from authorizations where purge_at < {now} and job_id not in (select job_id from held) returning job_id, 'authorization form' as what),
        owners as (
          delete from owner_signatures where purge_at < {now} and job_id not in (select job_id from held) returning job_id, 'owner''s signature' as what),
        certificates_gone as (
          delete from certificates where purge_at < {now} and job_id not in (select job_id from held) returning job_id, 'certificate' as what),
        gone as (
          select job_id, what, count(*) as n from (select * from files union all select * from forms union all select * from owners union all select * from certificates_gone) as every group by job_id, what)
        insert into audit_entries (at, staff_name, action, subject, detail)
        select {now}, {By}, {Action}, coalesce(jobs.number, {NoJob}), string_agg(n || ' ' || what, ', ' order by what)
        from gone left join jobs on jobs.id = gone.job_id group by jobs.number
        """, ct);
}
