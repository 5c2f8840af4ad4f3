using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.GuideEditor.Images;

internal abstract record UploadOutcome
{
    internal sealed record Uploaded(Guid Id) : UploadOutcome;

    /// <summary>The same picture lies here already, perhaps under another name; nothing was added.</summary>
    internal sealed record AlreadyHere(Guid Id, string Name) : UploadOutcome;

    internal sealed record Refused(ImageProblem Problem) : UploadOutcome;
}

/// <summary>Takes a picture into the guide, drawn anew.</summary>
internal sealed class UploadImage(CleveSecDb db, ImageReencoder reencoder, AuditTrail audit, IClock clock)
{
    public async Task<UploadOutcome> RunAsync(Stream file, string name, ClaimsPrincipal by, CancellationToken ct)
    {
        switch (await reencoder.RunAsync(file, ct))
        {
            case ImageOutcome.Reencoded picture:
                return await KeepAsync(picture, name, by, ct);
            case ImageOutcome.Refused refused:
                return new UploadOutcome.Refused(refused.Problem);
            default:
                throw new InvalidOperationException("A picture is either drawn anew or refused.");
        }
    }

    private async Task<UploadOutcome> KeepAsync(ImageOutcome.Reencoded picture, string name, ClaimsPrincipal by, CancellationToken ct)
    {
        var same = await db.GuideImages.AsNoTracking().Where(image => image.Width == picture.Width && image.Height == picture.Height && image.Bytes == picture.WebP)
            .Select(image => new UploadOutcome.AlreadyHere(image.Id, image.Name)).FirstOrDefaultAsync(ct);
        if (same is not null)
        {
            return same;
        }

        var row = new GuideImage { Id = Guid.CreateVersion7(), Name = name, Bytes = picture.WebP, Width = picture.Width, Height = picture.Height, ByName = by.Identity?.Name ?? "", At = clock.GetCurrentInstant() };
        db.GuideImages.Add(row);
        audit.Add(by, "guide picture added", name, Ui.Links.GuideImage(row.Id, row.Width, row.Height));
        await db.SaveChangesAsync(ct);
        return new UploadOutcome.Uploaded(row.Id);
    }
}
