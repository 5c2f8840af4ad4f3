using System.Reflection;

namespace CleveSec.Migrations.Sql;

/// <summary>SQL that a step runs as written, kept in a file of its own beside this one.</summary>
internal static class SqlFile
{
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Sql/{name}")
            ?? throw new InvalidOperationException($"Sql/{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
