using CleveSec.Domain.Ownership;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CleveSec.IntegrationTests.OwnerByLink;

/// <summary>The form behind the link and the pages that ask for it, for the tests of both.</summary>
internal static class OwnerLinks
{
    public const string Ana = "Ana O'Brien-Muñoz";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The office asks on the job's page.</summary>
    public static async Task<SitePage> AskAsync(this SiteClient office, string number, string representative = Ana, params (string Name, string? Value)[] more)
    {
        await office.GetAsync($"/staff/jobs/{number}/owner-signature");
        return await office.SubmitAsync($"form[action='/staff/jobs/{number}/owner-signature']", more.Any(field => field.Name == "Input.RepresentativeName") ? more : [("Input.RepresentativeName", representative), .. more]);
    }

    public static async Task<SitePage> SignAsync(this SiteClient owner, string key, string name = "Casey Morgan", params (string Name, string? Value)[] more)
    {
        await owner.GetAsync($"/visit/sign/{key}");
        return await owner.SubmitAsync($"form[action='/visit/sign/{key}']", [("Input.SignedName", name), .. more]);
    }

    public static async Task<SitePage> DeclineAsync(this SiteClient owner, string key, string? words = null)
    {
        await owner.GetAsync($"/visit/sign/{key}");
        return await owner.SubmitAsync($"form[action='/visit/sign/{key}?handler=Decline']", ("Decline.Words", words ?? ""));
    }

    public static Task<List<OutboxMail>> OwnerMailsAsync(this CleveSecApp app, Guid jobId) =>
        app.DbAsync(db => db.OutboxMails.AsNoTracking().Where(mail => mail.JobId == jobId && mail.Kind == "OwnerSignatureMail").OrderBy(mail => mail.Id).ToListAsync(Ct));

    /// <summary>Out of the newest mail, as its reader finds it there.</summary>
    public static async Task<string> OwnerKeyAsync(this CleveSecApp app, Guid jobId) =>
        app.Services.GetRequiredService<SecretBox>().OpenMail((await app.OwnerMailsAsync(jobId))[^1].SealedSecrets)["sign-link"];

    public static Task<List<OwnerSignature>> OwnerSignaturesAsync(this CleveSecApp app, Guid jobId) =>
        app.DbAsync(db => db.OwnerSignatures.AsNoTracking().Where(signature => signature.JobId == jobId).OrderBy(signature => signature.AskedAt).ThenBy(signature => signature.Id).ToListAsync(Ct));

    public static Task<int> EventsAsync(this CleveSecApp app, Guid jobId, string kind) => app.DbAsync(db => db.JobEvents.CountAsync(happened => happened.JobId == jobId && happened.Kind == kind, Ct));
}
