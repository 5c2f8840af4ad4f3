using System.Globalization;
using System.Security.Cryptography;

namespace CleveSec.Migrations.LocalDatabase;

/// <summary>Port and random passwords of a local server, in a file that only its owner can read.</summary>
internal sealed record LocalSecrets(int Port, string Superuser, string Owner, string Site)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static LocalSecrets Create(int port) => new(port, Password(), Password(), Password());

    public static LocalSecrets? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var values = File.ReadLines(path).Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        return values.TryGetValue("port", out var port) && values.TryGetValue("superuser", out var superuser)
            && values.TryGetValue("owner", out var owner) && values.TryGetValue("site", out var site)
            ? new LocalSecrets(int.Parse(port, CultureInfo.InvariantCulture), superuser, owner, site)
            : null;
    }

    /// <summary>Written beside and renamed, so that a crash never leaves half a file.</summary>
    public async Task WriteAsync(string path, CancellationToken ct)
    {
        var unfinished = path + ".new";
        await WriteOwnerOnlyAsync(unfinished, $"port={this.Port}\nsuperuser={this.Superuser}\nowner={this.Owner}\nsite={this.Site}\n", ct);
        File.Move(unfinished, path, overwrite: true);
    }

    public static async Task WriteOwnerOnlyAsync(string path, string text, CancellationToken ct)
    {
        File.Delete(path);
        await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
        await using var writer = new StreamWriter(file);
        await writer.WriteAsync(text.AsMemory(), ct);
    }

    private static string Password() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}
