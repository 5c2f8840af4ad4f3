using NodaTime;

namespace CleveSec.Domain.Jobs;

/// <summary>One line of a job's history: who did what, when, from where. Never changed and never deleted, also not by the database role of the site.</summary>
public sealed class JobEvent
{
    public const int KindMaxLength = 40;

    private JobEvent() { }

    public Guid Id { get; private set; }

    /// <summary>The order in which the database took the events.</summary>
    public long Sequence { get; private set; }
    public Guid JobId { get; private set; }

    /// <summary>A <see cref="JobAction"/>'s name for a move, else what happened beside the table ("VisitAccepted", "AttemptRecorded" …).</summary>
    public string Kind { get; private set; } = "";
    public JobStatus? From { get; private set; }
    public JobStatus To { get; private set; }
    public ActorRole ActorRole { get; private set; }
    public Guid? ActorId { get; private set; }
    public string ActorName { get; private set; } = "";

    /// <summary>When the server recorded it.</summary>
    public Instant At { get; private set; }

    /// <summary>When the person tapped, by the clock of their device; null when that is the same request.</summary>
    public Instant? AtDevice { get; private set; }
    public Guid? VisitId { get; private set; }
    public Guid? JobRecorderId { get; private set; }

    /// <summary>What changed, as names and values for people. Never a secret.</summary>
    public IReadOnlyDictionary<string, string> Detail { get; private set; } = new Dictionary<string, string>();

    /// <param name="ordinal">Which event of this unit of work it is, from 0.</param>
    internal static JobEvent Of(int ordinal, Guid jobId, string kind, JobStatus? from, JobStatus to, Step step, IReadOnlyDictionary<string, string> detail) => new()
    {
        Id = AscendingId(ordinal),
        JobId = jobId,
        Kind = kind,
        From = from,
        To = to,
        ActorRole = step.By.Role,
        ActorId = step.By.Id,
        ActorName = step.By.Name,
        At = step.At,
        AtDevice = step.AtDevice,
        VisitId = step.VisitId,
        JobRecorderId = step.JobRecorderId,
        Detail = detail,
    };

    /// <summary>Rows are inserted in the order of their ids, and two version 7 ids of one millisecond come in any order: the ordinal stands in their 12 highest random bits.</summary>
    private static Guid AscendingId(int ordinal)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
        var place = Math.Min(ordinal, 0xFFF);
        bytes[6] = (byte)(0x70 | (place >> 8));
        bytes[7] = (byte)place;
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>Who takes a step, when, and about which visit and recorder.</summary>
/// <param name="At">The server's time; handed in, the domain has no clock.</param>
/// <param name="AtDevice">The device's time where it differs (a command that waited for signal).</param>
public sealed record Step(Actor By, Instant At, Instant? AtDevice = null, Guid? VisitId = null, Guid? JobRecorderId = null);
