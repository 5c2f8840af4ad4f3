using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace CleveSec.Web.Ui;

/// <summary>What a field says that was sent something it cannot hold: no page of ours sends that, so one sentence does for all, in the reader's language.</summary>
internal sealed class BindingMessages(IStringLocalizer<BindingMessages> t) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => Unreadable);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Unreadable);
        messages.SetUnknownValueIsInvalidAccessor(_ => Unreadable);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => Unreadable);
        messages.SetValueIsInvalidAccessor(_ => Unreadable);
        messages.SetValueMustNotBeNullAccessor(_ => Unreadable);
        messages.SetValueMustBeANumberAccessor(_ => Unreadable);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => Unreadable);
    }

    private string Unreadable => t["We could not read this answer. Please give it again."];
}
