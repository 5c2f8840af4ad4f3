using CleveSec.Domain.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

internal sealed class ServiceZipConfiguration : IEntityTypeConfiguration<ServiceZip>
{
    public void Configure(EntityTypeBuilder<ServiceZip> zip)
    {
        zip.HasKey(z => z.Zip);
        zip.Property(z => z.Zip).HasMaxLength(Site.ZipLength);
        zip.Property(z => z.City).HasMaxLength(Site.CityMaxLength);
        zip.Property(z => z.County).HasMaxLength(60);
    }
}

internal sealed class OfficeSettingsConfiguration : IEntityTypeConfiguration<OfficeSettings>
{
    public void Configure(EntityTypeBuilder<OfficeSettings> settings)
    {
        settings.ToTable("office_settings", table => table.HasCheckConstraint("ck_office_settings_one_row", "id = 1"));
        settings.Property(s => s.Id).ValueGeneratedNever();
        settings.Property(s => s.AlertMinutes).HasDefaultValue(15);
        settings.HasOne<Domain.Staff.StaffMember>().WithMany().HasForeignKey(s => s.OnCallId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CallRequestConfiguration : IEntityTypeConfiguration<CallRequest>
{
    public void Configure(EntityTypeBuilder<CallRequest> request)
    {
        request.Property(r => r.Name).HasMaxLength(Customer.NameMaxLength);
        request.Property(r => r.Phone).HasMaxLength(Customer.PhoneMaxLength);
        request.Property(r => r.BestTime).HasMaxLength(CallRequest.WhenMaxLength);
        request.Property(r => r.About).HasMaxLength(CallRequest.AboutMaxLength);
        request.Property(r => r.DoneByName).HasMaxLength(Customer.NameMaxLength);
        request.HasIndex(r => r.At).HasFilter("done_at is null");
    }
}
