namespace CleveSec.Web.Features.Staff.Customers.Merging;

internal abstract record MergeOutcome
{
    internal sealed record Merged : MergeOutcome;

    internal sealed record Undone(Guid KeptId, Guid MergedId) : MergeOutcome;

    internal sealed record NotFound : MergeOutcome;

    /// <summary>One of the two is not any more what the form showed.</summary>
    internal sealed record LostRace : MergeOutcome;

    /// <summary>Cannot be; the reason may be shown.</summary>
    internal sealed record Refused(string Reason) : MergeOutcome;
}
