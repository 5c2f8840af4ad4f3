using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>The tabs. Their names stand in the address.</summary>
internal enum InboxView
{
    All,
    New,
    Today,
    Close,
    Mail,
    Calls,
    Questions,
}

/// <summary>Whom a row is about; nothing for a mail to staff.</summary>
internal sealed record InboxJob(string Number, string Customer, string Phone, string City);

internal sealed record InboxTechnician(string Name, string? Phone)
{
    public string FirstName => Domain.Staff.StaffMember.FirstNameOf(Name);
}

/// <summary>One thing that waits for a person.</summary>
/// <param name="Since">Since when it waits.</param>
internal abstract record InboxItem(InboxJob? Job, Instant Since)
{
    public abstract InboxView View { get; }
    public virtual bool Urgent => false;

    /// <summary>A job without a visit.</summary>
    internal sealed record Queued(InboxJob Of, Instant At, string? Reason, bool AwaitsVendor) : InboxItem(Of, At)
    {
        public override InboxView View => InboxView.New;
    }

    /// <summary>A job whose work has ended and whose customer has no summary yet.</summary>
    /// <param name="Status">Refused, not recovered or re-initialized.</param>
    /// <param name="Reason">Why the visit ended before the close-out, where somebody said so.</param>
    internal sealed record ToClose(InboxJob Of, Instant At, JobStatus Status, string? Reason) : InboxItem(Of, At)
    {
        public override InboxView View => InboxView.Close;
    }

    /// <summary>A booked visit nobody has accepted yet.</summary>
    internal sealed record Unaccepted(InboxJob Of, Guid JobId, Instant At, Interval Window, InboxTechnician Technician, bool IsToday) : InboxItem(Of, At)
    {
        public override InboxView View => InboxView.New;
        public override bool Urgent => IsToday;
    }

    /// <summary>A visit ahead whose technician is away then, or no technician any more.</summary>
    internal sealed record Stranded(InboxJob Of, Instant At, Interval Window, InboxTechnician Technician, bool IsAway, bool IsToday) : InboxItem(Of, At)
    {
        public override InboxView View => InboxView.New;
        public override bool Urgent => IsToday;
    }

    /// <summary>A visit of today that was changed today and that its technician has not acknowledged.</summary>
    internal sealed record Unacknowledged(InboxJob Of, Instant At, Interval Window, InboxTechnician Technician) : InboxItem(Of, At)
    {
        public override InboxView View => InboxView.Today;
        public override bool Urgent => true;
    }

    /// <summary>The window is over and the technician has not arrived.</summary>
    internal sealed record Late(InboxJob Of, Instant At, Interval Window, InboxTechnician Technician, VisitStatus Status) : InboxItem(Of, At)
    {
        public override InboxView View => InboxView.Today;
        public override bool Urgent => true;
    }

    /// <summary>A mail that was given up, or that does not get through while it matters.</summary>
    /// <param name="FailedTries">Of one that is still tried; null when it was given up.</param>
    /// <param name="VisitIsNear">It is about a visit of the next 24 hours.</param>
    /// <param name="ToCustomer">Else it is for somebody who works here.</param>
    internal sealed record FailedMail(InboxJob? About, Guid MailId, Instant At, string Subject, string ToAddress, int? FailedTries, bool VisitIsNear, bool ToCustomer) : InboxItem(About, At)
    {
        public override InboxView View => InboxView.Mail;
        public override bool Urgent => VisitIsNear;
    }

    /// <summary>A message that could only be given by telephone.</summary>
    internal sealed record Call(InboxJob Of, Guid MessageId, Instant At, string About) : InboxItem(Of, At)
    {
        public override InboxView View => InboxView.Calls;
    }

    /// <summary>Somebody asked on the contact page to be phoned.</summary>
    internal sealed record CallBack(Guid RequestId, Instant At, string Name, string Phone, string? BestTime, string? About, Language Language) : InboxItem(null, At)
    {
        public override InboxView View => InboxView.Calls;
    }

    /// <summary>A question under the guide that waits for an answer.</summary>
    internal sealed record Question(Guid CommentId, Instant At, string Name, string Topic, string Text, Language Language) : InboxItem(null, At)
    {
        public override InboxView View => InboxView.Questions;
    }

    /// <summary>"for 20 minutes".</summary>
    public string WaitsFor(Instant now) => now - Since < Duration.FromMinutes(1) ? "for less than a minute" : $"for {LocalTime.Age(now - Since)}";
}
