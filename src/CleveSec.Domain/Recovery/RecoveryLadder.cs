namespace CleveSec.Domain.Recovery;

/// <summary>Whether the recorder said that it is locked after too many wrong passwords.</summary>
public enum LockSeen
{
    No,
    Runs,
    Over,
}

/// <summary>What the ladder is made from.</summary>
/// <param name="Answers">Of "Which reset works for me?", as kept with the job.</param>
/// <param name="Tried">Methods that did not work or were not possible on this recorder.</param>
/// <param name="Preserves">Footage comes first: nothing that may lose it.</param>
public sealed record LadderFacts(RecorderBrand Brand, DiagnosisAnswers Answers, IReadOnlyDictionary<string, AttemptOutcome> Tried, bool Preserves, LockSeen Lock);

/// <summary>A method left out of the ladder, with what speaks against it or what came of it.</summary>
public sealed record LeftOutMethod(ResetMethod Method, IReadOnlyList<ReasonAgainst> Reasons, AttemptOutcome? Tried);

/// <summary>
/// The methods for one recorder at a visit, next one first. The diagnosis weighs them, as for the customer; what only kept the customer from a method (no monitor, no computer, app not known, not an installer)
/// does not keep the technician from it. Proposes and never forbids: what may not be done is the job's to say.
/// </summary>
public sealed record RecoveryLadder(IReadOnlyList<RankedMethod> Steps, IReadOnlyList<LeftOutMethod> LeftOut)
{
    public RankedMethod? Next => Steps.Count == 0 ? null : Steps[0];

    public static RecoveryLadder Of(LadderFacts facts)
    {
        var weighed = Diagnosis.WeighBrand(facts.Brand, facts.Answers.AtAVisit()).Select(AtAVisit).ToList();
        var gentle = weighed.Where(way => way.IsSuitable && !way.Method.Destructive).ToList();

        // "After a day" is no way for now; what may lose settings comes last of all.
        List<WeighedMethod> ways =
        [
            .. BeforeAll(facts),
            .. gentle.Where(way => !way.For.Contains(ReasonFor.AfterADay)),
            .. gentle.Where(way => way.For.Contains(ReasonFor.AfterADay)),
        ];
        if (!ways.Exists(way => way.Method.Id == "other-admin"))
        {
            // Where nobody was asked what the recorder shows, this is the first thing to ask (facts 6.2 Q2).
            ways.Insert(facts.Answers[DiagnosisQuestion.Screen] is null ? ways.Count(way => way.Method.Id == "wait-lockout") : ways.Count, WeighedMethod.Suits("other-admin", ReasonFor.IfSomebodyElseIsAdmin));
        }

        // A lock that runs is waited out, also where waiting did not help before.
        ways.RemoveAll(way => facts.Tried.ContainsKey(way.Method.Id) && !(way.Method.Id == "wait-lockout" && facts.Lock == LockSeen.Runs));
        var nothingGentler = ways.Count == 0;
        ways.AddRange(weighed.Where(way => way.Method.Destructive && !facts.Preserves && !facts.Tried.ContainsKey(way.Method.Id) && (way.IsSuitable || (nothingGentler && way.Against is [ReasonAgainst.GentlerWayFirst]))));
        return new(
            [.. ways.Select(way => new RankedMethod(way.Method, way.For))],
            [
                .. facts.Tried.Select(tried => (Method: ResetMethod.Find(tried.Key), Outcome: tried.Value)).Where(tried => tried.Method is not null).Select(tried => new LeftOutMethod(tried.Method!, [], tried.Outcome)),
                .. weighed.Where(way => !facts.Tried.ContainsKey(way.Method.Id) && !ways.Exists(step => step.Method == way.Method)).Select(way => new LeftOutMethod(way.Method, Against(way, facts), null)),
            ]);
    }

    /// <summary>Time and a sign-in that still works come before every brand's own ways, as in the diagnosis; a lock seen here says more than one that was told.</summary>
    private static IEnumerable<WeighedMethod> BeforeAll(LadderFacts facts)
    {
        var told = Diagnosis.OfEveryBrand(facts.Answers[DiagnosisQuestion.Screen]);
        return facts.Lock switch
        {
            LockSeen.Runs => [WeighedMethod.Suits("wait-lockout", ReasonFor.LockEndsByItself), .. told.Where(way => way.Method.Id != "wait-lockout")],
            LockSeen.Over => told.Where(way => way.Method.Id != "wait-lockout"),
            _ => told,
        };
    }

    private static WeighedMethod AtAVisit(WeighedMethod way) => way.Against switch
    {
        [ReasonAgainst.DoneAtAVisit] => WeighedMethod.Suits(way.Method.Id, ReasonFor.ReplacesPasswordOnly),

        // Which app it is, the technician sees on the owner's phone.
        [ReasonAgainst.AppNotKnown] => WeighedMethod.Suits(way.Method.Id, way.Method.Id == "lorex-questions" ? ReasonFor.IfListed : ReasonFor.IfAccountIsYours, ReasonFor.ReplacesPasswordOnly),
        _ => way,
    };

    private static IReadOnlyList<ReasonAgainst> Against(WeighedMethod way, LadderFacts facts) =>
        way.Method.Destructive && facts.Preserves ? [ReasonAgainst.FootageComesFirst] : way.Against;
}
