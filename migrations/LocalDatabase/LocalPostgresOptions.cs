namespace CleveSec.Migrations.LocalDatabase;

internal sealed record LocalPostgresOptions
{
    /// <summary>The checkout the server belongs to: two checkouts never share one.</summary>
    public required string Checkout { get; init; }

    /// <summary>Durable (the default) keeps every acknowledged commit through a power cut. False is for tests only: fast, and lost with the machine.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>A fixed port; without one a free port is chosen and remembered.</summary>
    public int? Port { get; init; }

    /// <summary>Where the data goes instead of the usual place (see <see cref="LocalFolders"/>).</summary>
    public string? Folder { get; init; }

    /// <summary>Reads CLEVESEC_DATA and CLEVESEC_PG_PORT, the two settings an operator may have.</summary>
    public static LocalPostgresOptions FromEnvironment(string checkout, bool durable = true) => new()
    {
        Checkout = checkout,
        Durable = durable,
        Folder = Environment.GetEnvironmentVariable("CLEVESEC_DATA") is { Length: > 0 } folder ? folder : null,
        Port = durable && int.TryParse(Environment.GetEnvironmentVariable("CLEVESEC_PG_PORT"), out var port) ? port : null,
    };
}
