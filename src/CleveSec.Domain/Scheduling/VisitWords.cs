namespace CleveSec.Domain.Scheduling;

/// <summary>Where a visit stands, in the words used on screen.</summary>
public static class VisitWords
{
    public static string Of(VisitStatus status) => status switch
    {
        VisitStatus.EnRoute => "On the way",
        VisitStatus.OnSite => "On site",
        VisitStatus.PartlyDone => "Partly done",
        VisitStatus.NoAccess => "No access",
        _ => status.ToString(),
    };
}
