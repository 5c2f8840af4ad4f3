using NodaTime;

namespace CleveSec.Domain.Customers;

/// <summary>How a message reaches somebody.</summary>
public enum MessageChannel
{
    Email,
    Text,
    Phone,
}

/// <summary>
/// One message to a customer about a job. By e-mail it is delivered through the outbox; where there is no channel it is a call that a dispatcher has to make
/// ("phone this customer") and waits in the inbox until somebody says it is done.
/// </summary>
public sealed class Message
{
    public const int SubjectMaxLength = 200;

    private Message() { }

    public Guid Id { get; private set; }
    public Guid JobId { get; private set; }
    public MessageChannel Channel { get; private set; }
    public string Subject { get; private set; } = "";

    /// <summary>The outbox row that carries it; null for a call.</summary>
    public Guid? OutboxMailId { get; private set; }
    public Instant CreatedAt { get; private set; }
    public Instant? DoneAt { get; private set; }
    public string? DoneByName { get; private set; }

    public bool IsOpenCall => Channel == MessageChannel.Phone && DoneAt is null;

    public static Message ByEmail(Guid jobId, string subject, Guid outboxMailId, Instant now) =>
        new() { Id = Guid.CreateVersion7(), JobId = jobId, Channel = MessageChannel.Email, Subject = subject, OutboxMailId = outboxMailId, CreatedAt = now };

    /// <summary>By text message alone, to somebody without e-mail; the row that carries it points here.</summary>
    public static Message ByText(Guid jobId, string subject, Instant now) =>
        new() { Id = Guid.CreateVersion7(), JobId = jobId, Channel = MessageChannel.Text, Subject = subject, CreatedAt = now };

    /// <param name="now">From when on the office may call: in the customer's quiet hours that is their end.</param>
    public static Message ByPhone(Guid jobId, string subject, Instant now) =>
        new() { Id = Guid.CreateVersion7(), JobId = jobId, Channel = MessageChannel.Phone, Subject = subject, CreatedAt = now };

    public void Done(string byName, Instant now)
    {
        DoneAt ??= now;
        DoneByName ??= byName;
    }
}
