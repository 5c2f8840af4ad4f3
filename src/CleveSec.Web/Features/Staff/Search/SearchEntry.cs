using CleveSec.Domain.Jobs;
using CleveSec.Web.Ui;

namespace CleveSec.Web.Features.Staff.Search;

internal enum SearchKind
{
    Job,
    Customer,
    Site,
    Recorder,
}

/// <summary>What a line of the list leads to, with the newest job that belongs to it.</summary>
internal sealed record SearchEntry(SearchKind Kind, string Href, string Title, string About, SearchRow Job)
{
    public string Icon => Kind switch
    {
        SearchKind.Job => "briefcase",
        SearchKind.Customer => "user",
        SearchKind.Site => "map-pin",
        _ => "hard-drive",
    };

    /// <summary>Matching jobs as what was looked for: a name or a number finds its customer once, however many jobs they have; the best match stays first.</summary>
    public static IReadOnlyList<SearchEntry> Of(IReadOnlyList<SearchRow> rows, int most) => [.. rows.Select(Of).DistinctBy(entry => entry.Href).Take(most)];

    private static SearchEntry Of(SearchRow row)
    {
        var phone = PhoneNumbers.Display(row.Phone);
        var place = $"{row.Street}{(row.Unit is null ? "" : $", {row.Unit}")}, {row.City}";
        return row.Matched switch
        {
            "phone" or "name" or "email" => new SearchEntry(SearchKind.Customer, Links.Customer(row.CustomerId), row.Name, row.Email is { } email && row.Matched == "email" ? $"{phone}, {email}" : $"{phone}, {place}", row),
            "place" => new SearchEntry(SearchKind.Site, Links.Site(row.SiteId), place, $"{row.Name}, {phone}", row),
            "serial" when row.RecorderId is { } recorder => new SearchEntry(SearchKind.Recorder, Links.Recorder(recorder), row.Serial!, $"{row.Name}, {place}", row),
            _ => new SearchEntry(SearchKind.Job, Links.Job(row.Number), row.Number, $"{row.Name}, {phone}, {place}", row),
        };
    }

    public string KindWords => Kind.ToString();

    public string JobWords => $"{Job.Number}, {JobStatusTagHelper.Words(Job.JobStatus).ToLowerInvariant()}";
}
