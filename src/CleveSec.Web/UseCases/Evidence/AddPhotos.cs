using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.UseCases.Evidence;

/// <param name="Field">Of the form, for what is said beside it.</param>
internal sealed record ChosenPhoto(EvidenceKind Kind, string Field, IFormFile File);

/// <param name="Kept">How many were kept, repeated ones included.</param>
/// <param name="Problems">What was not taken, by field, in the customer's language.</param>
internal sealed record PhotosAdded(int Kept, IReadOnlyList<(string Field, string Message)> Problems);

/// <summary>Takes a customer's pictures for a job or for a booking form, and a technician's for the job they are at, each by itself: one that is refused keeps no other from being kept.</summary>
internal sealed class AddPhotos(EvidenceVault vault, RateLimits limits, IHttpContextAccessor http, IStringLocalizer<AddPhotos> t)
{
    /// <summary>Of a customer.</summary>
    public Task<PhotosAdded> RunAsync(EvidenceOwner owner, IReadOnlyList<ChosenPhoto> photos, string byName, CancellationToken ct) => RunAsync(owner, photos, byName, null, ct);

    /// <summary>Of somebody of the staff: it counts as looked at, and stands in the audit.</summary>
    public Task<PhotosAdded> RunAsync(Guid jobId, IReadOnlyList<ChosenPhoto> photos, EvidenceByStaff staff, CancellationToken ct) => RunAsync(EvidenceOwner.Job(jobId), photos, staff.By.Identity?.Name ?? "", staff, ct);

    private async Task<PhotosAdded> RunAsync(EvidenceOwner owner, IReadOnlyList<ChosenPhoto> photos, string byName, EvidenceByStaff? staff, CancellationToken ct)
    {
        var kept = 0;
        var problems = new List<(string Field, string Message)>();
        foreach (var photo in photos)
        {
            if (await ProblemAsync(owner, photo, byName, staff, ct) is { } problem)
            {
                problems.Add((photo.Field, problem));
            }
            else
            {
                kept++;
            }
        }

        return new PhotosAdded(kept, problems);
    }

    private async Task<string?> ProblemAsync(EvidenceOwner owner, ChosenPhoto photo, string byName, EvidenceByStaff? staff, CancellationToken ct)
    {
        var (allowed, _) = await limits.CountAsync(RateLimit.UploadsByAddress, RateLimits.Network(http.HttpContext?.Connection.RemoteIpAddress), ct);
        if (!allowed)
        {
            return staff is null ? t["Too many photos came from your connection. Show this one to the technician instead."] : "Too many photos came from this connection. Add this one in an hour, or over another connection.";
        }

        await using var file = photo.File.OpenReadStream();
        return await vault.KeepAsync(owner, photo.Kind, file, byName, ct, staff) switch
        {
            EvidenceOutcome.Full => t["There are {0} photos already, and no room for more.", owner.Most],
            EvidenceOutcome.Refused refused => Words(refused.Problem),
            _ => null,
        };
    }

    private string Words(ImageProblem problem) => problem switch
    {
        ImageProblem.Empty => t["This file is empty. Choose another one."],
        ImageProblem.TooLarge => t["This photo is larger than 8 MB. Choose a smaller one."],
        ImageProblem.NotAPicture => t["This is no JPEG, PNG or WebP photo, whatever its name says. Choose another one."],
        ImageProblem.TooManyPixels => t["This photo has more than 50 megapixels. Choose a smaller one."],
        ImageProblem.NoWholePdf => t["A PDF is taken for papers alone, and only whole. Send a photo of it, or choose another file."],
        _ => t["This photo is damaged: it could not be read to its end. Take it again, or choose another one."],
    };
}
