using NodaTime;

namespace CleveSec.Domain.Recovery;

public enum HardeningState
{
    Done,
    AlreadySo,
    DeclinedByOwner,
    NotApplicable,
}

/// <summary>What was done about one item of the hardening checklist on one recorder. The items' texts are content, by id and version.</summary>
public sealed class HardeningItem
{
    public const int ItemIdMaxLength = 60;

    private HardeningItem() { }

    public Guid Id { get; private set; }
    public Guid JobRecorderId { get; private set; }
    public string ItemId { get; private set; } = "";
    public HardeningState State { get; private set; }
    public Instant At { get; private set; }
    public string ByName { get; private set; } = "";

    internal static HardeningItem Of(Guid jobRecorderId, string itemId) => new() { Id = Guid.CreateVersion7(), JobRecorderId = jobRecorderId, ItemId = itemId };

    internal void Set(HardeningState state, Jobs.Step step)
    {
        State = state;
        At = step.At;
        ByName = step.By.Name;
    }
}
