using CleveSec.Domain.Customers;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

/// <summary>The exclusion constraint (<see cref="DbErrors.NoDoubleBooking"/>) is made by the migration: EF cannot express it.</summary>
internal sealed class VisitConfiguration : IEntityTypeConfiguration<Visit>
{
    public void Configure(EntityTypeBuilder<Visit> visit)
    {
        visit.Property(v => v.Zip).HasMaxLength(Site.ZipLength);
        visit.HasOne<StaffMember>().WithMany().HasForeignKey(v => v.TechnicianId).OnDelete(DeleteBehavior.Restrict);
        visit.Property<uint>("Version").IsRowVersion();
        visit.HasIndex(v => new { v.TechnicianId, v.WorkStart });
        visit.HasOne<OtherWork>().WithMany().HasForeignKey(v => v.OtherWorkId).OnDelete(DeleteBehavior.Restrict);
        visit.HasIndex(v => v.JobId);
        visit.Ignore(v => v.Window).Ignore(v => v.Occupied).Ignore(v => v.Day);
    }
}
