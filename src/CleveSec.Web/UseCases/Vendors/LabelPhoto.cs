using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>What becomes of a job's photo of the label when a letter to a vendor leaves.</summary>
internal enum LabelPhotoState
{
    None,

    /// <summary>There is one, and nobody has looked at it.</summary>
    NotLookedAt,
    Leaves,

    /// <summary>A photo is kept for the job and not for a recorder: with several it may show another one's label.</summary>
    SeveralRecorders,
}

/// <summary>Which photo of the label leaves with a letter: only one that somebody of the staff has looked at or taken, and only where it cannot be another recorder's.</summary>
internal sealed class LabelPhoto(CleveSecDb db)
{
    /// <param name="recorders">How many the job has.</param>
    public async Task<LabelPhotoState> StateAsync(Guid jobId, int recorders, CancellationToken ct)
    {
        if (recorders > 1)
        {
            return LabelPhotoState.SeveralRecorders;
        }

        var seen = await Of(jobId).Select(photo => photo.SeenAt != null).ToListAsync(ct);
        return seen.Contains(true) ? LabelPhotoState.Leaves : seen.Count > 0 ? LabelPhotoState.NotLookedAt : LabelPhotoState.None;
    }

    /// <summary>The newest one that may leave; null: none does.</summary>
    public Task<EvidenceFile?> ThatLeavesAsync(Guid jobId, int recorders, CancellationToken ct) =>
        Of(jobId).Where(photo => photo.SeenAt != null && recorders == 1).OrderByDescending(photo => photo.At).FirstOrDefaultAsync(ct);

    private IQueryable<EvidenceFile> Of(Guid jobId) => db.EvidenceFiles.AsNoTracking().Where(photo => photo.JobId == jobId && photo.Kind == EvidenceKind.Label && photo.Format == EvidenceFormat.Picture);
}
