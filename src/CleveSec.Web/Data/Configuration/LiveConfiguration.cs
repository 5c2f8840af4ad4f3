using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

internal sealed class ChangeFeedConfiguration : IEntityTypeConfiguration<ChangeFeedRow>
{
    public void Configure(EntityTypeBuilder<ChangeFeedRow> row)
    {
        row.ToTable("change_feed");
        row.Property(r => r.Id).UseIdentityAlwaysColumn();
        row.Property(r => r.Topic).HasMaxLength(ChangeFeedRow.TopicMaxLength);
        row.Property(r => r.At).HasDefaultValueSql("now()");
        row.Property(r => r.Xid).HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()");
        row.HasIndex(r => r.Xid);
    }
}
