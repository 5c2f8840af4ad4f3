using CleveSec.Web.UseCases.Recorders;
using CleveSec.Web.UseCases.Vendors;

namespace CleveSec.Web.Features.Shared;

/// <summary>Whether a photo of the label leaves with a letter, drawn by _LabelPhoto.cshtml for the technician and the office.</summary>
/// <param name="WantedFor">What is asked for with such a photo, in words, so that its lack is said loud; empty: nothing of it.</param>
/// <param name="Take">Where the technician takes one; null: the reader is in the office.</param>
internal sealed record LabelPhotoNote(LabelPhotoState State, IReadOnlyList<string> WantedFor, string? Take = null)
{
    public static LabelPhotoNote Of(LabelPhotoState state, IEnumerable<MethodChoice> methods, string? take = null) => new(state, [.. methods.Where(method => method.NeedsLabelPhoto).Select(method => method.Name)], take);
}
