namespace CleveSec.Migrations.Commands;

/// <summary>What was typed after the verb: words, and options as <c>--name value</c>, <c>--name=value</c> or <c>--name</c> alone.</summary>
internal sealed record CommandLine(IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Options)
{
    public bool Has(string option) => this.Options.ContainsKey(option);

    public string Required(string option, string example) => this.Options.TryGetValue(option, out var value) && value.Length > 0
        ? value
        : throw new OperatorError($"--{option} is missing: write for instance --{option} {example}.");

    public static CommandLine Parse(IReadOnlyList<string> arguments, IReadOnlyList<string> known)
    {
        List<string> words = [];
        Dictionary<string, string> options = [];
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(arguments[i]);
                continue;
            }

            var parts = arguments[i][2..].Split('=', 2);
            var name = known.Contains(parts[0]) ? parts[0] : throw new OperatorError($"--{parts[0]} is not known here: {Known(known)}.");
            var valueFollows = parts.Length == 1 && i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal);
            options[name] = parts.Length == 2 ? parts[1] : valueFollows ? arguments[++i] : "";
        }

        return new CommandLine(words, options);
    }

    private static string Known(IReadOnlyList<string> known) => known.Count == 0 ? "this verb takes no options" : "choose from " + string.Join(", ", known.Select(k => "--" + k));
}
