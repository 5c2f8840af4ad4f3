using CleveSec.Domain.Customers;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

internal sealed class OwnerSignatureConfiguration : IEntityTypeConfiguration<OwnerSignature>
{
    public void Configure(EntityTypeBuilder<OwnerSignature> signature)
    {
        signature.ToTable("owner_signatures");
        signature.Ignore(s => s.IsOpen);
        signature.Property(s => s.OwnerName).HasMaxLength(Customer.NameMaxLength);
        signature.Property(s => s.RepresentativeName).HasMaxLength(Customer.NameMaxLength);
        signature.Property(s => s.SentTo).HasMaxLength(Customer.EmailMaxLength);
        signature.Property(s => s.AskedByName).HasMaxLength(StaffMember.NameMaxLength);
        signature.Property(s => s.SignedName).HasMaxLength(Customer.NameMaxLength);
        signature.Property(s => s.TextVersion).HasMaxLength(AuthorizationText.VersionMaxLength);
        signature.Property(s => s.FormVersion).HasMaxLength(AuthorizationText.VersionMaxLength);
        signature.Property(s => s.DeclinedWords).HasMaxLength(OwnerSignature.WordsMaxLength);
        signature.Property(s => s.EndedByName).HasMaxLength(Customer.NameMaxLength);
        signature.HasIndex(s => s.JobId).IsUnique().HasFilter("state in ('Asked', 'Signed')").HasDatabaseName(DbErrors.OneOwnerAsked);
        signature.HasIndex(s => new { s.JobId, s.AskedAt });
        signature.HasIndex(s => s.DeclinedAt).HasFilter("state = 'Declined'");
        signature.HasIndex(s => s.PurgeAt);
    }
}
