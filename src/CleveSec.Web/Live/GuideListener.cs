using CleveSec.Web.Data;
using Npgsql;

namespace CleveSec.Web.Live;

/// <summary>
/// Hears on every instance that the guide or the settings changed, and forgets the pages in memory. After a lost connection everything is forgotten once more, because a
/// change may have been told meanwhile.
/// </summary>
internal sealed class GuideListener(PageCache pages) : IHear
{
    public string Channel => GuidePublished.Channel;

    public Task BegunAsync(NpgsqlConnection connection, CancellationToken ct) => ClearAsync();

    public Task HeardAsync(NpgsqlConnection connection, IReadOnlyList<string> payloads, CancellationToken ct) => ClearAsync();

    private Task ClearAsync()
    {
        pages.Clear();
        return Task.CompletedTask;
    }
}
