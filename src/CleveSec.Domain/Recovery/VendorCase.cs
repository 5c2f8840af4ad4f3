using NodaTime;

namespace CleveSec.Domain.Recovery;

public enum VendorCaseState
{
    Asked,
    Answered,
    Ended,
}

/// <summary>A file or code asked from the manufacturer for one recorder. While it is open the recorder must not be rebooted. The answer itself is not kept here.</summary>
public sealed class VendorCase
{
    public const int VendorMaxLength = 80;

    private VendorCase() { }

    public Guid Id { get; private set; }
    public Guid JobId { get; private set; }
    public Guid JobRecorderId { get; private set; }
    public string Vendor { get; private set; } = "";
    public string MethodId { get; private set; } = "";
    public VendorCaseState State { get; private set; }
    public Instant AskedAt { get; private set; }
    public Instant? EndedAt { get; private set; }
    public string ByName { get; private set; } = "";

    /// <summary>Until when the answer can be used, where the vendor limits it (24 or 48 hours, facts 1.8 and 2); a return visit has to be done by then.</summary>
    public Instant? AnswerValidUntil { get; private set; }

    public bool IsPending => State == VendorCaseState.Asked;

    internal static VendorCase Ask(Guid jobId, Guid jobRecorderId, string vendor, ResetMethod method, Jobs.Step step) => new()
    {
        Id = Guid.CreateVersion7(),
        JobId = jobId,
        JobRecorderId = jobRecorderId,
        Vendor = vendor,
        MethodId = method.Id,
        State = VendorCaseState.Asked,
        AskedAt = step.At,
        ByName = step.By.Name,
    };

    internal void End(bool answered, Instant at)
    {
        State = answered ? VendorCaseState.Answered : VendorCaseState.Ended;
        EndedAt = at;
    }
}
