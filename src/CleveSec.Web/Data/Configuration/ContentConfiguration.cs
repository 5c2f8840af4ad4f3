using CleveSec.Domain.Customers;
using CleveSec.Domain.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

internal sealed class GuideTopicConfiguration : IEntityTypeConfiguration<GuideTopic>
{
    public void Configure(EntityTypeBuilder<GuideTopic> topic)
    {
        topic.HasKey(t => t.Slug);
        topic.Property(t => t.Slug).HasMaxLength(GuideTopic.SlugMaxLength);
        topic.Property(t => t.Title).HasMaxLength(GuideTopic.TitleMaxLength);
        topic.Property(t => t.Summary).HasMaxLength(GuideTopic.SummaryMaxLength);
        topic.Property(t => t.SeedHash).HasMaxLength(64);
    }
}

internal sealed class GuideMethodConfiguration : IEntityTypeConfiguration<GuideMethod>
{
    public void Configure(EntityTypeBuilder<GuideMethod> method)
    {
        method.Property(m => m.Id).HasMaxLength(ResetMethod.IdMaxLength).ValueGeneratedNever();
        method.Property(m => m.SeedHash).HasMaxLength(64);
    }
}

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

internal sealed class BookingSettingsConfiguration : IEntityTypeConfiguration<BookingSettings>
{
    public void Configure(EntityTypeBuilder<BookingSettings> settings)
    {
        settings.ToTable("booking_settings", table => table.HasCheckConstraint("ck_booking_settings_one_row", "id = 1"));
        settings.Property(s => s.Id).ValueGeneratedNever();
    }
}
