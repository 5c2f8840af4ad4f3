using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CleveSec.Web.Security;

/// <param name="Sealed">Sealed anew now.</param>
/// <param name="Already">Were under the new key before.</param>
/// <param name="Lost">Open under none of the keys; left as they are.</param>
internal sealed record RotationCount(string What, int Sealed, int Already, int Lost);

/// <summary>
/// Seals everything that lies under a former master key anew under the first one, row by row, each only if it is still what was read. It can be broken off and run again, and the site may run
/// meanwhile as long as it knows both keys. As the owner of the database: the site's role may not change signed forms.
/// </summary>
internal sealed class MasterKeyRotation(CleveSecDb db, MasterKey master, AuditTrail audit)
{
    private const int Batch = 200;

    public async Task<IReadOnlyList<RotationCount>> RunAsync(CancellationToken ct)
    {
        List<RotationCount> counts = [await KeysAsync(ct)];
        foreach (var column in SealedColumns.UnderMasterKey)
        {
            counts.Add(await ColumnAsync(column, ct));
        }

        audit.Add(null, "The command line", "master key rotated", "", string.Join(", ", counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.What}: {count.Sealed} sealed anew, {count.Already} were, {count.Lost} not opened"))));
        await db.SaveChangesAsync(ct);
        return counts;
    }

    private async Task<RotationCount> KeysAsync(CancellationToken ct)
    {
        var (anew, already, lost) = (0, 0, 0);
        foreach (var key in await db.DataProtectionKeys.AsNoTracking().Where(key => key.Xml != null).ToListAsync(ct))
        {
            var xml = XElement.Parse(key.Xml!);
            if (xml.Descendants(MasterKeyEncryptor.Element).FirstOrDefault() is not { } element)
            {
                continue;
            }

            var (state, packed) = SealAnew(Convert.FromBase64String(element.Value));
            (anew, already, lost) = (anew + (state == State.Anew ? 1 : 0), already + (state == State.Already ? 1 : 0), lost + (state == State.Lost ? 1 : 0));
            if (state == State.Anew)
            {
                element.Value = Convert.ToBase64String(packed);
                var text = xml.ToString(SaveOptions.DisableFormatting);
                await db.DataProtectionKeys.Where(row => row.Id == key.Id && row.Xml == key.Xml).ExecuteUpdateAsync(set => set.SetProperty(row => row.Xml, text), ct);
            }
        }

        return new RotationCount("data_protection_keys", anew, already, lost);
    }

    private async Task<RotationCount> ColumnAsync(SealedColumn column, CancellationToken ct)
    {
        var (anew, already, lost) = (0, 0, 0);
        var after = Guid.Empty;
        while (await RowsAsync(column, after, ct) is { Count: > 0 } rows)
        {
            foreach (var (id, old) in rows)
            {
                var (state, packed) = SealAnew(old);
                (anew, already, lost) = (anew + (state == State.Anew ? 1 : 0), already + (state == State.Already ? 1 : 0), lost + (state == State.Lost ? 1 : 0));
                if (state == State.Anew)
                {
                    await db.Database.ExecuteSqlRawAsync(column.Change, [new NpgsqlParameter("anew", packed), new NpgsqlParameter("id", id), new NpgsqlParameter("old", old)], ct);
                }
            }

            after = rows[^1].Id;
        }

        return new RotationCount($"{column.Table}.{column.Column}", anew, already, lost);
    }

    private async Task<List<SealedRow>> RowsAsync(SealedColumn column, Guid after, CancellationToken ct) => await db.Database
        .SqlQueryRaw<SealedRow>(column.Read, new NpgsqlParameter("after", after), new NpgsqlParameter("most", Batch))
        .ToListAsync(ct);

    private (State State, byte[] Packed) SealAnew(byte[] packed)
    {
        if (master.Sealed(packed))
        {
            return (State.Already, packed);
        }

        try
        {
            return (State.Anew, master.Encrypt(master.Decrypt(packed)));
        }
        catch (CryptographicException)
        {
            return (State.Lost, packed);
        }
    }

    private enum State
    {
        Anew,
        Already,
        Lost,
    }

    private sealed record SealedRow(Guid Id, byte[] Bytes);
}
