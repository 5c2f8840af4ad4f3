namespace CleveSec.TestSupport;

/// <summary>Where the files of this checkout are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>What was built of a project, in the same configuration as the tests.</summary>
    public static string Built(string project, string file)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(Root, project, "bin", output.Parent!.Name, output.Name, file);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} has not been built.");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CleveSec.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not lie in a checkout.");
    }
}
