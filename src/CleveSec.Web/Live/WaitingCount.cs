namespace CleveSec.Web.Live;

/// <summary>How much waited in the inbox when this node last looked; for the rail of every staff page, which asks the database nothing for it.</summary>
internal sealed class WaitingCount
{
    private volatile int value;

    /// <summary>0 also before it has looked.</summary>
    public int Value
    {
        get => value;
        set => this.value = value;
    }
}
