namespace CleveSec.Domain.Scheduling.Routing;

/// <summary>Numbers that follow from the seed alone, on every machine and version of the runtime (splitmix64).</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>The seed of numbers that have nothing to do with those of another seed.</summary>
    /// <param name="which">1 or more.</param>
    public static ulong Further(ulong seed, int which)
    {
        var random = new SeededRandom(seed ^ 0xD1B54A32D192ED03);
        var further = seed;
        for (var i = 0; i < which; i++)
        {
            further = random.Next();
        }

        return further;
    }

    /// <summary>0 included, 1 not.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

    private ulong Next()
    {
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
