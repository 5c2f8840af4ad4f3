using System.Globalization;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>The tabs. Their names stand in the address.</summary>
internal enum InboxView
{
    All,
    Mine,
    Unclaimed,
    New,
    Today,
    Late,
    Close,
    Mail,
    Calls,
    Messages,
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
    /// <summary>What <see cref="Kind"/> can be.</summary>
    public static readonly IReadOnlySet<string> Kinds = new HashSet<string>
    {
        "job", "close", "booking", "stranded", "changed", "late", "running-late", "blocked", "second-person", "owner-declined", "vendor", "vendor-answer", "vendor-silent", "mail", "photos", "call", "note", "call-back", "question", "roads", "calendar", "clash", "serial",
    };

    /// <summary>As what it waits; stands in the marks people leave.</summary>
    public abstract string Kind { get; }
    public abstract InboxView View { get; }

    /// <summary>0: a technician on site cannot go on. 1: today's visits. 2: what was reported and cannot wait. 3: the rest, by age.</summary>
    public virtual int Rank => 3;

    /// <summary>Today depends on it.</summary>
    public bool Urgent => Rank <= 1;

    /// <summary>Whether "done" can be said of it. The others leave by what is done about them: a job by its visit, a booking by being accepted.</summary>
    public virtual bool CanBeDone => false;

    /// <summary>A job without a visit.</summary>
    /// <param name="CallFirst">We talk with the customer before anybody comes.</param>
    internal sealed record Queued(InboxJob Of, Instant At, string? Reason, bool AwaitsVendor, bool CallFirst = false) : InboxItem(Of, At)
    {
        public override string Kind => "job";
        public override InboxView View => CallFirst ? InboxView.Calls : InboxView.New;
        public override int Rank => CallFirst ? 2 : 3;
    }

    /// <summary>A job whose work has ended and whose customer has no summary yet.</summary>
    /// <param name="Status">Refused, not recovered or re-initialized.</param>
    /// <param name="Reason">Why the visit ended before the close-out, where somebody said so.</param>
    internal sealed record ToClose(InboxJob Of, Instant At, JobStatus Status, string? Reason) : InboxItem(Of, At)
    {
        public override string Kind => "close";
        public override InboxView View => InboxView.Close;
    }

    /// <summary>A booked visit nobody has accepted yet.</summary>
    internal sealed record Unaccepted(InboxJob Of, Guid JobId, Instant At, Interval Window, InboxTechnician Technician, bool IsToday) : InboxItem(Of, At)
    {
        public override string Kind => "booking";
        public override InboxView View => InboxView.New;
        public override int Rank => IsToday ? 1 : 3;
    }

    /// <summary>A visit ahead whose technician is away then, or no technician any more.</summary>
    internal sealed record Stranded(InboxJob Of, Instant At, Interval Window, InboxTechnician Technician, bool IsAway, bool IsToday) : InboxItem(Of, At)
    {
        public override string Kind => "stranded";
        public override InboxView View => InboxView.New;
        public override int Rank => IsToday ? 1 : 3;
    }

    /// <summary>A visit of today that was changed today and that its technician has not acknowledged.</summary>
    internal sealed record Unacknowledged(InboxJob Of, Instant At, Interval Window, InboxTechnician Technician) : InboxItem(Of, At)
    {
        public override string Kind => "changed";
        public override InboxView View => InboxView.Today;
        public override int Rank => 1;
        public override bool CanBeDone => true;
    }

    /// <summary>The window is over and the technician has not arrived.</summary>
    internal sealed record Late(InboxJob Of, Instant At, Interval Window, InboxTechnician Technician, VisitStatus Status) : InboxItem(Of, At)
    {
        public override string Kind => "late";
        public override InboxView View => InboxView.Today;
        public override int Rank => 1;
        public override bool CanBeDone => true;
    }

    /// <summary>A visit of today whose technician cannot be there as planned.</summary>
    /// <param name="Expected">When they can be there at the earliest.</param>
    /// <param name="Minutes">Driving, as planned.</param>
    internal sealed record RunningLate(InboxJob Of, Instant At, Interval Window, InboxTechnician Technician, VisitStatus Status, Instant Expected, int Minutes) : InboxItem(Of, At)
    {
        public override string Kind => "running-late";
        public override InboxView View => InboxView.Today;
        public override int Rank => 1;
        public override bool CanBeDone => true;

        /// <summary>The promise cannot be kept any more, or hardly.</summary>
        public bool MissesWindow => Expected > Window.End;
    }

    /// <summary>A technician who is there and cannot go on: waiting for the vendor, or for somebody who can show that the recorder is theirs.</summary>
    internal sealed record Blocked(InboxJob Of, Instant At, InboxTechnician Technician, bool ByVendor) : InboxItem(Of, At)
    {
        public override string Kind => "blocked";
        public override InboxView View => InboxView.Today;
        public override int Rank => 0;
        public override bool CanBeDone => true;
    }

    /// <summary>A technician on site asks for the second person of an ownership check.</summary>
    /// <param name="Phone">Who is said to have approved by telephone and has to confirm it.</param>
    internal sealed record SecondPerson(InboxJob Of, Guid RequestId, Instant At, InboxTechnician Technician, OwnershipSituation Situation, string Words, string? Phone) : InboxItem(Of, At)
    {
        public override string Kind => "second-person";
        public override InboxView View => InboxView.Today;
        public override int Rank => 0;
    }

    /// <summary>An absent owner said by link that somebody may not act for them, or that this is not theirs. It leaves when it is done, or the owner is asked anew.</summary>
    /// <param name="IsOnSite">The technician stands at the door.</param>
    internal sealed record OwnerDeclined(InboxJob Of, Instant At, string Owner, string Representative, string? Words, bool IsOnSite) : InboxItem(Of, At)
    {
        public override string Kind => "owner-declined";
        public override InboxView View => InboxView.Messages;
        public override int Rank => IsOnSite ? 0 : 2;
        public override bool CanBeDone => true;
    }

