using CleveSec.Domain.Jobs;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;

namespace CleveSec.IntegrationTests.Bilingual;

/// <summary>Every word of the public site exists in Spanish, and no Spanish word is left over.</summary>
public sealed class WordsTests
{
    /// <summary>Where the sources look words up by something other than a literal: what it can be, and why it is so.</summary>
    private static readonly IReadOnlyDictionary<(string File, string Code), IReadOnlyList<string>> NotLiteral = new Dictionary<(string, string), IReadOnlyList<string>>
    {
        // One rule for names, which the staff's pages, English only, share.
        [("Features/Booking/BookingInputValidator.cs", "PersonNames.NotPlain")] = [PersonNames.NotPlain],

        // The domain and the use cases speak English to everybody; these are what a customer can meet.
        [("Ui/Reasons.cs", "sentence")] = [.. ReasonsForCustomers()],
    };

    public static TheoryData<string> Resources => [.. WordScan.All.Select(use => use.Resource).Concat(WordScan.Spanish.Keys).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Resources))]
    public void Words_OfEachResource_AreTheSameInBothLanguages(string resource)
    {
        var uses = WordScan.All.Where(use => use.Resource == resource).SelectMany(Spelled).ToList();
        var spanish = WordScan.Spanish.GetValueOrDefault(resource) ?? new Dictionary<string, string>();

        Assert.Empty(WordScan.Problems(uses, spanish));
    }

    [Fact]
    public void Words_LookedUpByOtherThanALiteral_AreListedWithTheirReason()
    {
        var found = WordScan.All.Where(use => use.Key is null).Select(use => (use.File, use.Code)).ToHashSet();

        Assert.Equal(NotLiteral.Keys.Order(), found.Order());
    }

    [Fact]
    public void Scan_OfTheSite_FindsItsWords()
    {
        Assert.Contains(WordScan.All, use => use is { File: "Features/Home/Index.cshtml", Key: "Locked out of your recorder?" });
        Assert.Contains(WordScan.All, use => use is { Resource: "Features/Shared/ErrorModel.es.resx", Key: "We cannot find that page" });
        Assert.Contains(WordScan.All, use => use is { File: "Features/Shared/_Layout.cshtml", Key: "Main", InAttribute: true });
    }

    /// <summary>A view's <c>T["…", value].Value</c> is the sentence without its value; <c>T.GetString("…", value).Value</c> has it.</summary>
    [Fact]
    public void Words_WithValuesAsText_AreFilledIn() => Assert.Empty(WordScan.Unfilled);

    /// <summary>The control: what the tests above rest on sees each kind of mistake.</summary>
    [Fact]
    public void Scan_OfSourcesWithMistakes_ReportsEachOfThem()
    {
        var view = WordScan.InView("A/View.cshtml", """<p title="@T["An attribute"]">@T["It is \"quoted\"."]</p> @T["{0} of {1}", 1, 2] @T.GetString("<b>Bold</b>") @T["Missing"] @T["Empty"] @T[Model.Words]""").ToList();
        var classes = WordScan.InClasses("B/Two.cs", "class One(IStringLocalizer<One> t) { x = t[\"Of one\"]; } class Two(IStringLocalizer<Two> t) { y = t[\"Of two\"] + t[Some.Words] + t[Short]; const string Short = \"By name\"; }", type => $"In{type}/").ToList();

        var problems = WordScan.Problems(view, new Dictionary<string, string>
        {
            ["An attribute"] = "Un \"atributo\"",
            ["It is \"quoted\"."] = "Está \"entre comillas\".",
            ["{0} of {1}"] = "{0} de {0}",
            ["<b>Bold</b>"] = "<i>Negrita</i>",
            ["Empty"] = " ",
            ["Left over"] = "De más",
        });

        Assert.Equal(["missing: Missing", "not used: Left over", "empty: Empty", "other placeholders: {0} of {1}", "other HTML: <b>Bold</b>", "breaks its attribute: An attribute"], problems);
        Assert.Single(WordScan.UnfilledIn("""a = T["Number {0}", b[1]].Value; c = T["Plain"].Value + T.GetString("{0}", b).Value; d = T["{0}", e];"""));
        Assert.All(view, use => Assert.Equal("A/View.es.resx", use.Resource));
        Assert.Equal(["Model.Words"], view.Where(use => use.Key is null).Select(use => use.Code));
        Assert.Equal([("InOne/One.es.resx", "Of one"), ("InTwo/Two.es.resx", "Of two"), ("InTwo/Two.es.resx", null), ("InTwo/Two.es.resx", "By name")], classes.Select(use => (use.Resource, use.Key)));
    }

    /// <summary>What a customer's cancelling, moving or booking of a visit can be refused with.</summary>
    private static IEnumerable<string> ReasonsForCustomers()
    {
        foreach (var action in new[] { JobAction.Schedule, JobAction.Reschedule, JobAction.Cancel })
        {
            foreach (var status in Enum.GetValues<JobStatus>())
            {
                switch (JobTransitions.Find(status, action))
                {
                    case null:
                        yield return $"This job is {JobWords.Of(status)}, so “{JobWords.Of(action)}” is not possible now.";
                        break;
                    case { } row when !row.Who.HasFlag(ActorRole.Homeowner):
                        yield return $"“{JobWords.Of(action)}” is not for {JobWords.Of(ActorRole.Homeowner)}.";
                        break;
                }
            }
        }

        yield return "It is too late to change this visit here. Please call us.";
        yield return "There is no open visit on this job.";
        yield return "A visit that is under way cannot be moved.";
        yield return "Something was already tried, so the job cannot be cancelled any more. It can be given up.";
        yield return "This job was not found.";
        yield return "That time is taken.";
        yield return JobChanges.LostRace;
    }

    /// <summary>A use that is no literal stands for everything it can be.</summary>
    private static IEnumerable<WordUse> Spelled(WordUse use) =>
        use.Key is not null ? [use] : (NotLiteral.GetValueOrDefault((use.File, use.Code)) ?? []).Select(key => use with { Key = key });
}
