using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace CleveSec.Web.Mail;

/// <summary>The files that leave with a letter, and where its answer is to go.</summary>
internal sealed class LetterFiles(CleveSecDb db, MasterKey master, IConfiguration configuration)
{
    /// <summary>Which letters ask for an answer into the mailbox for vendors.</summary>
    private const string ToVendor = "VendorLetter";

    /// <exception cref="MailRefused">A letter to a vendor whose case ended after the sender took it.</exception>
    public async Task AttachAsync(MimeMessage message, OutboxMail mail, CancellationToken ct)
    {
        if (mail.Kind == ToVendor && MailboxAddress.TryParse(configuration["VendorMail:Address"] ?? "", out var answers))
        {
            message.ReplyTo.Add(answers);
        }

        var files = await db.OutboxAttachments.AsNoTracking().Where(file => file.OutboxMailId == mail.Id).OrderBy(file => file.Id).ToListAsync(ct);
        if (mail.Kind == ToVendor && await db.VendorCases.AnyAsync(vendor => vendor.LetterMailId == mail.Id && vendor.State != VendorCaseState.Sent && vendor.State != VendorCaseState.Answered, ct))
        {
            throw new MailRefused("The vendor case was over before this letter left.");
        }

        if (files.Count > 0)
        {
            var whole = new Multipart("mixed") { message.Body! };
            foreach (var file in files)
            {
                whole.Add(Part(file));
            }

            message.Body = whole;
        }
    }

    private MimePart Part(OutboxAttachment file) => new(ContentType.Parse(file.MediaType))
    {
        Content = new MimeContent(new MemoryStream(SealedFiles.Open(master, file.Id, file.SealedBytes, file.SealedKey))),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = file.FileName },
        ContentTransferEncoding = ContentEncoding.Base64,
    };
}
