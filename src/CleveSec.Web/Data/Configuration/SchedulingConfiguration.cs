using CleveSec.Domain.Customers;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

internal sealed class BookingSettingsConfiguration : IEntityTypeConfiguration<BookingSettings>
{
    public void Configure(EntityTypeBuilder<BookingSettings> settings)
    {
        settings.ToTable("booking_settings", table => table.HasCheckConstraint("ck_booking_settings_one_row", "id = 1"));
        settings.Property(s => s.Id).ValueGeneratedNever();
        settings.Property<uint>("Version").IsRowVersion();
    }
}

internal sealed class TravelSettingsConfiguration : IEntityTypeConfiguration<TravelSettings>
{
    public void Configure(EntityTypeBuilder<TravelSettings> settings)
    {
        settings.ToTable("travel_settings", table => table.HasCheckConstraint("ck_travel_settings_one_row", "id = 1"));
        settings.Property(s => s.Id).ValueGeneratedNever();
        settings.Property(s => s.RoadServerError).HasMaxLength(500);
        settings.Property<uint>("Version").IsRowVersion();
    }
}

internal sealed class TravelTimeConfiguration : IEntityTypeConfiguration<TravelTime>
{
    public void Configure(EntityTypeBuilder<TravelTime> time)
    {
        time.HasKey(t => new { t.FromZip, t.ToZip, t.Source });
        time.Property(t => t.FromZip).HasMaxLength(Site.ZipLength);
        time.Property(t => t.ToZip).HasMaxLength(Site.ZipLength);
    }
}

internal sealed class ServiceRowConfiguration : IEntityTypeConfiguration<ServiceRow>
{
    public void Configure(EntityTypeBuilder<ServiceRow> service)
    {
        service.ToTable("services");
        service.Property(s => s.Id).HasMaxLength(Service.IdMaxLength).ValueGeneratedNever();
        service.Property(s => s.NameEnglish).HasMaxLength(Service.NameMaxLength);
        service.Property(s => s.NameSpanish).HasMaxLength(Service.NameMaxLength);
        service.Property<uint>("Version").IsRowVersion();
    }
}

internal sealed class HolidayConfiguration : IEntityTypeConfiguration<Holiday>
{
    public void Configure(EntityTypeBuilder<Holiday> holiday)
    {
        holiday.HasKey(h => h.Date);
        holiday.ToTable("holidays");
        holiday.Property(h => h.Name).HasMaxLength(Holiday.NameMaxLength);
    }
}

internal sealed class OtherWorkConfiguration : IEntityTypeConfiguration<OtherWork>
{
    public void Configure(EntityTypeBuilder<OtherWork> work)
    {
        work.ToTable("other_work");
        work.Property(w => w.Title).HasMaxLength(OtherWork.TitleMaxLength);
        work.Property(w => w.Street).HasMaxLength(Site.StreetMaxLength);
        work.Property(w => w.Zip).HasMaxLength(Site.ZipLength);
        work.Property(w => w.ExternalId).HasMaxLength(OtherWork.ExternalIdMaxLength);
        work.Property(w => w.Conflict).HasMaxLength(300);
        work.Property(w => w.CreatedByName).HasMaxLength(Customer.NameMaxLength);
        work.HasOne<BusyFeed>().WithMany().HasForeignKey(w => w.FeedId).OnDelete(DeleteBehavior.Restrict);
        work.HasIndex(w => new { w.FeedId, w.ExternalId }).IsUnique().HasFilter("external_id is not null");
        work.HasIndex(w => w.Start);
        work.HasIndex(w => w.SeriesId).HasFilter("series_id is not null");
        work.Property<uint>("Version").IsRowVersion();
        work.Ignore(w => w.Span);
    }
}

internal sealed class BusyFeedConfiguration : IEntityTypeConfiguration<BusyFeed>
{
    public void Configure(EntityTypeBuilder<BusyFeed> feed)
    {
        feed.ToTable("busy_feeds");
        feed.HasOne<StaffMember>().WithMany().HasForeignKey(f => f.TechnicianId).OnDelete(DeleteBehavior.Restrict);
        feed.Property(f => f.Host).HasMaxLength(253);
        feed.Property(f => f.Error).HasMaxLength(500);
        feed.Property(f => f.ETag).HasMaxLength(300);
    }
}

internal sealed class SchedulingVersionConfiguration : IEntityTypeConfiguration<SchedulingVersion>
{
    public void Configure(EntityTypeBuilder<SchedulingVersion> version)
    {
        version.ToTable("scheduling_version", table => table.HasCheckConstraint("ck_scheduling_version_one_row", "id = 1"));
        version.Property(v => v.Id).ValueGeneratedNever();
    }
}
