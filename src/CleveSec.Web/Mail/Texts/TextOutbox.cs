using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CleveSec.Web.Mail.Texts;

/// <summary>Puts text messages into the current unit of work. Whether the number answered STOP, and quiet hours, are looked at when one leaves.</summary>
internal sealed class TextOutbox(CleveSecDb db, SecretBox secrets, IOptions<TextSettings> settings, IClock clock)
{
    /// <summary>Text messages are set up and this customer agreed to them.</summary>
    public bool Reaches(Customer customer) => IsOn && customer.TextConsentAt is not null;

    /// <summary>Text messages are set up.</summary>
    public bool IsOn => settings.Value.IsOn;

    /// <param name="jobId">Null: to somebody who works here.</param>
    /// <param name="messageId">What it is part of; a message that has no other channel is phoned when the text fails. Null for a code.</param>
    public void Add(Guid? jobId, string phone, string kind, ShortForm form, IReadOnlyDictionary<string, string> filled, Guid? messageId)
    {
        var now = clock.GetCurrentInstant();
        var words = filled.Aggregate(form.Words, (text, secret) => text.Replace($"{{{{{secret.Key}}}}}", secret.Value, StringComparison.Ordinal));
        db.OutboxTexts.Add(new OutboxText
        {
            Id = Guid.CreateVersion7(),
            JobId = jobId,
            MessageId = messageId,
            Kind = kind,
            AtAnyHour = form.AtAnyHour,
            ToPhone = phone,
            SealedText = secrets.SealText(Gsm.Fold($"{Office.Name}: {words}")),
            State = TextState.Waiting,
            CreatedAt = now,
            NextTryAt = now,
            ExpiresAt = form.Until,
        });
    }
}
