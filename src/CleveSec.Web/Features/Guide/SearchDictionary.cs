using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Guide;

/// <summary>The words of the guide in one language: turns what was typed into a search of PostgreSQL's, and finds the word meant by one that stands nowhere.</summary>
internal sealed class SearchDictionary(CleveSecDb db)
{
    // What people say and what our texts say instead. Both are then searched for.
    private const string EnglishSynonyms = """
        select plainto_tsquery('guide_english', typed), plainto_tsquery('guide_english', typed) || plainto_tsquery('guide_english', said)
        from (values ('email', 'e-mail'), ('passcode', 'password'), ('pin', 'password'), ('dvr', 'recorder'), ('nvr', 'recorder'), ('laptop', 'PC'), ('computer', 'PC'), ('video', 'footage'),
          ('unlock', 'reset'), ('login', 'log in'), ('cellphone', 'phone'), ('smartphone', 'phone')) as same (typed, said)
        """;

    private const string SpanishSynonyms = """
        select plainto_tsquery('guide_spanish', typed), plainto_tsquery('guide_spanish', typed) || plainto_tsquery('guide_spanish', said)
        from (values ('reinicio', 'restablecimiento'), ('reiniciar', 'restablecer'), ('resetear', 'restablecer'), ('reset', 'restablecer'), ('clave', 'contraseña'), ('email', 'correo'), ('mail', 'correo'),
          ('dvr', 'grabador'), ('nvr', 'grabador'), ('grabadora', 'grabador'), ('videograbadora', 'grabador'), ('celular', 'teléfono'), ('móvil', 'teléfono'), ('video', 'grabaciones'),
          ('ordenador', 'computadora'), ('laptop', 'computadora'), ('bip', 'pitido')) as same (typed, said)
        """;

    private const string EnglishWords = """
        select to_tsvector('simple', title || ' ' || summary || ' ' || body) from guide_topics where language = 'English' union all select to_tsvector('simple', english) from guide_methods
        """;

    private const string SpanishWords = """
        select to_tsvector('simple', title || ' ' || summary || ' ' || body) from guide_topics where language = 'Spanish' union all select to_tsvector('simple', spanish) from guide_methods
        """;

    /// <summary>The rules by which PostgreSQL cuts this language into words; migrations/Sql/guide.sql makes them.</summary>
    public static string RulesOf(Language language) => language == Language.Spanish ? "guide_spanish" : "guide_english";

    /// <summary>As a tsquery of every word; empty when no word is left to search for. Any text is taken.</summary>
    public async Task<string> EveryWordAsync(string words, Language language, CancellationToken ct) => (await db.Database.SqlQuery<string>($"""
        select ts_rewrite(websearch_to_tsquery({RulesOf(language)}::regconfig, {words}), {Synonyms(language)})::text as "Value"
        """).ToListAsync(ct))[0];

    /// <summary>As a tsquery of any of the words.</summary>
    public async Task<string> AnyWordAsync(string words, Language language, CancellationToken ct) => (await db.Database.SqlQuery<string>($"""
        select ts_rewrite(replace(plainto_tsquery({RulesOf(language)}::regconfig, {words})::text, '&', '|')::tsquery, {Synonyms(language)})::text as "Value"
        """).ToListAsync(ct))[0];

    /// <summary>The text with its typing mistakes put right: words that stand nowhere in the published texts become the most similar ones that do. Unchanged when there is nothing to put right.</summary>
    public async Task<string> CorrectAsync(string words, Language language, CancellationToken ct)
    {
        var typed = SearchWords.MayBeMistyped(words);
        if (typed.Length == 0)
        {
            return words;
        }

        foreach (var unknown in (await SimilarAsync(typed, language, ct)).GroupBy(similar => similar.Typed))
        {
            if (SearchWords.Meant(unknown.First().TypedPlain, unknown.Select(similar => new KnownWord(similar.Word, similar.Plain))) is { } meant)
            {
                words = SearchWords.Replace(words, unknown.Key, meant);
            }
        }

        return words;
    }

    /// <summary>For each typed word that finds nothing: the words nearest to it by the three-letter pieces they share.</summary>
    private Task<List<SimilarWord>> SimilarAsync(string[] typed, Language language, CancellationToken ct)
    {
        var (rules, vocabulary, synonyms) = (RulesOf(language), language == Language.Spanish ? SpanishWords : EnglishWords, Synonyms(language));
        return db.Database.SqlQuery<SimilarWord>($"""
            with vocabulary as materialized (select word, unaccent(word) as plain, nentry from ts_stat({vocabulary}) where word !~ '[^[:alpha:]]'),
              asked as (select word, unaccent(word) as plain, ts_rewrite(plainto_tsquery({rules}::regconfig, word), {synonyms}) as search from unnest({typed}) as word),
              found as (select search from guide_topics where language = {language.ToString()}
                union all select to_tsvector({rules}::regconfig, case {rules} when 'guide_spanish' then spanish else english end) from guide_methods)
            select asked.word as typed, asked.plain as typed_plain, near.word, near.plain
            from asked, lateral (
              select word, plain from vocabulary
              where abs(length(plain) - length(asked.plain)) <= 2
              order by similarity(plain, asked.plain) desc, nentry desc, word
              limit 20) as near
            where numnode(asked.search) > 0 and not exists (select from found where found.search @@ asked.search)
            """).ToListAsync(ct);
    }

    private static string Synonyms(Language language) => language == Language.Spanish ? SpanishSynonyms : EnglishSynonyms;

    internal sealed record SimilarWord(string Typed, string TypedPlain, string Word, string Plain);
}
