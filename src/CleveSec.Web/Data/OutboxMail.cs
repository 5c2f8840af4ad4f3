using NodaTime;

namespace CleveSec.Web.Data;

internal enum OutboxState
{
    Waiting,
    Sent,
    /// <summary>Given up; shown to staff, who can retry.</summary>
    Failed,
}

/// <summary>A mail before it is a message: written in the transaction of what it tells, sent by <see cref="Mail.OutboxSender"/>, at least once.</summary>
internal sealed class OutboxMail
{
    public const int SubjectMaxLength = 200;
    public const int ErrorMaxLength = 1000;

    /// <summary>Stands in place of address and text when a mail to a stranger has outlived its use.</summary>
    public const string Erased = "erased";

    public Guid Id { get; set; }
    public Guid? JobId { get; set; }

    /// <summary>Which letter: the name of the mail's class.</summary>
    public string Kind { get; set; } = "";
    public string ToAddress { get; set; } = "";
    public string ToName { get; set; } = "";
    public string Subject { get; set; } = "";

    /// <summary>With <c>{{name}}</c> in place of each secret.</summary>
    public string TextBody { get; set; } = "";
    public string HtmlBody { get; set; } = "";

    /// <summary>An iCalendar file to attach, or null.</summary>
    public string? Calendar { get; set; }

    /// <summary>The secrets by name, encrypted; null when there are none or the mail was delivered.</summary>
    public string? SealedSecrets { get; set; }

    /// <summary>Fixed with the row, so that a mail sent twice is recognisably one.</summary>
    public string MessageId { get; set; } = "";
    public OutboxState State { get; set; }
    public int Tries { get; set; }
    public Instant CreatedAt { get; set; }
    public Instant NextTryAt { get; set; }

    /// <summary>Until when one sender has it; after that another may take it.</summary>
    public Instant? LeaseUntil { get; set; }
    public Instant? SentAt { get; set; }
    public string? LastError { get; set; }
}
