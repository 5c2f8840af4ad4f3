using System.Globalization;
using System.IO.Compression;
using System.Security.Claims;
using System.Text;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.OwnerByLink;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Evidence;

/// <summary>Everything that is kept of a job as evidence, in one ZIP for the customer who asks what we have: the files, the signed forms, and a list of both with who looked at them.</summary>
internal sealed class ExportEvidence(CleveSecDb db, EvidenceVault vault, EvidenceLooksQuery looks, AuditTrail audit)
{
    public const string Action = "evidence exported";

    /// <summary>Writes it to the response, one file after the other, after it was written to the audit. False: no job that this person may see.</summary>
    public async Task<bool> RunAsync(IQueryable<Job> which, ClaimsPrincipal by, HttpResponse response, CancellationToken ct)
    {
        if (await which.AsNoTracking().Select(job => new { job.Id, job.Number }).FirstOrDefaultAsync(ct) is not { } found)
        {
            return false;
        }

        var files = await db.EvidenceFiles.AsNoTracking().Where(file => file.JobId == found.Id).OrderBy(file => file.At).ThenBy(file => file.Id).Select(file => file.Id).ToListAsync(ct);
        var forms = await db.Authorizations.AsNoTracking().Where(form => form.JobId == found.Id).OrderBy(form => form.At).ToListAsync(ct);
        var owners = await db.OwnerSignatures.AsNoTracking().Where(signed => signed.JobId == found.Id).OrderBy(signed => signed.AskedAt).ToListAsync(ct);
        audit.Add(by, Action, found.Number, string.Create(CultureInfo.InvariantCulture, $"{files.Count} files, {forms.Count} authorization forms, {owners.Count} owner's signatures"));
        await db.SaveChangesAsync(ct);
        var seen = await looks.OfJobAsync(which, ct);

        // The ends of a ZIP's entries are written synchronously, whatever is asked of it; a copy in clear on the disk would be worse.
        response.HttpContext.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        response.ContentType = "application/zip";
        response.Headers.ContentDisposition = $"attachment; filename=\"{found.Number}-evidence.zip\"";
        response.Headers.CacheControl = "no-store";
        await using var zip = await ZipArchive.CreateAsync(response.Body, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct);
        var list = new StringBuilder("What,Came,From,Kept until\r\n");
        foreach (var (at, id) in files.Index())
        {
            await AddFileAsync(zip, id, at + 1, list, ct);
        }

        foreach (var (at, form) in forms.Index())
        {
            await AddAsync(zip, $"authorization-{at + 1}.txt", Encoding.UTF8.GetBytes(WordsOf(form)), ct);
            list.Append(Line($"authorization-{at + 1}.txt", Stamp(form.At), form.SignedName, Stamp(form.PurgeAt)));
        }

        foreach (var (at, signed) in owners.Index())
        {
            await AddAsync(zip, $"owner-signature-{at + 1}.txt", Encoding.UTF8.GetBytes(WordsOf(signed)), ct);
            list.Append(Line($"owner-signature-{at + 1}.txt", Stamp(signed.SignedAt ?? signed.AskedAt), signed.OwnerName, Stamp(signed.PurgeAt)));
        }

        list.Append("\r\nLooked at,By,What,Which\r\n");
        foreach (var look in seen)
        {
            list.Append(Line(Stamp(look.At), look.Who, look.Action, look.Subject ?? ""));
        }

        await AddAsync(zip, "contents.csv", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(list.ToString())], ct);
        return true;
    }

    /// <summary>Read one at a time: twenty of eight megabytes are not held at once. One that was erased meanwhile is left out.</summary>
    private async Task AddFileAsync(ZipArchive zip, Guid id, int number, StringBuilder list, CancellationToken ct)
    {
        if (await db.EvidenceFiles.AsNoTracking().FirstOrDefaultAsync(file => file.Id == id, ct) is not { } file)
        {
            return;
        }

        var name = $"{number}-{file.Kind.ToString().ToLowerInvariant()}.{(file.Format == EvidenceFormat.Pdf ? "pdf" : "webp")}";
        await AddAsync(zip, name, vault.Open(file), ct);
        list.Append(Line(name, Stamp(file.At), file.ByName, Stamp(file.PurgeAt)));
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] content, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        await entry.WriteAsync(content, ct);
    }

    /// <summary>In New York, with the offset: it is read years later.</summary>
    private static string Stamp(Instant at) => at.InZone(BookingRules.Zone).ToString("uuuu-MM-dd HH:mm o<g>", CultureInfo.InvariantCulture);

    private static string WordsOf(Authorization form) => string.Join("\r\n",
        [.. AuthorizationText.Find(form.TextVersion)?.In(form.Language) ?? [], "", $"{form.SignedName}, {Stamp(form.At)}", $"{form.WitnessName} ({form.TextVersion})", ""]);

    /// <summary>Also one that was not signed: who was asked, where, and what came of it.</summary>
    private static string WordsOf(OwnerSignature signed) => string.Join("\r\n", new[]
    {
        [.. OwnerSignatureView.SentencesOf(signed), ""],
        [$"{signed.OwnerName} / {signed.RepresentativeName}", $"{signed.SentTo}, {Stamp(signed.AskedAt)}, {signed.AskedByName}", signed.State.ToString()],
        signed.SignedAt is { } at ? [$"{signed.SignedName}, {Stamp(at)} ({signed.TextVersion}, {signed.FormVersion})"] : Array.Empty<string>(),
        signed.DeclinedAt is { } declined ? [$"{Stamp(declined)} {signed.DeclinedWords}"] : [],
        signed.EndedAt is { } ended ? [$"{Stamp(ended)} {signed.EndedByName}"] : [],
        [""],
    }.SelectMany(lines => lines));

    private static string Line(params string[] cells) => string.Join(',', cells.Select(CsvCell.Of)) + "\r\n";
}
