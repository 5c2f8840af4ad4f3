using NodaTime;

namespace CleveSec.Domain.Recovery;

/// <summary>How a vendor answers, as it was set when somebody asked by telephone or app. A letter carries the same in <see cref="VendorLetterFacts"/>.</summary>
/// <param name="ValidityHours">How long an answer is good after it came.</param>
/// <param name="ReplyWithin">After so long silence somebody is told.</param>
public sealed record VendorTerms(int ValidityHours, Duration ReplyWithin);
