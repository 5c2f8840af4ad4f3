using System.Text;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Tracking.OwnerByLink;

/// <summary>The form behind the link: of the place no more than the owner needs to know it again.</summary>
/// <param name="State">Asked, signed or declined.</param>
/// <param name="Window">Of the visit; null: none is planned.</param>
internal sealed record OwnerForm(
    Guid Id, OwnerSignatureState State, string Owner, string Representative, string JobNumber, string City, string Zip, IReadOnlyList<(RecorderBrand Brand, string? Model)> Recorders, Interval? Window, Instant ExpiresAt, string? SignedName,
    Instant? AnsweredAt);

internal abstract record OwnerAnswer
{
    /// <summary>Taken, or it had been: the page says how it stands.</summary>
    internal sealed record Taken : OwnerAnswer;

    /// <summary>Another name was typed than the one that was asked.</summary>
    internal sealed record OtherName(string Owner) : OwnerAnswer;

    /// <summary>Answered otherwise meanwhile, in this or another window.</summary>
    internal sealed record Otherwise : OwnerAnswer;

    /// <summary>Others changed the job each time it was tried; nothing is answered.</summary>
    internal sealed record Busy : OwnerAnswer;

    /// <summary>The link is unknown or over.</summary>
    internal sealed record Over : OwnerAnswer;
}

/// <summary>
/// An absent owner signs who acts for them, or says no. Who has the link has the mailbox or the telephone on file. It is answered once; the same answer again, also at the same moment, is the
/// same answer. Looking changes nothing: mail scanners open links.
/// </summary>
internal sealed class AnswerByOwner(CleveSecDb db, SecretLinks links, JobChanges changes, MasterKey master, IClock clock)
{
    /// <summary>Null: the link is unknown, over, taken back, or went to another address than the one on file by now.</summary>
    public async Task<OwnerForm?> LookAsync(string key, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (await links.FindAsync(LinkPurpose.OwnerSignature, key, now, ct) is not { } id
            || await JobChanges.LoadAsync(db, JobOf(id).AsNoTracking(), ct) is not { } job
            || job.OwnerSignatures.First(one => one.Id == id) is var signature && !IsShown(job, signature, now))
        {
            return null;
        }

        var visit = job.LiveVisit;
        return new OwnerForm(
            id, signature.State, signature.OwnerName, signature.RepresentativeName, job.Number, job.Site.City, job.Site.Zip,
            [.. job.Recorders.OrderBy(part => part.Id).Select(part => (part.Recorder.Brand, part.Recorder.Model))], visit?.Window, signature.ExpiresAt, signature.SignedName, signature.SignedAt ?? signature.DeclinedAt);
    }

    /// <param name="input">Validated.</param>
    /// <param name="language">In which the form was shown.</param>
    public async Task<OwnerAnswer> SignAsync(string key, OwnerSignInput input, Language language, CancellationToken ct)
    {
        if (await LookAsync(key, ct) is not { } form)
        {
            return new OwnerAnswer.Over();
        }

        var name = PlainText.OneLine(input.SignedName);
        if (form.State == OwnerSignatureState.Asked && !PersonName.AreSame(name, form.Owner))
        {
            return new OwnerAnswer.OtherName(form.Owner);
        }

        var strokes = string.IsNullOrEmpty(input.Strokes) ? null : master.Encrypt(Encoding.UTF8.GetBytes(input.Strokes));
        return await AnswerAsync(key, form, OwnerSignatureState.Signed, (job, step) => job.SignByOwner(form.Id, new OwnerSigned(input.TextVersion!, input.FormVersion!, language, name, strokes), step), ct);
    }

    /// <param name="words">What the owner adds; null: nothing.</param>
    public async Task<OwnerAnswer> DeclineAsync(string key, string? words, CancellationToken ct) => await LookAsync(key, ct) is { } form
        ? await AnswerAsync(key, form, OwnerSignatureState.Declined, (job, step) => job.DeclineByOwner(form.Id, words, step), ct)
        : new OwnerAnswer.Over();

    private async Task<OwnerAnswer> AnswerAsync(string key, OwnerForm form, OwnerSignatureState wanted, Action<Job, Step> act, CancellationToken ct)
    {
        if (form.State != OwnerSignatureState.Asked)
        {
            return form.State == wanted ? new OwnerAnswer.Taken() : new OwnerAnswer.Otherwise();
        }

        if (await changes.RunAsync(JobOf(form.Id), Actor.Homeowner(form.Owner), act, ct) is JobChange.Made)
        {
            return new OwnerAnswer.Taken();
        }

        // Somebody changed the job in this moment: the same click once more, or something else altogether, after which it is tried once more.
        return await LookAsync(key, ct) switch
        {
            null => new OwnerAnswer.Over(),
            { State: OwnerSignatureState.Asked } => await changes.RunAsync(JobOf(form.Id), Actor.Homeowner(form.Owner), act, ct) is JobChange.Made ? new OwnerAnswer.Taken() : new OwnerAnswer.Busy(),
            { State: var state } => state == wanted ? new OwnerAnswer.Taken() : new OwnerAnswer.Otherwise(),
        };
    }

    private static bool IsShown(Job job, OwnerSignature signature, Instant now) => signature.State == OwnerSignatureState.Asked
        ? job.WhyNotSigned(signature, now) is null
        : signature.State is OwnerSignatureState.Signed or OwnerSignatureState.Declined && job.GoesToWhoIsOnFile(signature);

    private IQueryable<Job> JobOf(Guid id) => db.Jobs.Where(job => job.OwnerSignatures.Any(signature => signature.Id == id));
}
