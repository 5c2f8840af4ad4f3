using CleveSec.Web.Data;
using FluentValidation;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.GuideEditor;

/// <summary>What topics and methods have in common.</summary>
internal static class CheckedOnRules
{
    public static void CheckedOn<T>(this IRuleBuilder<T, string?> rule, IClock clock) => rule
        .Must(typed => Typed.Date(typed) is not null).WithMessage("Enter the day on which the page was last held against its sources.")
        .Must(typed => Typed.Date(typed) is not { } date || date <= LocalTime.Today(clock.GetCurrentInstant())).WithMessage("This day has not come yet.")
        .Must(typed => Typed.Date(typed) is not { Year: < 2000 }).WithMessage("This is long ago. Check the year.");

    public static void Note<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(typed => Typed.Line(typed).Length <= GuideVersion.NoteMaxLength).WithMessage($"Shorten this note to {GuideVersion.NoteMaxLength} characters.");

    /// <summary>A line that has to be there, no longer than <paramref name="most"/>.</summary>
    public static void Line<T>(this IRuleBuilder<T, string?> rule, string missing, int most) => rule
        .Must(typed => Typed.Line(typed).Length > 0).WithMessage(missing)
        .Must(typed => Typed.Line(typed).Length <= most).WithMessage($"Shorten this to {most} characters.");
}
