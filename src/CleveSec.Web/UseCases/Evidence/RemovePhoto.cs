using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Evidence;

/// <summary>Takes a picture off the booking form it was sent with; only whoever has that form's key can, and one that is a job's by now stays.</summary>
internal sealed class RemovePhoto(CleveSecDb db)
{
    public Task RunAsync(Guid formKey, Guid id, CancellationToken ct) =>
        db.EvidenceFiles.Where(file => file.Id == id && file.FormKey == formKey && file.JobId == null).ExecuteDeleteAsync(ct);
}
