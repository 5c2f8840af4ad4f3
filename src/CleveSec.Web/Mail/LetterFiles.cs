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

    /// <summary>The rows, to be deleted when the mail was delivered.</summary>
    public async Task<IReadOnlyList<OutboxAttachment>> AttachAsync(MimeMessage message, OutboxMail mail, CancellationToken ct)
    {
        if (mail.Kind == ToVendor && MailboxAddress.TryParse(configuration["VendorMail:Address"] ?? "", out var answers))
        {
            message.ReplyTo.Add(answers);
        }

        var files = await db.OutboxAttachments.Where(file => file.OutboxMailId == mail.Id).OrderBy(file => file.Id).ToListAsync(ct);
        if (files.Count > 0)
        {
            var whole = new Multipart("mixed") { message.Body! };
            foreach (var file in files)
            {
                whole.Add(Part(file));
            }

            message.Body = whole;
        }

        return files;
    }

    private MimePart Part(OutboxAttachment file) => new(ContentType.Parse(file.MediaType))
    {
        Content = new MimeContent(new MemoryStream(SealedFiles.Open(master, file.Id, file.SealedBytes, file.SealedKey))),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = file.FileName },
        ContentTransferEncoding = ContentEncoding.Base64,
    };
}
