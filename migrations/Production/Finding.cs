namespace CleveSec.Migrations.Production;

internal enum Verdict
{
    Good,
    Missing,
    NotChecked,
}

/// <summary>One line of the production check: what was looked at, and what to do when it is missing.</summary>
internal sealed record Finding(Verdict Verdict, string Subject, string Text)
{
    public static Finding Good(string subject, string text) => new(Verdict.Good, subject, text);

    public static Finding Missing(string subject, string text) => new(Verdict.Missing, subject, text);

    public static Finding NotChecked(string subject, string text) => new(Verdict.NotChecked, subject, text);

    public static Finding When(bool good, string subject, string fine, string todo) => good ? Good(subject, fine) : Missing(subject, todo);
}
