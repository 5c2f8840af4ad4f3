using CleveSec.Domain.HandOver;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.UseCases.Certificates;
using CleveSec.Web.UseCases.Customers;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Jobs.Letters;
using CleveSec.Web.UseCases.Scheduling;
using CleveSec.Web.UseCases.Vendors;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Jobs;

/// <summary>One move of the office, with what it needs. Fields that the action does not need are ignored.</summary>
/// <param name="Reason">Also the summary when closing.</param>
/// <param name="Version">Of the job that was on screen; null: not asked.</param>
internal sealed record JobMove(JobAction Action, string Reason, Guid? RecorderId = null, string? Vendor = null, ResetMethod? Method = null, bool Answered = false, uint? Version = null);

/// <summary>Makes the office's moves that need no place in the calendar. Whoever is affected is told in the same transaction.</summary>
internal sealed class ActOnJob(JobChanges changes, Schedules schedules, CustomerLetters letters, TechnicianLetters technicianLetters, IssueCertificate certificates, SerialAlertsQuery alerts, VendorClock vendors, IClock clock)
{
    public async Task<JobChange> RunAsync(IQueryable<Job> which, Actor by, JobMove move, CancellationToken ct)
    {
        // Whoever decides on their word alone decides after what speaks against it was settled.
        if (move.Action == JobAction.Override && await alerts.OfJobAsync(which, ct) is [{ } alert, ..])
        {
            return new JobChange.Refused($"Serial {alert.Serial} is also known under another customer. Settle that first: the alert stands on the job’s page.");
        }

        var rules = (await schedules.PlanAsync(ct)).Rules;
        var terms = move.Action == JobAction.AskVendor ? await vendors.OfAsync(move.Method!, ct) : null;
        Visit? open = null;
        return await changes.RunAsync(
            which,
            by,
            (job, step) =>
            {
                RefuseStale(job, move);
                open = job.LiveVisit;
                Act(job, move, rules, terms, step);
            },
            ct,
            job => TellAsync(job, by, move.Action, open is { IsLive: false } ? open : null, ct));
    }

    /// <summary>Why the move is not possible now, tried on a copy that is thrown away; null when it is.</summary>
    public async Task<string?> WhyNotAsync(Job copy, Actor by, JobAct act, CancellationToken ct)
    {
        try
        {
            var recorder = copy.Recorders.FirstOrDefault(recorder => recorder.IsLinked) ?? copy.Recorders[0];
            var method = ResetMethod.All.First(method => method.Fits(recorder.Recorder.Brand));
            Act(copy, new JobMove(act.Action, "-", recorder.Id, "-", method), (await schedules.PlanAsync(ct)).Rules, null, new Step(by, clock.GetCurrentInstant()));
            return null;
        }
        catch (IllegalTransition refused)
        {
            return refused.Message;
        }
    }

    private static void RefuseStale(Job job, JobMove move)
    {
        if (move.Version is { } seen && seen != job.Version)
        {
            throw new IllegalTransition(job.Status, move.Action, JobChanges.LostRace);
        }
    }

    private static void Act(Job job, JobMove move, BookingRules rules, VendorTerms? terms, Step step)
    {
        switch (move.Action)
        {
            case JobAction.Unschedule: job.Unschedule(move.Reason, step); break;
            case JobAction.NoAccess: job.NoAccess(move.Reason, step); break;
            case JobAction.EndVisitPartlyDone: job.EndVisitPartlyDone(move.Reason, step); break;
            case JobAction.Refuse: job.Refuse(move.Reason, step); break;
            case JobAction.Reconsider: job.Reconsider(move.Reason, step); break;
            case JobAction.Override: job.Override(move.Reason, step); break;
            case JobAction.WithdrawVerification: job.WithdrawVerification(move.Reason, step); break;
            case JobAction.GiveUp: job.GiveUp(move.Reason, step); break;
            case JobAction.Resume: job.Resume(move.Reason, step); break;
            case JobAction.Cancel: job.Cancel(move.Reason, rules, step); break;
            case JobAction.Reopen: job.Reopen(move.Reason, rules, step); break;
            case JobAction.Close: job.Close(move.Reason, step); break;
            case JobAction.EndVendorCase: job.EndVendorCase(move.Answered, step); break;
            case JobAction.AskVendor: AskVendor(job, move, terms, step); break;
            default: throw new ArgumentOutOfRangeException(nameof(move), move.Action, "The office has no form for this action.");
        }
    }

    private static void AskVendor(Job job, JobMove move, VendorTerms? terms, Step step)
    {
        var brand = job.Recorders.FirstOrDefault(recorder => recorder.Id == move.RecorderId)?.Recorder.Brand;
        if (brand is { } its && !move.Method!.Fits(its))
        {
            throw new IllegalTransition(job.Status, JobAction.AskVendor, $"“{move.Method.Name}” is not a method for {its} recorders.");
        }

        job.AskVendor(move.RecorderId ?? Guid.Empty, move.Vendor!.Trim(), move.Method!, step, terms);
    }

    /// <param name="ended">The visit that this move ended.</param>
    private async Task TellAsync(Job job, Actor by, JobAction action, Visit? ended, CancellationToken ct)
    {
        switch (action)
        {
            case JobAction.Cancel: letters.Cancelled(job, ended); break;
            case JobAction.Refuse: letters.Refused(job, ended); break;
            case JobAction.GiveUp: letters.NotRecovered(job, ended); break;
            case JobAction.Close:
                letters.Closed(job);
                await certificates.AtCloseAsync(job, by, HandOverSignature.NotAsked, ct);
                break;
            default:
                if (ended is not null)
                {
                    letters.VisitOff(job, ended);
                }

                break;
        }

        if (ended is { ArrivedAt: null })
        {
            await technicianLetters.TakenAwayAsync(ended.TechnicianId, job, ended.Window, ct);
        }
    }
}
