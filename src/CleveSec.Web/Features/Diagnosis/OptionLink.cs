using CleveSec.Domain.Recovery;

namespace CleveSec.Web.Features.Diagnosis;

/// <param name="Address">Of the page that follows when this is chosen.</param>
internal sealed record OptionLink(DiagnosisQuestion Question, DiagnosisAnswer Option, string Address);
