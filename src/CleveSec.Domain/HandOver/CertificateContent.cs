using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Domain.HandOver;

/// <summary>How a job ended, as the certificate says it.</summary>
public enum CertificateOutcome
{
    Recovered,
    PartlyRecovered,
    NotRecovered,
    Refused,
}

/// <summary>
/// What a certificate says, frozen when it was issued: whatever is changed on the job later, a paper that was handed over stays as it is. Kept as JSON; a newer version may only add parts,
/// and what an older one does not have is null.
/// </summary>
/// <param name="Version">Of this shape; <see cref="CurrentVersion"/> when it was written.</param>
/// <param name="Summary">What the customer reads, as the technician wrote it.</param>
public sealed record CertificateContent(
    int Version,
    string JobNumber,
    string CustomerName,
    CertificatePlace Place,
    Trouble Trouble,
    Instant ReportedAt,
    IReadOnlyList<CertificateVisit> Visits,
    CertificateCheck? Check,
    IReadOnlyList<CertificateRecorder> Recorders,
    string Summary,
    Instant ClosedAt,
    string ClosedBy)
{
    public const int CurrentVersion = 1;
}

public sealed record CertificatePlace(string Street, string? Unit, string City, string State, string Zip);

/// <summary>Somebody of ours was there, or stood before a closed door.</summary>
/// <param name="Status">Done, PartlyDone, NoAccess, or Cancelled on site.</param>
/// <param name="At">The arrival; where nobody let us in, the end of the visit.</param>
public sealed record CertificateVisit(VisitStatus Status, Instant At, string Technician);

/// <summary>Who could show that we may. What was seen stands there by its kind; no number of a paper does.</summary>
/// <param name="Overridden">A second person opened the gate on their word.</param>
/// <param name="OwnerName">The absent owner who signed by link; null: it does not rest on that.</param>
public sealed record CertificateCheck(
    string? PersonName, IdentityKind? Identity, AuthorityKind? Authority, string ByName, string? ApprovedByName, Instant At, bool Overridden, string? OwnerName = null, Instant? OwnerSignedAt = null);

/// <param name="Outcome">Null: nothing was decided about this recorder.</param>
/// <param name="PlaybackGaps">The channels that did not play, as the technician wrote it; null: none.</param>
/// <param name="ConsentBy">Who signed that settings may be lost.</param>
/// <param name="Settings">The guide's word for what the methods that were tried do to settings, "Kept", the worst of them; one that may lose them and did not open the recorder counts as "MayBeLost". Null: nothing that was tried changes anything.</param>
/// <param name="Footage">The same for recordings.</param>
/// <param name="NextLockout">Null: it was not re-initialized.</param>
/// <param name="Clips">What the owner saved; null on a paper from before it stood there.</param>
public sealed record CertificateRecorder(
    RecorderBrand Brand,
    string? Model,
    string? Serial,
    RecorderOutcome? Outcome,
    string? Firmware,
    bool? PlaybackChecked,
    string? PlaybackGaps,
    int? CamerasTotal,
    int? CamerasBack,
    string? ConsentBy,
    string? Settings,
    string? Footage,
    IReadOnlyList<CertificateAttempt> Attempts,
    IReadOnlyList<CertificateVendorCase> VendorCases,
    IReadOnlyList<CertificateItem> Items,
    CertificateLockout? NextLockout,
    string? FirmwareBefore = null,
    IReadOnlyList<CertificateClip>? Clips = null);

/// <inheritdoc cref="ClipSpan"/>
public sealed record CertificateClip(int Channel, LocalDateTime From, LocalDateTime To, int OffsetSeconds, bool PlaybackChecked, string ExportedBy);

/// <summary>How the owner is prepared for the next forgotten password (<see cref="Recovery.NextLockout"/>).</summary>
public sealed record CertificateLockout(IReadOnlyList<LockoutHelp> Has, IReadOnlyList<LockoutHelp> Lacks);

/// <param name="Method">Its name in the certificate's language.</param>
/// <param name="Outcome">Null: it was begun and broken off.</param>
public sealed record CertificateAttempt(string Method, AttemptOutcome? Outcome, Instant At, string ByName);

public sealed record CertificateVendorCase(string Vendor, string Method, Instant AskedAt, VendorCaseState State, Instant? AnsweredAt);

/// <summary>One item of the hardening checklist.</summary>
/// <param name="Text">In the certificate's language.</param>
/// <param name="Before">How it was, as the technician wrote it; null: not written down.</param>
/// <param name="After">How it is now.</param>
public sealed record CertificateItem(string Id, string Text, HardeningState State, string? Before, string? After);
