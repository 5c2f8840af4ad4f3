using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using Microsoft.AspNetCore.Razor.TagHelpers;
using NodaTime;

namespace CleveSec.Web.Ui;

/// <summary><c>&lt;job-status value="…" /&gt;</c>: the status as a badge, by word and colour.</summary>
[HtmlTargetElement("job-status", TagStructure = TagStructure.WithoutEndTag)]
public sealed class JobStatusTagHelper : TagHelper
{
    public JobStatus Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"badge badge--{Kind(Value)}");
        output.Content.SetContent(Words(Value));
    }

    public static string Words(JobStatus status) => JobWords.Of(status) is var words ? char.ToUpperInvariant(words[0]) + words[1..] : "";

    private static string Kind(JobStatus status) => status switch
    {
        JobStatus.Reported => "reported",
        JobStatus.Scheduled => "scheduled",
        JobStatus.OnSite => "onsite",
        JobStatus.OwnershipVerified => "verified",
        JobStatus.AwaitingVendor => "waiting",
        JobStatus.Reinitialized or JobStatus.Closed => "done",
        JobStatus.Refused or JobStatus.NotRecovered => "bad",
        _ => "neutral",
    };
}

/// <summary><c>&lt;local-time value="…" /&gt;</c>: an instant as day and time in New York, readable by machines too. <c>format</c>: "day", "time" or both (default); with the year, for what may be years ago, "date" or "full".</summary>
[HtmlTargetElement("local-time", TagStructure = TagStructure.WithoutEndTag)]
public sealed class LocalTimeTagHelper : TagHelper
{
    public Instant Value { get; set; }
    public string? Format { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", Value.InZone(BookingRules.Zone).ToString("uuuu'-'MM'-'dd'T'HH':'mm':'sso<+HH:mm>", System.Globalization.CultureInfo.InvariantCulture));
        output.Content.SetContent(Format switch
        {
            "day" => LocalTime.Day(Value),
            "time" => LocalTime.Time(Value),
            "date" => LocalTime.FullDate(LocalTime.Today(Value)),
            "full" => $"{LocalTime.FullDate(LocalTime.Today(Value))}, {LocalTime.Time(Value)}",
            _ => LocalTime.DayAndTime(Value),
        });
    }
}
