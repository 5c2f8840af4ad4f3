using CleveSec.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

internal sealed class DayPlanRunConfiguration : IEntityTypeConfiguration<DayPlanRun>
{
    public void Configure(EntityTypeBuilder<DayPlanRun> run)
    {
        run.ToTable("day_plan_runs");
        run.Property(r => r.StartedByName).HasMaxLength(StaffMember.NameMaxLength);
        run.Property(r => r.EndedByName).HasMaxLength(StaffMember.NameMaxLength);
        run.Property(r => r.Said).HasMaxLength(DayPlanRun.SaidMaxLength);
        run.Property(r => r.Result).HasColumnType("jsonb");
        run.HasIndex(r => new { r.Day, r.StartedAt });

        // One at a time a day, whoever clicks at the same moment.
        run.HasIndex(r => r.Day).IsUnique().HasFilter("state = 'Running'").HasDatabaseName(DbErrors.OnePlanRunADay);
    }
}
