using CleveSec.Domain.Customers;
using CleveSec.Migrations.Commands;
using CleveSec.Migrations.Seeds;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Guide;

public sealed class SeedTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static readonly IClock Clock = SystemClock.Instance;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Files_AsShipped_FitTheirColumnsAndEachOther()
    {
        var topics = GuideFiles.Topics();
        var methods = GuideFiles.Methods();

        Assert.All(Enum.GetValues<Language>(), language => Assert.Equal(Enumerable.Range(1, topics.Count / 2), topics.Where(topic => topic.Language == language).Select(topic => topic.Position).Order()));
        Assert.Equal(
            topics.Where(topic => topic.Language == Language.English).Select(topic => (topic.Slug, topic.Position, topic.CheckedOn)),
            topics.Where(topic => topic.Language == Language.Spanish).Select(topic => (topic.Slug, topic.Position, topic.CheckedOn)));
        Assert.All(methods, method => Assert.True(SameShape(method.English, method.Spanish), method.Id));
        Assert.All(topics, topic => Assert.True(topic.Title.Length <= GuideTopic.TitleMaxLength && topic.Summary.Length <= GuideTopic.SummaryMaxLength, topic.Slug));
        Assert.All(methods, method => Assert.Contains(topics, topic => topic.Slug == method.Topic));
        Assert.All(methods, method => Assert.True(method.NextId is null || methods.Any(next => next.Id == method.NextId), method.Id));
        Assert.Equal(CleveSec.Domain.Recovery.ResetMethod.All.Select(method => (method.Id, method.Brand, method.Destructive)).Order(), methods.Select(method => (method.Id, method.Brand, method.Destructive)).Order());
    }

    [Fact]
    public async Task Topic_ChangedFile_ReplacesOnlyWhatNobodyEdited()
    {
        var ours = Topic("seed-untouched", "First.");
        await SeedAsync(topics: [ours, Topic("seed-edited", "First.")]);
        await ChangeAsync(db => db.GuideTopics.Where(topic => topic.Slug == "seed-edited").ExecuteUpdateAsync(set => set.SetProperty(topic => topic.Body, "By the office."), Ct));

        await SeedAsync(topics: [Topic("seed-untouched", "Second."), Topic("seed-edited", "Second.")]);
        await SeedAsync(topics: [Topic("seed-untouched", "Third."), Topic("seed-edited", "Third.")]);

        var bodies = await app.DbAsync(db => db.GuideTopics.AsNoTracking().Where(topic => topic.Slug.StartsWith("seed-")).ToDictionaryAsync(topic => topic.Slug, topic => topic.Body, Ct));
        Assert.Equal(("Third.", "By the office."), (bodies["seed-untouched"], bodies["seed-edited"]));
    }

    [Fact]
    public async Task Method_ChangedFile_ReplacesOnlyWhatNobodyEdited()
    {
        await SeedAsync(methods: [Method("seed-untouched", ["A"]), Method("seed-edited", ["A"])]);
        await ChangeAsync(db => db.GuideMethods.Where(method => method.Id == "seed-edited").ExecuteUpdateAsync(set => set.SetProperty(method => method.Topic, "by-the-office"), Ct));

        await SeedAsync(methods: [Method("seed-untouched", ["A", "B"]), Method("seed-edited", ["A", "B"])]);

        var needs = await app.DbAsync(db => db.GuideMethods.AsNoTracking().Where(method => method.Id.StartsWith("seed-")).ToDictionaryAsync(method => method.Id, method => method.English.Needs.Count, Ct));
        Assert.Equal((2, 1), (needs["seed-untouched"], needs["seed-edited"]));
    }

    [Fact]
    public async Task Area_RunAgain_KeepsWhatStaffDecided()
    {
        await ChangeAsync(db => db.ServiceZips.Where(zip => zip.Zip == "44001").ExecuteUpdateAsync(set => set.SetProperty(zip => zip.Served, false).SetProperty(zip => zip.City, "Old name"), Ct));
        await ChangeAsync(db => db.BookingSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.HorizonDays, 21), Ct));

        await using var owner = Owner();
        await AreaSeed.RunAsync(owner, Ct);

        var zip = await app.DbAsync(db => db.ServiceZips.AsNoTracking().FirstAsync(zip => zip.Zip == "44001", Ct));
        var settings = await app.DbAsync(db => db.BookingSettings.AsNoTracking().SingleAsync(Ct));
        Assert.Equal((false, "Amherst", 21), (zip.Served, zip.City, settings.HorizonDays));
        Assert.Equal(148, await app.DbAsync(db => db.ServiceZips.CountAsync(Ct)));
    }

    private CleveSecDb Owner() => DatabaseSettings.Open(app.Database.Owner);

    private async Task SeedAsync(IReadOnlyList<GuideTopic>? topics = null, IReadOnlyList<GuideMethod>? methods = null)
    {
        await using var db = Owner();
        await GuideSeed.RunAsync(db, Clock, topics ?? [], methods ?? [], Ct);
    }

    private async Task ChangeAsync(Func<CleveSecDb, Task<int>> change)
    {
        await using var db = Owner();
        Assert.True(await change(db) > 0);
    }

    private static GuideTopic Topic(string slug, string body) => new() { Slug = slug, Title = slug, Summary = slug, Body = body, Position = 2000, CheckedOn = new LocalDate(2026, 11, 23) };

    private static GuideMethod Method(string id, List<string> needs) => new() { Id = id, Topic = "overview", English = new MethodWords { Name = id, Needs = needs }, Position = 2000 };

    /// <summary>Both languages say as much: every text, and every list as long.</summary>
    private static bool SameShape(MethodWords a, MethodWords b) =>
        (a.Needs.Count, a.Limits.Count, a.Steps.Count, a.EstimateNote is null) == (b.Needs.Count, b.Limits.Count, b.Steps.Count, b.EstimateNote is null)
        && new[] { a, b }.All(words => new[] { words.Name, words.Minutes, words.SettingsNote, words.FootageNote, words.Cost, words.Risk, words.WhenToStop }.All(text => text.Length > 0));
}
