using CleveSec.Web.Security;
using NodaTime;

namespace CleveSec.Web.Features.Booking;

internal abstract record DoorAnswer
{
    internal sealed record Open : DoorAnswer;

    /// <summary>A filled trap, or a form sent faster than a person can.</summary>
    internal sealed record NoPerson : DoorAnswer;

    /// <summary>Too many from one network: first the sum.</summary>
    internal sealed record FirstTheSum(ProofChallenge Challenge, Duration RetryAfter) : DoorAnswer;
}

/// <summary>Whether a booking is taken in at all. Nobody is sent away for good: who comes too often pays with a sum their own browser does.</summary>
internal sealed class BookingDoor(RateLimits limits, FormAge age, ProofOfWork proof, IHttpContextAccessor http)
{
    public async Task<DoorAnswer> KnockAsync(BookingInput input, CancellationToken ct)
    {
        if (input.Website is { Length: > 0 } || input.Key == Guid.Empty || !age.IsHuman(input.Made))
        {
            return new DoorAnswer.NoPerson();
        }

        // The same click twice is answered as before, whatever it would cost.
        var (over, retryAfter) = await limits.CountOverAsync(RateLimit.BookingsByAddress, RateLimits.Network(http.HttpContext?.Connection.RemoteIpAddress), ct, unless: input.Key);
        return over == 0 || await proof.AcceptAsync(input.Key, input.Challenge, input.Proof, ct)
            ? new DoorAnswer.Open()
            : new DoorAnswer.FirstTheSum(proof.Ask(input.Key, over), retryAfter);
    }
}
