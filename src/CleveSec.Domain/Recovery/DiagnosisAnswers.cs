using static CleveSec.Domain.Recovery.DiagnosisAnswer;

namespace CleveSec.Domain.Recovery;

/// <summary>One question with the answer given.</summary>
public sealed record GivenAnswer(DiagnosisQuestion Question, DiagnosisAnswer Answer);

/// <summary>The answers so far: always a path of the flow from its first question on, without gaps and without answers to what was not asked. Immutable.</summary>
public sealed class DiagnosisAnswers
{
    private DiagnosisAnswers(IReadOnlyList<GivenAnswer> given) => Given = given;

    public static DiagnosisAnswers None { get; } = new([]);

    /// <summary>In the order asked.</summary>
    public IReadOnlyList<GivenAnswer> Given { get; }

    /// <summary>The question that comes next; null when these answers lead to a result.</summary>
    public DiagnosisQuestion? CurrentQuestion => DiagnosisFlow.NextQuestion(this);

    /// <summary>The brand answered, to prefill a booking; null when it was not asked or not known.</summary>
    public RecorderBrand? Brand => this[DiagnosisQuestion.Brand] switch
    {
        Dahua => RecorderBrand.Dahua,
        Lorex => RecorderBrand.Lorex,
        Hikvision => RecorderBrand.Hikvision,
        Other => RecorderBrand.Other,
        _ => null,
    };

    /// <summary>What is wrong, to prefill a booking; null where the answers do not tell.</summary>
    public Trouble? Trouble => this[DiagnosisQuestion.Screen] switch
    {
        WrongPassword => Recovery.Trouble.ForgottenPassword,
        ForgotPattern => Recovery.Trouble.ForgottenPattern,
        Locked => Recovery.Trouble.LockedAfterTries,
        _ => null,
    };

    /// <summary>Whoever is not sure is treated as needing it: a default cannot be taken back. Facts 6.3.</summary>
    internal bool FootageMayMatter => this[DiagnosisQuestion.Footage] is Yes or NotSure;

    internal bool HasNoMonitor => this[DiagnosisQuestion.Monitor] is No or NotSure;

    /// <summary>The answer to a question, or null.</summary>
    public DiagnosisAnswer? this[DiagnosisQuestion question] => Given.FirstOrDefault(given => given.Question == question)?.Answer;

    /// <summary>Reads an address's query. Unknown keys and values, repeated keys after the first, and answers that this path does not ask for are ignored; it never throws for what a stranger can type.</summary>
    public static DiagnosisAnswers Parse(IEnumerable<KeyValuePair<string, string?>> query)
    {
        var typed = new Dictionary<DiagnosisQuestion, DiagnosisAnswer>();
        foreach (var (key, value) in query)
        {
            if (DiagnosisCodes.TryParse(key, out DiagnosisQuestion question) && DiagnosisCodes.TryParse(value, out DiagnosisAnswer answer) && DiagnosisOptions.Of(question).Contains(answer))
            {
                typed.TryAdd(question, answer);
            }
        }

        var answers = None;
        while (answers.CurrentQuestion is { } asked && typed.TryGetValue(asked, out var answer))
        {
            answers = answers.With(answer);
        }

        return answers;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote, as it is kept with a job or carried by a form. Anything else in it is ignored as above.</summary>
    public static DiagnosisAnswers Parse(string? text) =>
        Parse((text ?? "").Split('&').Select(part => part.Split('=', 2)).Where(pair => pair.Length == 2).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])));

    /// <summary>These answers and one more, to the current question.</summary>
    /// <exception cref="ArgumentException">Nothing is asked any more, or the answer is not one of the question's options.</exception>
    public DiagnosisAnswers With(DiagnosisAnswer answer) =>
        CurrentQuestion is { } question && DiagnosisOptions.Of(question).Contains(answer)
            ? new([.. Given, new(question, answer)])
            : throw new ArgumentException($"{answer} is not an option here.", nameof(answer));

    /// <summary>The answers before a question, with which its page can be shown again: the back link. All of them when it was not answered.</summary>
    public DiagnosisAnswers Before(DiagnosisQuestion question) => new([.. Given.TakeWhile(given => given.Question != question)]);

    /// <summary>The same without what only kept the customer from a way and not the technician who is there: that there was no monitor or no computer that fits.</summary>
    internal DiagnosisAnswers AtAVisit() =>
        new([.. Given.Where(given => given.Question != DiagnosisQuestion.Monitor && (given.Question != DiagnosisQuestion.Computer || given.Answer is Windows or Mac && (Brand, given.Answer) is not (RecorderBrand.Dahua, Mac)))]);

    /// <summary>Canonical: the same answers always give the same pairs, in the order asked. <see cref="Parse"/> reads them back.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> ToQuery() =>
        [.. Given.Select(given => KeyValuePair.Create(DiagnosisCodes.Of(given.Question), (string?)DiagnosisCodes.Of(given.Answer)))];

    /// <summary>"whose=own&amp;footage=no". No code needs escaping.</summary>
    public override string ToString() => string.Join('&', ToQuery().Select(pair => $"{pair.Key}={pair.Value}"));
}
