using System.Linq.Expressions;
using CleveSec.Domain.Recovery;
using FluentValidation;
using NodaTime;

namespace CleveSec.Web.Features.Staff.GuideEditor.Methods;

internal sealed class MethodInputValidator : AbstractValidator<MethodInput>
{
    public MethodInputValidator(IClock clock, MethodFormQuery form)
    {
        RuleFor(input => input.Topic).MustAsync(async (slug, ct) => (await form.TopicsAsync(ct)).Any(topic => topic.Code == slug)).WithMessage("Choose the page that explains this method.");
        RuleFor(input => input.Network).Must(code => MethodChoices.Has(MethodChoices.Networks, code)).WithMessage("Choose what network it needs.");
        RuleFor(input => input.Settings).Must(code => MethodChoices.Has(MethodChoices.Settings, code)).WithMessage("Choose what happens to the settings.");
        RuleFor(input => input.Footage).Must(code => MethodChoices.Has(MethodChoices.Footage, code)).WithMessage("Choose what happens to the footage.");
        RuleFor(input => input.NextId).Must(id => string.IsNullOrEmpty(id) || ResetMethod.Find(id) is not null).WithMessage("Choose a method of the list, or none.")
            .Must((input, id) => id != input.Id).WithMessage("A method cannot come after itself.");
        RuleFor(input => input.EstimatePercent).Must((input, _) => input.Percent is null or (>= 0 and <= 100)).WithMessage("Enter a whole number from 0 to 100, or leave it empty.");
        RuleFor(input => input.Sources).Must(typed => Typed.Items(typed).Count is > 0 and <= WordsInputValidator.MostItems).WithMessage($"Enter where this is from, one source a line, {WordsInputValidator.MostItems} at most.")
            .Must(typed => Typed.Items(typed).All(item => item.Length <= WordsInputValidator.ItemMaxLength)).WithMessage(WordsInputValidator.ItemTooLong);
        RuleFor(input => input.Unproven).Must(codes => codes.All(code => MethodChoices.Has(MethodChoices.Unproven, code))).WithMessage("Choose from the list.");
        RuleFor(input => input.CheckedOn).CheckedOn(clock);
        RuleFor(input => input.Note).Note();
        RuleFor(input => input.English).SetValidator(new WordsInputValidator());
        RuleFor(input => input.Spanish).SetValidator(new WordsInputValidator());
        Estimate(input => input.English.EstimateNote);
        Estimate(input => input.Spanish.EstimateNote);
        AsMany(input => input.Spanish.Needs, input => input.English.Needs);
        AsMany(input => input.Spanish.Limits, input => input.English.Limits);
        AsMany(input => input.Spanish.Steps, input => input.English.Steps);
    }

    private void Estimate(Expression<Func<MethodInput, string?>> note)
    {
        RuleFor(note).Must(typed => Typed.LineOrNull(typed) is not null).When(input => input.Percent is not null).WithMessage("Say what the estimate rests on.");
        RuleFor(note).Must(typed => Typed.LineOrNull(typed) is null).When(input => input.Percent is null).WithMessage("There is no estimate above: leave this empty, or enter one.");
    }

    /// <summary>Readers of both languages are told as much: an item that is missing in one was forgotten.</summary>
    private void AsMany(Expression<Func<MethodInput, string?>> spanish, Expression<Func<MethodInput, string?>> english)
    {
        var other = english.Compile();
        RuleFor(spanish).Must((input, typed) => Typed.Items(typed).Count == Typed.Items(other(input)).Count)
            .WithMessage((input, typed) => $"The English has {Typed.Items(other(input)).Count} lines here, the Spanish {Typed.Items(typed).Count}. Say the same in both.");
    }
}

internal sealed class WordsInputValidator : AbstractValidator<WordsInput>
{
    public const int NameMaxLength = 80;
    public const int ShortMaxLength = 120;
    public const int NoteMaxLength = 400;
    public const int ItemMaxLength = 300;
    public const int MostItems = 20;
    public static readonly string ItemTooLong = $"Shorten each line to {ItemMaxLength} characters.";

    public WordsInputValidator()
    {
        RuleFor(words => words.Name).Line("Enter the name.", NameMaxLength);
        Items(words => words.Needs, "Enter what one needs, one thing a line.");
        RuleFor(words => words.Minutes).Line("Enter how long it takes.", ShortMaxLength);
        RuleFor(words => words.SettingsNote).Line("Say what happens to the settings.", NoteMaxLength);
        RuleFor(words => words.FootageNote).Line("Say what happens to the footage.", NoteMaxLength);
        RuleFor(words => words.Cost).Line("Say what it costs.", ShortMaxLength);
        RuleFor(words => words.Risk).Line("Say what can go wrong.", NoteMaxLength);
        Items(words => words.Limits, mayBeEmpty: true);
        Items(words => words.Steps, "Enter the steps, one a line.");
        RuleFor(words => words.WhenToStop).Line("Say when to stop.", NoteMaxLength);
        RuleFor(words => words.EstimateNote).Must(typed => Typed.Line(typed).Length <= NoteMaxLength).WithMessage($"Shorten this to {NoteMaxLength} characters.");
    }

    private void Items(Expression<Func<WordsInput, string?>> list, string missing = "Enter at least one line.", bool mayBeEmpty = false)
    {
        RuleFor(list).Cascade(CascadeMode.Stop)
            .Must(typed => mayBeEmpty || Typed.Items(typed).Count > 0).WithMessage(missing)
            .Must(typed => Typed.Items(typed).Count <= MostItems).WithMessage($"Keep to {MostItems} lines.")
            .Must(typed => Typed.Items(typed).All(item => item.Length <= ItemMaxLength)).WithMessage(ItemTooLong);
    }
}
