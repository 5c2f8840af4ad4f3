using CleveSec.Domain.Customers;
using CleveSec.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

internal sealed class InboxMarkConfiguration : IEntityTypeConfiguration<InboxMark>
{
    public void Configure(EntityTypeBuilder<InboxMark> mark)
    {
        mark.ToTable("inbox_marks");
        mark.HasKey(m => new { m.Subject, m.Kind, m.Since });
        mark.Property(m => m.Kind).HasMaxLength(InboxMark.KindMaxLength);
        mark.Property(m => m.ClaimedByName).HasMaxLength(Customer.NameMaxLength);
        mark.Property(m => m.DoneByName).HasMaxLength(Customer.NameMaxLength);
        mark.HasIndex(m => m.AlertedAt).HasFilter("alerted_at is not null");
        mark.HasOne<StaffMember>().WithMany().HasForeignKey(m => m.ClaimedById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class InboxSavedViewConfiguration : IEntityTypeConfiguration<InboxSavedView>
{
    public void Configure(EntityTypeBuilder<InboxSavedView> view)
    {
        view.ToTable("inbox_views");
        view.Property(v => v.Name).HasMaxLength(InboxSavedView.NameMaxLength);
        view.Property(v => v.View).HasMaxLength(20);
        view.Property(v => v.Filter).HasMaxLength(InboxSavedView.QueryMaxLength);
        view.HasIndex(v => new { v.StaffId, v.Name }).IsUnique();
        view.HasOne<StaffMember>().WithMany().HasForeignKey(v => v.StaffId).OnDelete(DeleteBehavior.Restrict);
    }
}
