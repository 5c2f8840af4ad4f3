using NodaTime;

namespace CleveSec.TestSupport;

/// <summary>A clock that stands until it is moved. Begins on a Tuesday, 10:00 in New York.</summary>
public sealed class TestClock : IClock
{
    public static readonly Instant Default = Instant.FromUtc(2026, 11, 24, 15, 0);
    private long ticks = Default.ToUnixTimeTicks();

    public Instant Now
    {
        get => Instant.FromUnixTimeTicks(Interlocked.Read(ref this.ticks));
        set => Interlocked.Exchange(ref this.ticks, value.ToUnixTimeTicks());
    }

    public void Advance(Duration by) => Interlocked.Add(ref this.ticks, (long)by.TotalTicks);

    public Instant GetCurrentInstant() => this.Now;
}
