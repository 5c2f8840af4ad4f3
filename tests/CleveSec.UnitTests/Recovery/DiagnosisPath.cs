using System.Text.Json;
using CleveSec.Domain.Recovery;
using CleveSec.UnitTests.Rules;

namespace CleveSec.UnitTests.Recovery;

/// <summary>Answers and where they lead. The rules are asserted on codes, as addresses carry them, so that they do not lean on the code they judge.</summary>
internal sealed record DiagnosisPath(DiagnosisAnswers Answers, DiagnosisStep Step)
{
    /// <summary>Every reachable combination of answers, breadth first; results and questions on the way.</summary>
    public static IReadOnlyList<DiagnosisPath> All { get; } = Walk();

    public static IReadOnlyList<DiagnosisPath> Results { get; } = [.. All.Where(path => path.Step is DiagnosisStep.Result)];

    public DiagnosisResult Found => ((DiagnosisStep.Result)Step).Found;

    public IEnumerable<string> Ranked => Found.Ranked.Select(ranked => ranked.Method.Id);

    public string? this[string question] => Answers.ToQuery().Where(pair => pair.Key == question).Select(pair => pair.Value).SingleOrDefault();

    public static DiagnosisPath Of(string query)
    {
        var answers = DiagnosisAnswers.Parse(query.Split('&').Select(part => part.Split('=')).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])));
        return new(answers, Diagnosis.Next(answers));
    }

    public override string ToString() => Answers.ToString();

    private static List<DiagnosisPath> Walk()
    {
        var seen = new List<DiagnosisPath>();
        var open = new Queue<DiagnosisAnswers>([DiagnosisAnswers.None]);
        while (open.TryDequeue(out var answers))
        {
            // A flow that goes round would never come here to an end.
            Assert.True(answers.Given.Count < 20, $"No end: {answers}");
            var step = Diagnosis.Next(answers);
            seen.Add(new(answers, step));
            if (step is DiagnosisStep.Ask ask)
            {
                ask.Options.ToList().ForEach(option => open.Enqueue(answers.With(option)));
            }
        }

        return seen;
    }
}

/// <summary>A method as the guide publishes it.</summary>
internal sealed record GuideMethod(string Id, string Brand, bool Destructive, bool NeedsMonitor)
{
    public static IReadOnlyDictionary<string, GuideMethod> All { get; } = Read();

    private static Dictionary<string, GuideMethod> Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Checkout.PathOf("migrations/Content/guide/methods.json")));
        return file.RootElement.EnumerateArray().Select(Of).ToDictionary(method => method.Id);
    }

    private static GuideMethod Of(JsonElement method) => new(
        method.GetProperty("id").GetString()!,
        method.GetProperty("brand").GetString()!,
        method.GetProperty("destructive").GetBoolean(),
        method.GetProperty("en").GetProperty("needs").EnumerateArray().Any(need => need.GetString()!.Contains("monitor", StringComparison.OrdinalIgnoreCase)));
}
