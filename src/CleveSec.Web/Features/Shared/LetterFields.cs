using CleveSec.Web.UseCases.Recorders;
using CleveSec.Web.UseCases.Vendors;

namespace CleveSec.Web.Features.Shared;

/// <summary>The fields of a letter to a vendor, drawn by _LetterFields.cshtml for the technician and the office.</summary>
/// <param name="Methods">To choose from; none: what is asked for stands.</param>
/// <param name="KeptFile">The name of the exported file that is attached already; null: none.</param>
internal sealed record LetterFields(LetterInput Input, IReadOnlyList<MethodChoice> Methods, string? KeptFile = null);
