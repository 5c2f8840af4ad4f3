using CleveSec.Domain.Recovery;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet;

/// <summary>What holds for every text typed on the job sheet.</summary>
internal static class SheetRules
{
    public const string SecretFound = "This looks like a password, pattern or code. We never keep those: describe it without the value.";

    public static IRuleBuilderOptions<T, string?> NoSecret<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => !SecretText.LooksLikeOne(text)).WithMessage(SecretFound);

    public static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilder<T, string?> rule, int length) =>
        rule.Must(text => text is null || text.Length <= length).WithMessage($"Use {length} characters or fewer.");
}
