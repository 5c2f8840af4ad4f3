using NodaTime;

namespace CleveSec.Domain.Recovery;

public enum HardeningState
{
    Done,
    AlreadySo,
    DeclinedByOwner,
    NotApplicable,
}

/// <summary>More about one answer.</summary>
/// <param name="Version">The version of the checklist that was read aloud.</param>
/// <param name="Before">How it was, in words; never a secret.</param>
public sealed record HardeningDetail(int Version, string? Before, string? After)
{
    public const int TextMaxLength = 200;

    public static HardeningDetail None { get; } = new(1, null, null);
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

    /// <summary>The version of the checklist that was read aloud.</summary>
    public int Version { get; private set; } = 1;
    public string? Before { get; private set; }
    public string? After { get; private set; }
    public Instant At { get; private set; }
    public string ByName { get; private set; } = "";

    internal static HardeningItem Of(Guid jobRecorderId, string itemId) => new() { Id = Guid.CreateVersion7(), JobRecorderId = jobRecorderId, ItemId = itemId };

    internal void Set(HardeningState state, Jobs.Step step, HardeningDetail detail)
    {
        State = state;
        (Version, Before, After) = (detail.Version, detail.Before, detail.After);
        At = step.At;
        ByName = step.By.Name;
    }
}
