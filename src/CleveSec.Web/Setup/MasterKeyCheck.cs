using System.Security.Cryptography;
using System.Xml;
using CleveSec.Web.Security;
using Npgsql;

namespace CleveSec.Web.Setup;

/// <summary>Another master key than the one a database was made with reads nothing that is sealed there, and would go on with new keys beside the old ones.</summary>
internal static class MasterKeyCheck
{
    /// <exception cref="ConfigurationProblem">There are sealed keys, and this master key opens none of them.</exception>
    public static async Task RunAsync(NpgsqlConnection connection, MasterKey key, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select xml from data_protection_keys where xml is not null", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (found, opened) = (false, false);
        while (await reader.ReadAsync(ct))
        {
            if (Sealed(reader.GetString(0)) is { } packed)
            {
                (found, opened) = (true, opened || Opens(key, packed));
            }
        }

        if (found && !opened)
        {
            throw new ConfigurationProblem("Security:MasterKey does not open what is stored in this database. Set it to the key this database was used with before, or correct ConnectionStrings:CleveSec.");
        }
    }

    private static byte[]? Sealed(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return reader.ReadToFollowing(MasterKeyEncryptor.Element) ? Convert.FromBase64String(reader.ReadElementContentAsString()) : null;
    }

    private static bool Opens(MasterKey key, byte[] packed)
    {
        try
        {
            key.Decrypt(packed);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
