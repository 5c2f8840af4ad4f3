using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Customers;

/// <summary>A serial that also stands under another customer, and nobody has said why.</summary>
internal sealed class SerialAlert
{
    public Guid RecorderId { get; init; }
    public string Serial { get; init; } = "";
    public Guid OtherRecorderId { get; init; }
    public Guid OtherCustomerId { get; init; }
    public string OtherCustomer { get; init; } = "";

    /// <summary>The newest job of the other entry.</summary>
    public string? OtherJob { get; init; }
}

/// <summary>The same device under two customers: sold on, stolen, or one of them is not who they say. Punctuation and case of a serial do not matter; a merge of the customers or a stated reason settles it.</summary>
internal sealed class SerialAlertsQuery(CleveSecDb db)
{
    public async Task<IReadOnlyList<SerialAlert>> OfJobAsync(IQueryable<Job> job, CancellationToken ct) =>
        await OfRecordersAsync(await job.AsNoTracking().SelectMany(row => row.Recorders).Where(part => part.Recorder.Serial != null).Select(part => part.RecorderId).ToArrayAsync(ct), ct);

    /// <summary>One of these serials, read at a recorder of this customer, that also stands under another one without a reason; null: none does.</summary>
    public async Task<string?> FindElsewhereAsync(Guid customerId, IReadOnlyCollection<string> serials, CancellationToken ct) => serials.Count == 0 ? null : (await db.Database.SqlQuery<string>($"""
        select o.serial as "Value" from recorders o join sites os on os.id = o.site_id
        where serial_normal(o.serial) in (select serial_normal(one) from unnest({serials.ToArray()}) as one) and o.merged_into_id is null and os.customer_id <> {customerId} and not exists (
          select 1 from serial_settlements t where t.serial = serial_normal(o.serial) and t.customer_a = least({customerId}, os.customer_id) and t.customer_b = greatest({customerId}, os.customer_id))
        limit 1
        """).ToListAsync(ct)).FirstOrDefault();

    public async Task<IReadOnlyList<SerialAlert>> OfRecordersAsync(Guid[] recorders, CancellationToken ct) => recorders.Length == 0 ? [] : await db.Database.SqlQuery<SerialAlert>($"""
        select r.id as recorder_id, r.serial, o.id as other_recorder_id, oc.id as other_customer_id, oc.name as other_customer,
          (select j.number from job_recorders p join jobs j on j.id = p.job_id where p.recorder_id = o.id order by j.reported_at desc limit 1) as other_job
        from recorders r join sites s on s.id = r.site_id
        join recorders o on serial_normal(o.serial) = serial_normal(r.serial) and o.id <> r.id and o.merged_into_id is null
        join sites os on os.id = o.site_id and os.customer_id <> s.customer_id join customers oc on oc.id = os.customer_id
        where r.id = any ({recorders}) and r.merged_into_id is null and not exists (
          select 1 from serial_settlements t where t.serial = serial_normal(r.serial) and t.customer_a = least(s.customer_id, os.customer_id) and t.customer_b = greatest(s.customer_id, os.customer_id))
        order by r.id, o.id limit 20
        """).ToListAsync(ct);
}
