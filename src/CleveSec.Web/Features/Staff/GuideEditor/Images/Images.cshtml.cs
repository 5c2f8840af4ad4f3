using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.GuideEditor.Images;

/// <summary>The guide's pictures, and adding one. What is no picture, or too large a one: 422 with the reason. More than the limit below: 413.</summary>
[RequestSizeLimit(MaxRequest)]
internal sealed class ImagesModel(ImagesQuery query, IValidator<ImageInput> validator, UploadImage upload) : PageModel
{
    /// <summary>Somewhat more than a picture may have, so that one that is a little too large is told so in words.</summary>
    private const int MaxRequest = ImageReencoder.MaxBytes + (4 * 1024 * 1024);

    [BindProperty]
    public ImageInput Input { get; set; } = new();

    public IReadOnlyList<ImageLine> Pictures { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Pictures = await query.RunAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return await RefusedAsync(ct);
        }

        await using var file = Input.File!.OpenReadStream();
        switch (await upload.RunAsync(file, Typed.Line(Input.Name), User, ct))
        {
            case UploadOutcome.Refused refused:
                ModelState.AddModelError("Input.File", Words(refused.Problem));
                return await RefusedAsync(ct);
            case UploadOutcome.AlreadyHere here:
                this.Say($"This picture is here already, as “{here.Name}”.");
                return Redirect(Links.GuideEditorImages);
            default:
                this.Say("The picture is added. Copy the line beside it into the text of a page.");
                return Redirect(Links.GuideEditorImages);
        }
    }

    private async Task<IActionResult> RefusedAsync(CancellationToken ct)
    {
        Pictures = await query.RunAsync(ct);
        return this.Invalid();
    }

    private static string Words(ImageProblem problem) => problem switch
    {
        ImageProblem.Empty => "This file is empty. Choose another one.",
        ImageProblem.TooLarge => "This file is larger than 8 MB. Choose a smaller one, or save it with less quality.",
        ImageProblem.NotAPicture => "This is no JPEG, PNG or WebP picture, whatever its name says. Choose another one.",
        ImageProblem.TooManyPixels => "This picture has more than 50 megapixels. Make it smaller first.",
        _ => "This picture is damaged: it could not be read to its end. Save it again and try once more.",
    };
}
