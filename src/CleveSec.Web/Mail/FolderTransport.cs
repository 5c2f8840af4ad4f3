using Microsoft.Extensions.Options;
using MimeKit;

namespace CleveSec.Web.Mail;

/// <summary>Development: each mail becomes a file. Written beside its final name and moved, so that a reader never sees half a mail.</summary>
internal sealed class FolderTransport(IOptions<MailSettings> options) : IMailTransport
{
    public async Task SendAsync(MimeMessage message, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(options.Value.Folder!).FullName;
        var name = string.Concat((message.MessageId ?? "mail").Split('@')[0].Split(Path.GetInvalidFileNameChars()));
        var draft = Path.Combine(folder, $".{name}.part");
        await using (var file = File.Create(draft))
        {
            await message.WriteToAsync(file, ct);
        }

        File.Move(draft, Path.Combine(folder, $"{name}.eml"), overwrite: true);
    }
}
