using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Ui;
using FluentValidation;
using NodaTime;

namespace CleveSec.Web.Features.Staff.GuideEditor.Topics;

/// <summary>A topic of the guide as typed.</summary>
public sealed class TopicInput
{
    /// <summary>The number of the version this was started from; 0: from what came with the files.</summary>
    public int From { get; set; }
    public string? Title { get; set; }
    public string? Summary { get; set; }

    /// <summary>Markdown.</summary>
    public string? Body { get; set; }
    public string? CheckedOn { get; set; }

    /// <summary>What changed.</summary>
    public string? Note { get; set; }

    internal static TopicInput Of(TopicContent content, int from) =>
        new() { From = from, Title = content.Title, Summary = content.Summary, Body = content.Body, CheckedOn = Typed.FromDate(content.CheckedOn) };

    /// <summary>Only after validation.</summary>
    internal TopicContent ToContent(string slug) =>
        new() { Slug = slug, Title = Typed.Line(Title), Summary = Typed.Line(Summary), Body = Typed.Text(Body), CheckedOn = Typed.Date(CheckedOn)!.Value };
}

internal sealed class TopicInputValidator : AbstractValidator<TopicInput>
{
    public TopicInputValidator(IClock clock, GuideMarkdown markdown)
    {
        RuleFor(input => input.Title).Line("Enter the title.", GuideTopic.TitleMaxLength);
        RuleFor(input => input.Summary).Line("Enter the summary: search engines and the list of topics show it.", GuideTopic.SummaryMaxLength);
        RuleFor(input => input.Body).Cascade(CascadeMode.Stop)
            .Must(body => !string.IsNullOrWhiteSpace(body)).WithMessage("Enter the text of the page.")
            .Must(body => Typed.Text(body).Length <= GuideTopic.BodyMaxLength).WithMessage(input => $"Shorten the text by {Typed.Text(input.Body).Length - GuideTopic.BodyMaxLength} characters: a page has {GuideTopic.BodyMaxLength} at most.")
            .Must(body => markdown.TryRender(Typed.Text(body), Languages.Current) is not null).WithMessage("Quotes or lists are nested too deeply here. Take some of the signs at the beginning of the lines away.")
            .Must(body => !GuideMarkdown.HasUndescribedPicture(Typed.Text(body))).WithMessage("A picture has no description. Write one between its square brackets, ![like this](…), for readers who cannot see it.");
        RuleFor(input => input.CheckedOn).CheckedOn(clock);
        RuleFor(input => input.Note).Note();
    }
}
