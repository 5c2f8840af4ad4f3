using System.Text;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NodaTime;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>Letters to vendors and what comes back for them.</summary>
internal static class VendorLetters
{
    public const string Recipient = "support_rpwd@dahuatech.com";
    public static readonly byte[] Export = Encoding.UTF8.GetBytes("\uFEFF<?xml version=\"1.0\"?>\r\n<Export>\r\n  <Serial>7J03A</Serial>\t\r\n</Export>\r\n");
    public static readonly byte[] Result = [0x3c, 0x61, 0x2f, 0x3e, 0x0d, 0x0a, 0x00, 0xff, 0x0a];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static VendorLetterFacts Facts(string? device = "7J03A") => new("Dahua support", VendorNeeds.Device, device, null, false, VendorLetter.NewToken(), 24);

    /// <summary>A job whose letter is written and not sent.</summary>
    public static async Task<Job> DraftedAsync(CleveSecApp app, StaffMember? technician = null)
    {
        technician ??= await app.Data.StaffAsync(StaffRole.Technician);
        var job = await app.Data.JobAsync(JobStatus.OwnershipVerified, technician);
        return await app.Data.ActAsync(job.Id, technician, (it, step) => it.DraftVendorLetter(it.Recorders[0].Id, ResetMethod.Find("dahua-xml")!, Facts(), step));
    }

    /// <summary>A job whose letter is in the outbox.</summary>
    public static async Task<Job> SentAsync(CleveSecApp app, StaffMember? technician = null)
    {
        var job = await DraftedAsync(app, technician);
        var by = job.Visits[0].TechnicianId;
        Assert.Null((await app.WithAsync<IServiceProvider, Web.UseCases.Jobs.JobChange>(services => services.GetRequiredService<SendVendorLetter>()
            .RunAsync(services.GetRequiredService<CleveSecDb>().Jobs, job.VendorCases[0].Id, new Actor(ActorRole.Technician, by, "Terry"), null, Ct))).Problem);
        return await app.Data.LoadAsync(job.Id);
    }

    public static async Task<string> LetterIdAsync(CleveSecApp app, Job job) =>
        await app.DbAsync(db => db.OutboxMails.Where(mail => mail.Id == job.VendorCases[0].LetterMailId).Select(mail => mail.MessageId).SingleAsync(Ct));

    public static MimeMessage Reply(string? inReplyTo, string subject, string from = Recipient, byte[]? file = null, string text = "Please find the file attached.", string? id = null)
    {
        var message = new MimeMessage { Subject = subject, Date = DateTimeOffset.UnixEpoch };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.Add(MailboxAddress.Parse("vendors@clevesec.test"));
        message.MessageId = id ?? MimeKit.Utils.MimeUtils.GenerateMessageId("dahuatech.com");
        if (inReplyTo is not null)
        {
            message.InReplyTo = inReplyTo;
        }

        var body = new BodyBuilder { TextBody = text };
        body.Attachments.Add("result.xml", file ?? Result, new ContentType("application", "octet-stream"));
        message.Body = body.ToMessageBody();
        return message;
    }

    public static byte[] Raw(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        return bytes.ToArray();
    }

    public static Task<List<VendorAnswer>> AnswersAsync(CleveSecApp app) => app.DbAsync(db => db.VendorAnswers.AsNoTracking().OrderBy(answer => answer.Uid).ToListAsync(Ct));

    public static async Task<byte[]?> OpenAsync(CleveSecApp app, VendorAnswer answer) =>
        answer is { SealedBytes: { } bytes, SealedKey: { } key } ? await app.WithAsync<MasterKey, byte[]>(master => Task.FromResult(SealedFiles.Open(master, answer.Id, bytes, key))) : null;
}
