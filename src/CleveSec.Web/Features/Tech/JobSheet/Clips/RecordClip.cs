using System.Globalization;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.Features.Tech.JobSheet.Clips;

internal sealed class ClipInput
{
    /// <summary>Made with the form: the same form sent twice is one clip.</summary>
    public Guid Key { get; set; }
    public int? Channel { get; set; }

    /// <summary>As the recorder's own screen shows it, like the times.</summary>
    public string? Date { get; set; }
    public string? From { get; set; }

    /// <summary>Not after the beginning: on the next day.</summary>
    public string? To { get; set; }

    /// <summary>Empty: the clock is right.</summary>
    public int? Offset { get; set; }
    public bool Behind { get; set; }
    public bool PlaybackChecked { get; set; }
    public string? ExportedBy { get; set; }

    /// <summary>Null when a part is missing or is no date, time or number.</summary>
    public ClipSpan? Span()
    {
        if (Channel is not { } channel || Day(Date) is not { } day || Time(From) is not { } from || Time(To) is not { } to)
        {
            return null;
        }

        var start = day + from;
        var end = day + to;
        return new(channel, start, end > start ? end : end.PlusDays(1), (Offset ?? 0) * (Behind ? -1 : 1), PlaybackChecked, (ExportedBy ?? "").Trim());
    }

    public static LocalDate? Day(string? text) => LocalDatePattern.Iso.Parse(text ?? "") is { Success: true, Value: var day } && day.Year is >= 2000 and <= 2100 ? day : null;

    public static LocalTime? Time(string? text) =>
        LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text ?? "") is { Success: true, Value: var minute } ? minute
        : LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss").Parse(text ?? "") is { Success: true, Value: var second } ? second : null;
}

internal sealed class ClipInputValidator : AbstractValidator<ClipInput>
{
    public ClipInputValidator()
    {
        RuleFor(input => input.Key).NotEmpty().WithMessage("This form is incomplete. Go back to the job sheet and open it again.");
        RuleFor(input => input.Channel).NotNull().WithMessage("Write the channel’s number.").InclusiveBetween(1, ClipSpan.LastChannel).WithMessage($"A channel is a number from 1 to {ClipSpan.LastChannel}.");
        RuleFor(input => input.Date).Must(text => ClipInput.Day(text) is not null).WithMessage("Write the day that the recorder shows.");
        RuleFor(input => input.From).Must(text => ClipInput.Time(text) is not null).WithMessage("Write when the clip begins.");
        RuleFor(input => input.To).Must(text => ClipInput.Time(text) is not null).WithMessage("Write when the clip ends.");
        RuleFor(input => input.Offset).InclusiveBetween(0, ClipSpan.MostOffsetSeconds).WithMessage(string.Create(CultureInfo.InvariantCulture, $"Write seconds, from 0 to {ClipSpan.MostOffsetSeconds}."));
        RuleFor(input => input.ExportedBy).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Write who saved it.").AtMost(Customer.NameMaxLength).NoSecret();
    }
}

/// <summary>The owner saved a clip on their own medium; what is kept is this line.</summary>
internal sealed class RecordClip(VisitChanges changes)
{
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, Guid jobRecorderId, Guid key, ClipSpan clip, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.Clips.Any(export => export.Id == key && export.JobRecorderId == jobRecorderId
            && new ClipSpan(export.Channel, export.ClipFrom, export.ClipTo, export.OffsetSeconds, export.PlaybackChecked, export.ExportedBy) == clip),
        (job, step) => job.RecordClip(key, jobRecorderId, clip, step),
        ct);
}
