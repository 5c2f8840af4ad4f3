using NodaTime;

namespace CleveSec.Web.Data;

internal enum DayPlanState
{
    Running,

    /// <summary>There is a result to decide about.</summary>
    Ready,
    Cancelled,
    Failed,

    /// <summary>All or some of its moves were made.</summary>
    Applied,

    /// <summary>None were.</summary>
    Declined,
}

/// <summary>One run of the day's optimizer. It runs on one node; every node shows it.</summary>
internal sealed class DayPlanRun
{
    public const int SaidMaxLength = 300;

    /// <summary>A node writes every second while it runs; one that has not for so long is dead.</summary>
    public static readonly Duration DeadAfter = Duration.FromSeconds(20);

    public Guid Id { get; set; }
    public LocalDate Day { get; set; }
    public DayPlanState State { get; set; }
    public int Seconds { get; set; }
    public List<Guid> Technicians { get; set; } = [];
    public Instant StartedAt { get; set; }
    public string StartedByName { get; set; } = "";
    public Instant HeartbeatAt { get; set; }
    public int Percent { get; set; }
    public bool CancelAsked { get; set; }

    /// <summary>What came out, as <c>PlanResult</c> writes it.</summary>
    public string? Result { get; set; }
    public Instant? EndedAt { get; set; }
    public string? EndedByName { get; set; }

    /// <summary>What there is to say about the end.</summary>
    public string? Said { get; set; }

    public bool IsDead(Instant now) => State == DayPlanState.Running && HeartbeatAt + DeadAfter < now;
}
