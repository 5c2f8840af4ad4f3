using CleveSec.Web.Security;

namespace CleveSec.Web.UseCases.Booking;

/// <summary>A form's own id and what it said, so that it is answered alike however often it comes.</summary>
/// <param name="Fingerprint">Over every answer except the key, the hold, which may change while the form is the same, and the gate code, which is short enough to be guessed back from a hash.</param>
internal sealed record BookingKey(Guid Key, byte[] Fingerprint, bool ByCustomer)
{
    /// <summary>What came of it, as <see cref="Data.CommandKey.Kind"/> says it.</summary>
    public const string Booking = "booking";
    public const string CallBack = "call-back";

    public static BookingKey Of(BookingRequest request) => new(request.Key, Keys.Hash(string.Join(
        '\n',
        string.Join(',', request.Brands),
        string.Join(',', request.Office?.RecorderIds ?? []),
        (request with { Key = Guid.Empty, GateCode = null, HoldKey = null, Brands = [], Office = request.Office is { } office ? office with { RecorderIds = [] } : null }).ToString())), request.Office is null);

    public static BookingOutcome Answer(string kind, Guid jobId, string session) => kind == CallBack ? new BookingOutcome.CallBackFirst(jobId, session) : new BookingOutcome.Booked(jobId, session);
}
