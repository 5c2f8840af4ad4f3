using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Guide;

/// <summary>Searches topics and methods in the language of the request; a method leads to the topic that explains it.</summary>
internal sealed class GuideSearchQuery(CleveSecDb db, SearchDictionary dictionary)
{
    /// <param name="exactly">Leave typing mistakes as they are.</param>
    public async Task<SearchResults> RunAsync(string? typed, bool exactly, CancellationToken ct)
    {
        var (language, clean) = (Languages.Current, SearchWords.Clean(typed));
        var asked = SearchWords.Cut(clean);
        var results = new SearchResults(asked, asked, asked.Length < clean.Length, false, [], await TopicsAsync(language, ct));
        if (asked.Length == 0 || (await dictionary.EveryWordAsync(asked, language, ct)).Length == 0)
        {
            return results with { NothingToFind = true };
        }

        var meant = exactly ? asked : await dictionary.CorrectAsync(asked, language, ct);
        var hits = await FindAsync(await dictionary.EveryWordAsync(meant, language, ct), language, ct);
        if (hits.Count == 0)
        {
            hits = await FindAsync(await dictionary.AnyWordAsync(meant, language, ct), language, ct);
        }

        return results with { Meant = meant, Hits = hits };
    }

    private Task<List<TopicLink>> TopicsAsync(Language language, CancellationToken ct) =>
        db.GuideTopics.AsNoTracking().Where(topic => topic.Language == language).OrderBy(topic => topic.Position).Select(topic => new TopicLink(topic.Slug, topic.Title, topic.Summary)).ToListAsync(ct);

    private async Task<IReadOnlyList<SearchHit>> FindAsync(string search, Language language, CancellationToken ct)
    {
        if (search.Length == 0)
        {
            return [];
        }

        var rules = SearchDictionary.RulesOf(language);
        var rows = await db.Database.SqlQuery<Row>($"""
            with methods as (
              select topic, position, words ->> 'name' as name,
                (select string_agg(value, ' · ') from jsonb_array_elements_text((words -> 'needs') || (words -> 'limits') || (words -> 'steps')) as value) as text
              from guide_methods, lateral (select case {rules} when 'guide_spanish' then spanish else english end as words) as in_language),
            found as (
              select slug, null as method, body as text, -1 as position, ts_rank(search, {search}::tsquery, 1) as rank
              from guide_topics where language = {language.ToString()} and search @@ {search}::tsquery
              union all
              select topic, name, text, position, ts_rank(words, {search}::tsquery, 1)
              from methods, lateral (select setweight(to_tsvector({rules}::regconfig, name), 'C') || setweight(to_tsvector({rules}::regconfig, coalesce(text, '')), 'D') as words) as cut
              where words @@ {search}::tsquery)
            select found.slug, topic.title, topic.summary, found.method, coalesce(found.text, '') as text
            from found join guide_topics as topic on topic.slug = found.slug and topic.language = {language.ToString()}
            order by max(found.rank) over (partition by found.slug) desc, topic.position, found.position
            """).ToListAsync(ct);
        var snippets = await SnippetsAsync([.. rows.Select(row => row.Method is null ? GuideMarkdown.PlainText(row.Text) : row.Text), .. rows.Select(row => row.Summary)], rows.Count, search, rules, ct);
        return [.. rows.Zip(snippets.Take(rows.Count), snippets.Skip(rows.Count)).GroupBy(row => row.First.Slug).Select(topic => Hit([.. topic]))];
    }

    /// <summary>The parts of each text around what was found, its words marked.</summary>
    /// <param name="pieces">How many of the texts are long; the others are shown whole.</param>
    private async Task<IReadOnlyList<Snippet>> SnippetsAsync(string[] texts, int pieces, string search, string rules, CancellationToken ct)
    {
        var headlines = await db.Database.SqlQuery<string>($"""
            select ts_headline({rules}::regconfig, text, {search}::tsquery, {Snippet.Options}) as "Value" from unnest({Snippet.Unmarked(texts)}) with ordinality as given (text, place) order by place
            """).ToListAsync(ct);
        return [.. headlines.Select((headline, i) => Snippet.Parse(headline, isPiece: i < pieces))];
    }

    private static SearchHit Hit(IReadOnlyList<(Row Row, Snippet Text, Snippet Summary)> rows)
    {
        var (row, text, summary) = rows[0];
        var words = row.Method is null && text.HasMark ? text : summary;
        return new SearchHit(new TopicLink(row.Slug, row.Title, row.Summary), words, [.. rows.Where(found => found.Row.Method is not null).Select(found => new MethodHit(found.Row.Method!, found.Text))]);
    }

    internal sealed record Row(string Slug, string Title, string Summary, string? Method, string Text);
}

/// <param name="Asked">What was typed, as far as it was used.</param>
/// <param name="Meant">What was searched for: typing mistakes put right.</param>
/// <param name="Shortened">More was typed than is searched for.</param>
/// <param name="NothingToFind">Nothing was typed, or only signs and words that stand everywhere.</param>
/// <param name="Hits">Best first.</param>
/// <param name="Topics">All pages of the guide.</param>
internal sealed record SearchResults(string Asked, string Meant, bool Shortened, bool NothingToFind, IReadOnlyList<SearchHit> Hits, IReadOnlyList<TopicLink> Topics);

/// <summary>A page of the guide with what was found on it.</summary>
internal sealed record SearchHit(TopicLink Topic, Snippet Words, IReadOnlyList<MethodHit> Methods);

internal sealed record MethodHit(string Name, Snippet Words);
