using System.Diagnostics;
using CleveSec.TestSupport;

namespace CleveSec.IntegrationTests.Operations;

/// <summary>What ./run and ./test say before they build, with a dotnet that answers what a test wants.</summary>
public sealed class PrerequisitesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("echo 10.0.401", 0, "")]
    [InlineData("echo '      A compatible .NET SDK was not found.'; echo 'https://aka.ms/dotnet/sdk-not-found'; exit 145", 1, "The installed .NET SDK is older than global.json asks for")]
    [InlineData("echo 'Unhandled exception: The home directory could not be determined.' >&2; echo '   at Microsoft.DotNet.Cli.Program.Main()' >&2; exit 1", 1, "The .NET SDK does not work: Unhandled exception: The home directory could not be determined.")]
    public async Task NeedSdk_AnswerOfDotnet_SaysWhatIsReallyWrong(string dotnet, int exitCode, string says)
    {
        var folder = Directory.CreateTempSubdirectory("clevesec-dotnet-").FullName;
        try
        {
            var fake = Path.Combine(folder, "dotnet");
            await File.WriteAllTextAsync(fake, $"#!/bin/sh\n{dotnet}\n", Ct);
            File.SetUnixFileMode(fake, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", ". .config/prerequisites.sh; need_sdk"]) { WorkingDirectory = Repository.Root, RedirectStandardError = true };
            start.Environment["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}";
            using var process = Process.Start(start)!;
            var errors = (await process.StandardError.ReadToEndAsync(Ct)).Trim();
            await process.WaitForExitAsync(Ct);

            Assert.Equal(exitCode, process.ExitCode);
            Assert.StartsWith(says, errors, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', errors);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
