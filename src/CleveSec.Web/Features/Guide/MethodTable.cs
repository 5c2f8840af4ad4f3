using CleveSec.Web.Features.Shared.Methods;

namespace CleveSec.Web.Features.Guide;

/// <param name="Link">Whether each name leads to its page.</param>
internal sealed record MethodTable(string Caption, IReadOnlyList<MethodFacts> Methods, bool WithEstimate, bool Link);

/// <param name="Next">What to try when this one does not work.</param>
internal sealed record MethodBox(MethodFacts Method, MethodFacts? Next);
