using CleveSec.Domain.Jobs;
using NodaTime;

namespace CleveSec.Domain.Recovery;

public enum VendorCaseState
{
    /// <summary>The letter is written and has not left.</summary>
    Drafted,

    /// <summary>Asked: the letter is in the outbox, or a person asked by telephone or app.</summary>
    Sent,

    /// <summary>A person accepted the answer; it waits to be tried.</summary>
    Answered,

    /// <summary>The recorder took it.</summary>
    Imported,

    /// <summary>Nobody used it while it was good.</summary>
    Expired,

    /// <summary>Ended otherwise: the vendor said no, the recorder was settled without it, or the job ended.</summary>
    Refused,
}

/// <summary>The legal moves of a vendor case, as one table; the database holds the same (vendor.sql).</summary>
public static class VendorCaseMoves
{
    public static IReadOnlyList<(VendorCaseState From, VendorCaseState To)> All { get; } =
    [
        (VendorCaseState.Drafted, VendorCaseState.Sent),
        (VendorCaseState.Drafted, VendorCaseState.Refused),
        (VendorCaseState.Sent, VendorCaseState.Answered),
        (VendorCaseState.Sent, VendorCaseState.Refused),
        (VendorCaseState.Answered, VendorCaseState.Imported),
        (VendorCaseState.Answered, VendorCaseState.Expired),
        (VendorCaseState.Answered, VendorCaseState.Refused),
    ];
}

/// <summary>A file or code asked from the manufacturer for one recorder. While it is open the recorder must not be rebooted. The answer itself is not kept here.</summary>
public sealed class VendorCase
{
    public const int VendorMaxLength = 80;
    public const int DeviceIdMaxLength = 80;
    public const int TokenLength = 16;

    private VendorCase() { }

    public Guid Id { get; private set; }
    public Guid JobId { get; private set; }
    public Guid JobRecorderId { get; private set; }
    public string Vendor { get; private set; } = "";
    public string MethodId { get; private set; } = "";
    public VendorCaseState State { get; private set; }

    /// <summary>When the case began: from then on the recorder must stay as it is.</summary>
    public Instant AskedAt { get; private set; }
    public Instant? SentAt { get; private set; }
    public Instant? AnsweredAt { get; private set; }
    public Instant? EndedAt { get; private set; }
    public string ByName { get; private set; } = "";

    /// <summary>Serial or Device ID as the letter says it.</summary>
    public string? DeviceId { get; private set; }

    /// <summary>The date the recorder itself shows: codes by date are made for that one.</summary>
    public LocalDate? DateOnScreen { get; private set; }

    /// <summary>Stands in the letter's subject, by which an answer is known; null: no letter was written.</summary>
    public string? Token { get; private set; }

    /// <summary>To whom the letter went.</summary>
    public string? Recipient { get; private set; }

    /// <summary>The letter in the outbox.</summary>
    public Guid? LetterMailId { get; private set; }

    /// <summary>How long an answer is good after it came; null: not known.</summary>
    public int? ValidityHours { get; private set; }

    /// <summary>When silence needs somebody.</summary>
    public Instant? AnswerExpectedBy { get; private set; }

    /// <summary>Until when the answer can be used, where the vendor limits it (24 or 48 hours, facts 1.8 and 2); a return visit has to be done by then.</summary>
    public Instant? AnswerValidUntil { get; private set; }

    /// <summary>Where nobody has said how long an answer is good: the longer of the vendors' limits (facts 2).</summary>
    public const int UsualValidityHours = 48;

    /// <summary>No answer so far.</summary>
    public bool IsPending => State is VendorCaseState.Drafted or VendorCaseState.Sent;

    /// <summary>Something may still come of it.</summary>
    public bool IsOpen => IsPending || State == VendorCaseState.Answered;

    /// <summary>From the letter to the answer; null: one of them is missing.</summary>
    public Duration? Turnaround => AnsweredAt - SentAt;

    /// <param name="terms">Null: nobody has said how this vendor answers.</param>
    internal static VendorCase Ask(Guid jobId, Guid jobRecorderId, string vendor, ResetMethod method, VendorTerms? terms, Step step) => new()
    {
        Id = Guid.CreateVersion7(),
        JobId = jobId,
        JobRecorderId = jobRecorderId,
        Vendor = vendor,
        MethodId = method.Id,
        State = VendorCaseState.Sent,
        AskedAt = step.At,
        SentAt = step.At,
        ByName = step.By.Name,
        ValidityHours = terms?.ValidityHours,
        AnswerExpectedBy = step.At + terms?.ReplyWithin,
    };

    internal static VendorCase Draft(Guid jobId, Guid jobRecorderId, ResetMethod method, VendorLetterFacts facts, Step step) => new()
    {
        Id = Guid.CreateVersion7(),
        JobId = jobId,
        JobRecorderId = jobRecorderId,
        Vendor = facts.Vendor,
        MethodId = method.Id,
        State = VendorCaseState.Drafted,
        AskedAt = step.At,
        ByName = step.By.Name,
        DeviceId = facts.Device,
        DateOnScreen = facts.DateOnScreen,
        Token = facts.Token,
        ValidityHours = facts.ValidityHours,
    };

    /// <summary>Only while nothing has left.</summary>
    internal void Correct(VendorLetterFacts facts) => (DeviceId, DateOnScreen) = (facts.Device, facts.DateOnScreen);

    internal void Send(string recipient, Guid mailId, Instant expectedBy, Instant at)
    {
        Become(VendorCaseState.Sent);
        (Recipient, LetterMailId, AnswerExpectedBy, SentAt) = (recipient, mailId, expectedBy, at);
    }

    /// <param name="cameAt">From when it is good.</param>
    internal void Answer(Instant cameAt)
    {
        if (State != VendorCaseState.Answered)
        {
            Become(VendorCaseState.Answered);
            AnsweredAt = cameAt;
        }

        // Of two answers the later one decides; nothing that came is kept for ever.
        var until = cameAt + Duration.FromHours(ValidityHours ?? UsualValidityHours);
        AnswerValidUntil = AnswerValidUntil is { } before && before > until ? before : until;
    }

    internal void End(VendorCaseState state, Instant at)
    {
        Become(state);
        EndedAt = at;
    }

    private void Become(VendorCaseState state)
    {
        if (!VendorCaseMoves.All.Contains((State, state)))
        {
            throw new InvalidOperationException($"A vendor case that is {RecoveryWords.Of(State)} cannot become {RecoveryWords.Of(state)}.");
        }

        State = state;
    }
}
