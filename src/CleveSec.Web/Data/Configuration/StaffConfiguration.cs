using CleveSec.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

internal sealed class StaffMemberConfiguration : IEntityTypeConfiguration<StaffMember>
{
    public void Configure(EntityTypeBuilder<StaffMember> staff)
    {
        staff.ToTable("staff_members");
        staff.Property(s => s.Name).HasMaxLength(StaffMember.NameMaxLength);
        staff.Property(s => s.Email).HasMaxLength(StaffMember.EmailMaxLength);
        staff.HasIndex(s => s.Email).IsUnique();
        staff.Property(s => s.Phone).HasMaxLength(20);
        staff.Property(s => s.HomeZip).HasMaxLength(StaffMember.ZipLength);
        staff.PrimitiveCollection(s => s.Skills).ElementType().HasConversion<string>();
        staff.Property<uint>("Version").IsRowVersion();
        staff.Ignore(s => s.FirstName);
        staff.OwnsMany(s => s.WorkingHours, hours =>
        {
            hours.ToTable("staff_working_hours");
            hours.WithOwner().HasForeignKey("StaffId");
            hours.HasKey("StaffId", nameof(WorkingHours.Day), nameof(WorkingHours.Start));
        });
        staff.OwnsMany(s => s.Absences, absence =>
        {
            absence.ToTable("staff_absences");
            absence.WithOwner().HasForeignKey("StaffId");
            absence.HasKey(a => a.Id);
            absence.Property(a => a.Reason).HasMaxLength(Absence.ReasonMaxLength);
        });
        staff.Navigation(s => s.WorkingHours).UsePropertyAccessMode(PropertyAccessMode.Field);
        staff.Navigation(s => s.Absences).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class StaffAccountConfiguration : IEntityTypeConfiguration<StaffAccount>
{
    public void Configure(EntityTypeBuilder<StaffAccount> account)
    {
        account.ToTable("staff_accounts");
        account.HasOne<StaffMember>().WithOne().HasForeignKey<StaffAccount>(a => a.Id).OnDelete(DeleteBehavior.Restrict);
    }
}
