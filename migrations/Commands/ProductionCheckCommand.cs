using CleveSec.Migrations.Production;

namespace CleveSec.Migrations.Commands;

internal sealed class ProductionCheckCommand : ICommand
{
    public string Verb => "production-check";

    public string Usage => "                says what is missing before the site may serve real customers";

    public IReadOnlyList<string> Options => [];

    public async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        var configuration = DatabaseSettings.Load();
        List<Finding> findings = [];
        await foreach (var finding in DatabaseChecks.RunAsync(configuration, ct))
        {
            findings.Add(finding);
        }

        findings.AddRange(SiteChecks.Run(configuration));
        await foreach (var finding in MailChecks.RunAsync(configuration))
        {
            findings.Add(finding);
        }

        foreach (var finding in findings)
        {
            Console.WriteLine($"{Mark(finding.Verdict)}  {finding.Subject,-9} {finding.Text}");
        }

        var missing = findings.Count(f => f.Verdict == Verdict.Missing);
        Console.WriteLine(missing == 0 ? "Nothing is missing for production." : $"{missing} missing for production.");
        return missing == 0 ? 0 : 1;
    }

    private static string Mark(Verdict verdict) => verdict switch
    {
        Verdict.Good => "ok         ",
        Verdict.Missing => "missing    ",
        _ => "not checked",
    };
}
