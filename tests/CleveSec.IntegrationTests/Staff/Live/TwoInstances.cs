using CleveSec.Domain.Staff;
using CleveSec.TestSupport;

namespace CleveSec.IntegrationTests.Staff.Live;

/// <summary>Two instances on one database, and a dispatcher.</summary>
public abstract class TwoInstances : IAsyncLifetime
{
    /// <summary>A change that nothing else in a test makes.</summary>
    protected const string OneChange = "insert into change_feed (topic, subject) values ('inbox', gen_random_uuid()) returning id";
    protected const string Tell = "select pg_notify('live', '')";

    protected CleveSecApp First { get; } = new();
    protected CleveSecApp Second { get; private set; } = null!;
    protected SiteClient Office { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await First.InitializeAsync();
        Second = new CleveSecApp(new AppOptions { Database = First.Database });
        await Second.InitializeAsync();
        Office = await First.Data.SignInAsync(StaffRole.Dispatcher);
    }

    public async ValueTask DisposeAsync()
    {
        Office.Dispose();
        await Second.DisposeAsync();
        await First.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
