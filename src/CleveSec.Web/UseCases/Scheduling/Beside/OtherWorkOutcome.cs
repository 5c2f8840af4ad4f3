using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling.Beside;

/// <summary>Other work as it is wanted.</summary>
/// <param name="Spans">At least one, in order; more than one where it repeats.</param>
/// <param name="Technicians">At least one; each gets a part of the same span.</param>
internal sealed record OtherWorkWish(OtherWorkKind Kind, string Title, string? Street, string Zip, IReadOnlyList<Interval> Spans, IReadOnlyList<Guid> Technicians, Actor By)
{
    /// <summary>Of the first day.</summary>
    public Interval Span => Spans[0];
}

internal abstract record OtherWorkOutcome
{
    /// <summary>Also when it stood already: the same click twice.</summary>
    /// <param name="LeftOut">Days of a repetition that were to be left out where somebody is busy, and why, in sentences.</param>
    internal sealed record Saved(Guid Id, IReadOnlyList<string> LeftOut) : OtherWorkOutcome;

    /// <summary>Somebody is busy; who with what, in sentences. Nothing was changed for anybody.</summary>
    internal sealed record Busy(IReadOnlyList<string> Reasons) : OtherWorkOutcome;

    /// <summary>Somebody else changed it since it was looked at.</summary>
    internal sealed record LostRace : OtherWorkOutcome;

    /// <summary>It does not exist, was cancelled, or belongs to somebody's calendar.</summary>
    internal sealed record NotFound : OtherWorkOutcome;
}
