using System.ComponentModel;
using System.Diagnostics;

namespace CleveSec.Migrations.LocalDatabase;

/// <summary>Runs PostgreSQL's own programs, as another user when this process is root: they refuse root.</summary>
internal static class ServerProcess
{
    internal sealed record Answer(int ExitCode, string Output, string Errors)
    {
        /// <summary>The line that says what went wrong, for an operator's message.</summary>
        public string Reason => LastLine(this.Errors) ?? LastLine(this.Output) ?? $"exit code {this.ExitCode}";

        private static string? LastLine(string text)
        {
            var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.LastOrDefault(l => l.Contains("error:", StringComparison.Ordinal) || l.Contains("FATAL:", StringComparison.Ordinal)) ?? lines.LastOrDefault();
        }
    }

    /// <summary>The user the server runs as, or null for the caller's own.</summary>
    public static string? ServerUser { get; } = Environment.IsPrivilegedProcess ? FindServerUser() : null;

    public static async Task<Answer> RunAsync(string program, IReadOnlyList<string> arguments, string workingFolder, CancellationToken ct, bool asCaller = false)
    {
        using var process = Start(program, arguments, workingFolder, asCaller, redirect: true);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return new Answer(process.ExitCode, await output, await errors);
    }

    /// <summary>
    /// For pg_ctl start: the server inherits its output, so a pipe would stay open, and its reader wait, as long as the server lives.
    /// A shell sends it to a file instead, because a process cannot be started here with a file as its output.
    /// </summary>
    public static async Task<int> RunIntoFileAsync(string program, IReadOnlyList<string> arguments, string file, string workingFolder, CancellationToken ct)
    {
        string[] shell = ["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1", "sh", file, program, .. arguments];
        using var process = Start("/bin/sh", shell, workingFolder, asCaller: false, redirect: false);
        await process.WaitForExitAsync(ct);
        return process.ExitCode;
    }

    private static Process Start(string program, IReadOnlyList<string> arguments, string workingFolder, bool asCaller, bool redirect)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = redirect,
            RedirectStandardOutput = redirect,
            RedirectStandardError = redirect,
        };

        // Messages are searched for words, and the caller's home may be closed to the server's user.
        start.Environment["LC_ALL"] = "C";
        start.Environment["HOME"] = workingFolder;
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        if (!asCaller && ServerUser is { Length: > 0 } user)
        {
            start.UserName = user;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new OperatorError(
                $"{program} could not be run by {start.UserName ?? Environment.UserName} in {workingFolder}: let that user into the folder and its parents, or name another one with CLEVESEC_DATA=/some/folder.", e);
        }
    }

    private static string FindServerUser()
    {
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet();
        string[] wanted = ["postgres", "nobody"];
        return wanted.FirstOrDefault(users.Contains) ?? throw new OperatorError("PostgreSQL does not run as root and there is no user postgres: start this as an ordinary user, or run 'adduser --system postgres'.");
    }
}
