using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using CleveSec.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Security;

/// <summary>A sum for the browser to do: for each piece a number so that SHA-256 of "seed:piece:number" begins with that many zero bits.</summary>
/// <param name="Text">Sealed; comes back with the answer.</param>
/// <param name="Seed">Follows from the text.</param>
internal sealed record ProofChallenge(string Text, string Seed, int Pieces, int Bits);

/// <summary>
/// Makes whoever asks too often pay with work of their own machine instead of sending them away: a second or two on a phone, more the more they ask. Several small pieces instead of
/// one, so that the time hardly varies. Everything needed stands in the challenge, so every instance can check it; that it was used stands in PostgreSQL.
/// </summary>
internal sealed class ProofOfWork(IDataProtectionProvider protection, CleveSecDb db, IClock clock)
{
    public const int Pieces = 8;
    public const string Kind = "proof-of-work";
    private const int LeastBits = 16;
    private const int MostBits = 20;
    private const int MoreForEach = 10;
    private const int MostDigits = 12;
    public static readonly Duration Life = Duration.FromMinutes(10);
    private readonly IDataProtector protector = protection.CreateProtector(Kind);

    /// <param name="subject">What the answer is good for: the form's key.</param>
    /// <param name="over">How many too many there were.</param>
    public ProofChallenge Ask(Guid subject, int over)
    {
        var bits = Math.Min(LeastBits + (over / MoreForEach), MostBits);
        var expires = (clock.GetCurrentInstant() + Life).ToUnixTimeSeconds();
        var text = protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{subject} {bits} {expires}"));
        return new ProofChallenge(text, SeedOf(text), Pieces, bits);
    }

    /// <summary>True once for each challenge that was ours, for this subject, in time, and has its sum done.</summary>
    /// <param name="answer">The numbers in order, with commas.</param>
    public async Task<bool> AcceptAsync(Guid subject, string? challenge, string? answer, CancellationToken ct)
    {
        if (BitsOf(subject, challenge) is not { } bits || !IsSolved(SeedOf(challenge!), bits, answer))
        {
            return false;
        }

        var key = Keys.IdOf(Kind, challenge);
        var now = clock.GetCurrentInstant();
        return await db.Database.ExecuteSqlAsync($"""
            insert into command_keys (key, kind, fingerprint, result_id, at) values ({key}, {Kind}, {Keys.Hash(challenge)}, {subject}, {now})
            on conflict do nothing
            """, ct) == 1;
    }

    public static bool IsSolved(string seed, int bits, string? answer)
    {
        var numbers = (answer ?? "").Split(',');
        return numbers.Length == Pieces && numbers.Index().All(piece =>
            piece.Item.Length is > 0 and <= MostDigits && piece.Item.All(char.IsAsciiDigit) && ZeroBits(Hash(seed, piece.Index, piece.Item)) >= bits);
    }

    private static byte[] Hash(string seed, int piece, string number) => SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{piece}:{number}")));

    private static int ZeroBits(byte[] hash) => BitOperations.LeadingZeroCount(BitConverter.ToUInt32([hash[3], hash[2], hash[1], hash[0]]));

    /// <summary>Short: with piece and number it fits one block of SHA-256.</summary>
    private static string SeedOf(string challenge) => Convert.ToHexStringLower(Keys.Hash(challenge).AsSpan(0, 12));

    /// <summary>Null: not made by us, for another form, or too old.</summary>
    private int? BitsOf(Guid subject, string? challenge)
    {
        try
        {
            return protector.Unprotect(challenge ?? "").Split(' ') is [var of, var bits, var expires]
                && of == subject.ToString() && clock.GetCurrentInstant() < Instant.FromUnixTimeSeconds(long.Parse(expires, CultureInfo.InvariantCulture))
                ? int.Parse(bits, CultureInfo.InvariantCulture)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
