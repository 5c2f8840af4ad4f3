using CleveSec.Domain.Jobs;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Evidence;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Booking;

/// <summary>What the booking page does between opening and booking.</summary>
internal sealed class BookingSteps(BookingChoicesQuery choices, BookingHolds holds, AddPhotos addPhotos, RemovePhoto removePhoto, PhotosQuery photos, FormAge age)
{
    public Task<BookingChoices> ChoicesAsync(BookingInput input, CancellationToken ct) => choices.RunAsync(input, ct);

    public int SecondsLeft(CurrentHold hold) => choices.SecondsLeft(hold);

    public Task RemoveAsync(Guid formKey, Guid photo, CancellationToken ct) => removePhoto.RunAsync(formKey, photo, ct);

    public async Task<IReadOnlyList<PhotoLine>> AttachedAsync(Guid formKey, CancellationToken ct) => formKey == Guid.Empty ? [] : await photos.OfFormAsync(formKey, ct);

    /// <summary>A new form. A browser that comes back finds the window it had chosen.</summary>
    public async Task<BookingInput> OpenAsync(BookingInput input, CancellationToken ct)
    {
        (input.Key, input.Made) = (Guid.NewGuid(), age.Now());
        input.TakeFromAnswers();
        if (await holds.CurrentAsync(ct) is { } hold && (string.IsNullOrWhiteSpace(input.Zip) || input.CleanZip == hold.Zip))
        {
            (input.Zip, input.Window) = (hold.Zip, hold.Window.Start.ToUnixTimeSeconds());
        }

        return input;
    }

    /// <summary>Keeps the pictures with the form, whatever becomes of it. What was not taken, by field.</summary>
    public async Task<IReadOnlyList<(string Field, string Message)>> AttachAsync(BookingInput input, PhotoInput chosen, CancellationToken ct) =>
        input.Key == Guid.Empty || chosen.Chosen() is not { Count: > 0 } some ? [] : (await addPhotos.RunAsync(EvidenceOwner.Form(input.Key), some, PersonNames.IsPlain(input.Name) ? (input.Name ?? "").Trim() : "", ct)).Problems;

    /// <summary>Keeps the chosen window and shows what is free around it. Where no visit is booked yet, nothing is kept.</summary>
    public async Task<BookingChoices> KeepAsync(BookingInput input, CancellationToken ct)
    {
        // The page thinks that its ten minutes are over; we know.
        if (input.Lapsed is { } lapsed && (await holds.CurrentAsync(ct))?.Window.Start.ToUnixTimeSeconds() == lapsed)
        {
            (input.Window, input.Lapsed) = (lapsed, null);
            return await choices.RunAsync(input, ct);
        }

        var before = await choices.RunAsync(input, ct);
        if (before.Place is null || input.Window is null)
        {
            return before;
        }

        if (input.CallsFirst)
        {
            await holds.ReleaseAsync(ct);
            return before with { Hold = null };
        }

        if (await holds.TakeAsync(input, before.ServiceId, ct) is HoldOutcome.WindowTaken taken)
        {
            input.Window = null;
            return before with { Windows = [.. taken.Nearest.Select(offer => offer.Window)], Hold = null, Lost = LostWindow.Taken };
        }

        return await choices.RunAsync(input, ct);
    }

    /// <summary>The booking as it was typed; call only for what the validator has let through.</summary>
    public async Task<BookingRequest> RequestAsync(BookingInput input, CancellationToken ct)
    {
        PhoneNumbers.TryNormalize(input.Phone, out var phone);
        Instant? window = input.Window is { } start ? LocalTime.FromForm(start) : null;
        return new BookingRequest(
            input.Key, await choices.ServiceIdAsync(input, ct), input.Brands(), input.Trouble!.Value, input.CleanZip, window, input.Name!.Trim(), phone, input.Email!.Trim(), input.Street!.Trim(),
            input.Unit, input.GateCode, input.Notes, Languages.Current, Intake(input), holds.Key, input.TextConsent);
    }

    private static JobIntake Intake(BookingInput input)
    {
        PhoneNumbers.TryNormalize(input.ContactPhone, out var contactPhone);
        return new JobIntake
        {
            Diagnosis = input.Answers().ToString(),
            Situation = input.Situation,
            Footage = input.Footage,
            ContactName = input.HasContact ? input.ContactName!.Trim() : null,
            ContactPhone = input.HasContact ? contactPhone : null,
            IdWillBeReady = input.IdReady,
        };
    }
}