    /// <summary>A vendor's answer that is good only for a few hours more, or not any more.</summary>
    internal sealed record VendorExpires(InboxJob Of, Instant At, string Vendor, Instant ValidUntil) : InboxItem(Of, At)
    {
        public override string Kind => "vendor";
        public override InboxView View => InboxView.New;
        public override int Rank => 2;
        public override bool CanBeDone => true;
    }

    /// <summary>A mail of a vendor that nobody has looked at, or our letter that came back.</summary>
    /// <param name="Of">Null: it names none of our letters.</param>
    /// <param name="Forged">It may be somebody else's.</param>
    internal sealed record VendorMail(InboxJob? Of, Guid AnswerId, Instant At, string From, bool CameBack, bool Forged) : InboxItem(Of, At)
    {
        public override string Kind => "vendor-answer";
        public override InboxView View => InboxView.New;
        public override int Rank => 2;
    }

    /// <summary>A vendor who was asked and has not answered for longer than usual.</summary>
    internal sealed record VendorSilent(InboxJob Of, Instant At, string Vendor) : InboxItem(Of, At)
    {
        public override string Kind => "vendor-silent";
        public override InboxView View => InboxView.New;
        public override int Rank => 3;
        public override bool CanBeDone => true;
    }

    /// <summary>A mail that was given up, or that does not get through while it matters.</summary>
    /// <param name="FailedTries">Of one that is still tried; null when it was given up.</param>
    /// <param name="VisitIsNear">It is about a visit of the next 24 hours.</param>
    /// <param name="ToCustomer">Else it is for somebody who works here.</param>
    internal sealed record FailedMail(InboxJob? About, Guid MailId, Instant At, string Subject, string ToAddress, int? FailedTries, bool VisitIsNear, bool ToCustomer) : InboxItem(About, At)
    {
        public override string Kind => "mail";
        public override InboxView View => InboxView.Mail;
        public override int Rank => VisitIsNear ? 1 : 3;
        public override bool CanBeDone => FailedTries is null;
    }

    /// <summary>Pictures of a customer that nobody in the office has looked at.</summary>
    internal sealed record Photos(InboxJob Of, Instant At, int Count) : InboxItem(Of, At)
    {
        public override string Kind => "photos";
        public override InboxView View => InboxView.New;
    }

    /// <summary>A message that could only be given by telephone.</summary>
    internal sealed record Call(InboxJob Of, Guid MessageId, Instant At, string About) : InboxItem(Of, At)
    {
        public override string Kind => "call";
        public override InboxView View => InboxView.Calls;
    }

    /// <summary>A customer wrote from "your visit".</summary>
    internal sealed record Note(InboxJob Of, Guid NoteId, Instant At, string Text) : InboxItem(Of, At)
    {
        public override string Kind => "note";
        public override InboxView View => InboxView.Messages;
    }

    /// <summary>Somebody asked on the contact page to be phoned.</summary>
    internal sealed record CallBack(Guid RequestId, Instant At, string Name, string Phone, string? BestTime, string? About, Language Language) : InboxItem(null, At)
    {
        public override string Kind => "call-back";
        public override InboxView View => InboxView.Calls;
    }

    /// <summary>A question under the guide that waits for an answer.</summary>
    internal sealed record Question(Guid CommentId, Instant At, string Name, string Topic, string Text, Language Language) : InboxItem(null, At)
    {
        public override string Kind => "question";
        public override InboxView View => InboxView.Questions;
    }

    /// <summary>One serial under two customers: a device that was sold on or stolen, or a label misread. It leaves by a reason, a merge or a correction.</summary>
    /// <param name="Of">The newest job of the entry that came later.</param>
    /// <param name="RecorderId">That entry.</param>
    /// <param name="Elsewhere">The other customers.</param>
    /// <param name="IsToday">Somebody goes to one of them today, or is there.</param>
    internal sealed record SerialTwice(InboxJob Of, Guid RecorderId, Instant At, string Serial, string Elsewhere, bool IsToday) : InboxItem(Of, At)
    {
        public override string Kind => "serial";
        public override InboxView View => InboxView.New;
        public override int Rank => IsToday ? 1 : 3;
    }

    /// <summary>The road server gives no driving times.</summary>
    internal sealed record RoadServerSilent(Instant At, string Error) : InboxItem(null, At)
    {
        public override string Kind => "roads";
        public override InboxView View => InboxView.Today;
    }

    /// <summary>A technician's own calendar could not be read for a while.</summary>
    internal sealed record CalendarSilent(Guid FeedId, Instant At, string Technician, string Error) : InboxItem(null, At)
    {
        public override string Kind => "calendar";
        public override InboxView View => InboxView.Today;
    }

    /// <summary>A technician's own calendar has something where a visit stands.</summary>
    internal sealed record CalendarClash(Guid WorkId, Instant At, Interval Span, string Technician, string With) : InboxItem(null, At)
    {
        public override string Kind => "clash";
        public override InboxView View => InboxView.New;
    }

    /// <summary>"for 20 minutes", "for 2 h 10 min".</summary>
    public string WaitsFor(Instant now) => (now - Since) switch
    {
        { TotalMinutes: < 1 } => "for less than a minute",
        { TotalHours: >= 1 and < 24 } age when (int)age.TotalMinutes % 60 > 0 => string.Create(CultureInfo.InvariantCulture, $"for {(int)age.TotalHours} h {(int)age.TotalMinutes % 60} min"),
        var age => $"for {LocalTime.Age(age)}",
    };
}
