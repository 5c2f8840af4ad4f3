namespace CleveSec.TestSupport;

/// <summary>The question every race ends with.</summary>
internal static class DoubleBookings
{
    /// <summary>How many pairs of live spans of one technician overlap, by the rows alone.</summary>
    public static async Task<long> CountAsync(TestDatabase database) => (long)(await database.AsOwnerAsync("""
        select count(*) from visits a join visits b on a.technician_id = b.technician_id and a.id < b.id
          and tstzrange(a.occupied_start, a.occupied_end) && tstzrange(b.occupied_start, b.occupied_end)
        where a.status in ('Held', 'Planned', 'Confirmed', 'EnRoute', 'OnSite') and b.status in ('Held', 'Planned', 'Confirmed', 'EnRoute', 'OnSite')
        """))!;
}
