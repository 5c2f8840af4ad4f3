using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> customer)
    {
        customer.Property(c => c.Name).HasMaxLength(Customer.NameMaxLength);
        customer.Property(c => c.Email).HasMaxLength(Customer.EmailMaxLength);
        customer.Property(c => c.Phone).HasMaxLength(Customer.PhoneMaxLength);
        customer.HasIndex(c => c.Phone);
        customer.HasOne<Customer>().WithMany().HasForeignKey(c => c.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SiteConfiguration : IEntityTypeConfiguration<Site>
{
    /// <summary>Room for what encryption adds.</summary>
    private const int SealedMaxLength = 600;

    public void Configure(EntityTypeBuilder<Site> site)
    {
        site.Property(s => s.Street).HasMaxLength(Site.StreetMaxLength);
        site.Property(s => s.Unit).HasMaxLength(Site.UnitMaxLength);
        site.Property(s => s.City).HasMaxLength(Site.CityMaxLength);
        site.Property(s => s.State).HasMaxLength(2);
        site.Property(s => s.Zip).HasMaxLength(Site.ZipLength);
        site.Property(s => s.GateCode).HasMaxLength(SealedMaxLength);
        site.HasOne<Site>().WithMany().HasForeignKey(s => s.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        site.HasOne<Customer>().WithMany().HasForeignKey(s => s.CustomerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RecorderConfiguration : IEntityTypeConfiguration<Recorder>
{
    public void Configure(EntityTypeBuilder<Recorder> recorder)
    {
        recorder.Property(r => r.Model).HasMaxLength(Recorder.ModelMaxLength);
        recorder.Property(r => r.Serial).HasMaxLength(Recorder.SerialMaxLength);
        recorder.HasIndex(r => r.Serial);
        recorder.HasOne<Recorder>().WithMany().HasForeignKey(r => r.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        recorder.HasOne<Site>().WithMany().HasForeignKey(r => r.SiteId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> message)
    {
        message.Property(m => m.Subject).HasMaxLength(Message.SubjectMaxLength);
        message.HasOne<Job>().WithMany().HasForeignKey(m => m.JobId).OnDelete(DeleteBehavior.Restrict);
        message.HasIndex(m => m.JobId);
        message.Ignore(m => m.IsOpenCall);
    }
}
