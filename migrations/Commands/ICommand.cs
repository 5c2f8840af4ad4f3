namespace CleveSec.Migrations.Commands;

/// <summary>One verb of the command line.</summary>
internal interface ICommand
{
    string Verb { get; }

    /// <summary>The rest of the verb's line in the help: arguments, then what it does.</summary>
    string Usage { get; }

    /// <summary>The options this verb knows, without their dashes; any other is refused.</summary>
    IReadOnlyList<string> Options { get; }

    /// <returns>The process's exit code.</returns>
    /// <exception cref="OperatorError">Something the operator can put right.</exception>
    Task<int> RunAsync(CommandLine line, CancellationToken ct);
}
