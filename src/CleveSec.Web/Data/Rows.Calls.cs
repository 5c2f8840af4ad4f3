using CleveSec.Domain.Jobs;
using NodaTime;

namespace CleveSec.Web.Data;

/// <summary>What a job is found by, folded as calls.sql does, and its status; the database's triggers keep it, nothing else writes it.</summary>
internal sealed class JobSearchRow
{
    public Guid JobId { get; set; }
    public Guid CustomerId { get; set; }
    public Guid SiteId { get; set; }
    public Instant ReportedAt { get; set; }
    public JobStatus Status { get; set; }
    public string Number { get; set; } = "";
    public string Name { get; set; } = "";
    public string Place { get; set; } = "";
    public string Phone { get; set; } = "";
    public string Email { get; set; } = "";
    public string Serials { get; set; } = "";

    /// <summary>All the words above in one, made by the database.</summary>
    public string Doc { get; set; } = "";
}

internal enum MergeKind
{
    Customer,
    Recorder,
}

/// <summary>Two rows that were the same person or device, and everything needed to take it back.</summary>
internal sealed class RecordMerge
{
    /// <summary>How long it can be undone.</summary>
    public static readonly Duration Undoable = Duration.FromDays(30);

    public Guid Id { get; set; }
    public MergeKind Kind { get; set; }
    public Guid KeptId { get; set; }
    public Guid MergedId { get; set; }
    public Instant At { get; set; }
    public Guid ById { get; set; }
    public string ByName { get; set; } = "";
    public Instant UndoUntil { get; set; }
    public Instant? UndoneAt { get; set; }
    public string? UndoneByName { get; set; }

    /// <summary>What the kept row said before and after, and which rows were moved, as JSON.</summary>
    public string Detail { get; set; } = "{}";
}

/// <summary>The office knows why one serial stands under two customers (sold on, a company and its tenant, a misprint).</summary>
internal sealed class SerialSettlement
{
    public const int ReasonMaxLength = 500;

    public Guid Id { get; set; }

    /// <summary>Normalized.</summary>
    public string Serial { get; set; } = "";

    /// <summary>The customers, the smaller id first.</summary>
    public Guid CustomerA { get; set; }
    public Guid CustomerB { get; set; }
    public string Reason { get; set; } = "";
    public Instant At { get; set; }
    public string ByName { get; set; } = "";
}
