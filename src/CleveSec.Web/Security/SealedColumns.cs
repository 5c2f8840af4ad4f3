namespace CleveSec.Web.Security;

/// <summary>A column whose bytes lie sealed under the <see cref="MasterKey"/> itself. Its table's key is <c>id</c>.</summary>
internal sealed record SealedColumn(string Table, string Column)
{
    /// <summary>The next rows in order of their key: <c>@after</c>, at most <c>@most</c>.</summary>
    public string Read { get; } = $"select id, {Column} as bytes from {Table} where id > @after and {Column} is not null order by id limit @most";

    /// <summary>One row, if it is still what was read: <c>@anew</c>, <c>@id</c>, <c>@old</c>.</summary>
    public string Change { get; } = $"update {Table} set {Column} = @anew where id = @id and {Column} = @old";
}

/// <summary>What has to be sealed anew when the master key changes, beside the keys of data protection. Every sealed column of the model stands in one of the two lists.</summary>
internal static class SealedColumns
{
    public static IReadOnlyList<SealedColumn> UnderMasterKey { get; } =
    [
        new("evidence_files", "sealed_key"),
        new("authorizations", "sealed_strokes"),
        new("owner_signatures", "sealed_strokes"),
        new("certificates", "sealed_code"),
        new("certificates", "sealed_strokes"),
        new("vendor_files", "sealed_key"),
        new("vendor_answers", "sealed_key"),
        new("outbox_attachments", "sealed_key"),
    ];

    /// <summary>Sealed under a key that is itself in the list above, or among those of data protection.</summary>
    public static IReadOnlyList<SealedColumn> UnderOtherKeys { get; } =
    [
        new("evidence_files", "sealed_bytes"),
        new("vendor_files", "sealed_bytes"),
        new("vendor_answers", "sealed_bytes"),
        new("outbox_attachments", "sealed_bytes"),
    ];
}
