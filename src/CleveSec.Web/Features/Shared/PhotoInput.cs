using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Evidence;

namespace CleveSec.Web.Features.Shared;

/// <summary>Pictures as chosen, on the booking page, on "your visit" and on the job sheet. Its fields are "Photos.Label" and so on.</summary>
public sealed class PhotoInput
{
    /// <summary>Of one request: five pictures of 8 MB, and something for the words beside them.</summary>
    public const long MaxRequest = ((long)EvidenceFile.MostPerForm * Security.ImageReencoder.MaxBytes) + (4 * 1024 * 1024);

    public IFormFile? Label { get; set; }
    public IFormFile? Screen { get; set; }

    /// <summary>A receipt, contract, letter or deed; also as PDF.</summary>
    public IFormFile? Paper { get; set; }
    public IReadOnlyList<IFormFile> Other { get; set; } = [];

    internal IReadOnlyList<ChosenPhoto> Chosen() =>
    [
        .. Of(EvidenceKind.Label, nameof(Label), Label),
        .. Of(EvidenceKind.Screen, nameof(Screen), Screen),
        .. Of(EvidenceKind.Paper, nameof(Paper), Paper),
        .. Other.SelectMany(file => Of(EvidenceKind.Other, nameof(Other), file)),
    ];

    private static IEnumerable<ChosenPhoto> Of(EvidenceKind kind, string field, IFormFile? file) => file is null ? [] : [new ChosenPhoto(kind, $"Photos.{field}", file)];
}
