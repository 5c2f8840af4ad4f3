using NodaTime;

namespace CleveSec.Domain.Scheduling.Planning;

/// <summary>A place with the drive to it.</summary>
/// <param name="SetOut">When it begins; where it is longer than the gap before, because estimates have changed since, it fills the gap.</param>
public sealed record DayDrive(DayPlace Place, Instant SetOut)
{
    public static IReadOnlyList<DayDrive> Of(DayRequest request, IReadOnlyList<DayPlace> places) => [.. DayRoute.All(request, places).SelectMany(route => route.Places.Select((place, i) =>
    {
        var free = i == 0 ? Instant.MinValue : route.Places[i - 1].FreeFrom;
        return new DayDrive(place, Instant.Min(place.WorkStart, Instant.Max(free, place.WorkStart - route.Drive(i, place.WorkStart))));
    }))];
}
