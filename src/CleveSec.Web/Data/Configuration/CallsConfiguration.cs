using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

/// <summary>The indexes the search reads and the triggers that keep the rows are made by the migration.</summary>
internal sealed class JobSearchConfiguration : IEntityTypeConfiguration<JobSearchRow>
{
    public void Configure(EntityTypeBuilder<JobSearchRow> row)
    {
        row.ToTable("job_search");
        row.HasKey(r => r.JobId);
        row.Property(r => r.Doc).HasComputedColumnSql("' ' || name || ' ' || place || ' ' || phone || ' ' || email || ' ' || serials || ' ' || number || ' '", stored: true);
        row.HasOne<Job>().WithMany().HasForeignKey(r => r.JobId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RecordMergeConfiguration : IEntityTypeConfiguration<RecordMerge>
{
    public void Configure(EntityTypeBuilder<RecordMerge> merge)
    {
        merge.Property(m => m.ByName).HasMaxLength(StaffMember.NameMaxLength);
        merge.Property(m => m.UndoneByName).HasMaxLength(StaffMember.NameMaxLength);
        merge.Property(m => m.Detail).HasColumnType("jsonb");
        merge.HasIndex(m => m.KeptId);
        merge.HasIndex(m => m.MergedId);
    }
}

internal sealed class SerialSettlementConfiguration : IEntityTypeConfiguration<SerialSettlement>
{
    public void Configure(EntityTypeBuilder<SerialSettlement> settlement)
    {
        settlement.Property(s => s.Serial).HasMaxLength(Recorder.SerialMaxLength);
        settlement.Property(s => s.Reason).HasMaxLength(SerialSettlement.ReasonMaxLength);
        settlement.Property(s => s.ByName).HasMaxLength(StaffMember.NameMaxLength);
        settlement.HasIndex(s => new { s.Serial, s.CustomerA, s.CustomerB }).IsUnique();
    }
}
