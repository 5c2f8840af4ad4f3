using CleveSec.Web.Data;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.GuideEditor.Images;

/// <summary>A picture as chosen.</summary>
public sealed class ImageInput
{
    public IFormFile? File { get; set; }

    /// <summary>What it shows: its name in the list and its description for those who cannot see it.</summary>
    public string? Name { get; set; }
}

internal sealed class ImageInputValidator : AbstractValidator<ImageInput>
{
    public ImageInputValidator()
    {
        RuleFor(input => input.File).NotNull().WithMessage("Choose a picture.");
        RuleFor(input => input.Name).Line("Say what the picture shows, for readers who cannot see it.", GuideImage.NameMaxLength);
        RuleFor(input => input.Name).Must(name => name is null || name.IndexOfAny(['[', ']', '\\', '`', '!']) < 0).WithMessage("Leave out the signs [ ] \\ ` and !, they mean something in the text of a page.");
    }
}
