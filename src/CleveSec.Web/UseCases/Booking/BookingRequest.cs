using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.UseCases.Scheduling;
using NodaTime;

namespace CleveSec.Web.UseCases.Booking;

/// <summary>A booking as it was typed, checked for shape.</summary>
/// <param name="Key">The form's own id: sent twice it books once. Pictures uploaded with it become the job's.</param>
/// <param name="Brands">One for each recorder, at least one.</param>
/// <param name="WindowStart">Null: none was chosen; the office may book without, a customer only where we call first.</param>
/// <param name="Phone">E.164.</param>
/// <param name="Language">Of the page it was typed on; the customer is written to in it.</param>
/// <param name="Intake">What else was answered. Service, call-back and wanted window are set here, whatever it says of them.</param>
/// <param name="HoldKey">Of the browser's hold, which the booking uses up; null: it has none.</param>
/// <param name="TextConsent">The customer agreed to text messages to <paramref name="Phone"/>.</param>
internal sealed record BookingRequest(
    Guid Key,
    string ServiceId,
    IReadOnlyList<RecorderBrand> Brands,
    Trouble Trouble,
    string Zip,
    Instant? WindowStart,
    string Name,
    string Phone,
    string? Email,
    string Street,
    string? Unit,
    string? GateCode,
    string? Notes,
    Language Language,
    JobIntake Intake,
    string? HoldKey,
    bool TextConsent,
    OfficeBooking? Office = null);

/// <summary>What the office may say beside what a customer may.</summary>
/// <param name="CustomerId">An earlier customer, chosen by a person; null: a new one. Name, phone and address as typed are then left alone.</param>
/// <param name="SiteId">One of that customer's; null: a new one.</param>
/// <param name="RecorderIds">Of that site; the request's brands are those of further, new recorders and may then be none.</param>
/// <param name="TechnicianId">Null: whoever fits best.</param>
/// <param name="Urgent">May use what is kept in reserve.</param>
/// <param name="OverrideReason">Why a rule is to be broken; null or empty: none is.</param>
internal sealed record OfficeBooking(
    Actor By,
    Guid? CustomerId,
    Guid? SiteId,
    IReadOnlyList<Guid> RecorderIds,
    Guid? TechnicianId,
    bool Urgent,
    string? OverrideReason);

internal abstract record BookingOutcome
{
    /// <param name="SessionKey">For the browser's cookie: it may see and change this job.</param>
    internal sealed record Booked(Guid JobId, string SessionKey) : BookingOutcome;

    /// <summary>The job is reported without a visit: a person talks with the customer first.</summary>
    /// <param name="SessionKey">As for <see cref="Booked"/>.</param>
    internal sealed record CallBackFirst(Guid JobId, string SessionKey) : BookingOutcome;

    /// <summary>The window is gone, or was never free; the nearest that are.</summary>
    internal sealed record WindowTaken(IReadOnlyList<OfferedWindow> Nearest) : BookingOutcome;

    internal sealed record OutsideArea(string Zip) : BookingOutcome;

    /// <summary>The form's key was used for a booking with other answers.</summary>
    internal sealed record KeyUsedOtherwise : BookingOutcome;

    /// <summary>The customer, site or recorder that the office chose is not there, or they do not belong together.</summary>
    internal sealed record NotFound : BookingOutcome;

    /// <summary>The office would break these rules and gave no reason. In words.</summary>
    internal sealed record AgainstRules(IReadOnlyList<string> Rules) : BookingOutcome;
}
