using System.Text.Json;
using System.Text.Json.Serialization;
using CleveSec.Domain.Customers;
using CleveSec.Domain.HandOver;
using CleveSec.Domain.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.Data.Configuration;

internal sealed class CertificateConfiguration : IEntityTypeConfiguration<Certificate>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(), new TimeConverter<Instant>(InstantPattern.ExtendedIso), new TimeConverter<LocalDateTime>(LocalDateTimePattern.ExtendedIso) } };

    public void Configure(EntityTypeBuilder<Certificate> certificate)
    {
        certificate.ToTable("certificates");
        certificate.Property(c => c.Number).HasMaxLength(Certificate.NumberMaxLength);
        certificate.Property(c => c.SignedName).HasMaxLength(Customer.NameMaxLength);
        certificate.Property(c => c.IssuedByName).HasMaxLength(Customer.NameMaxLength);
        certificate.Property(c => c.Content).HasColumnType("jsonb").HasConversion(
            content => JsonSerializer.Serialize(content, Json),
            json => JsonSerializer.Deserialize<CertificateContent>(json, Json)!,
            new ValueComparer<CertificateContent>((a, b) => ReferenceEquals(a, b), content => content.Version, content => content));
        certificate.HasOne<Job>().WithMany().HasForeignKey(c => c.JobId).OnDelete(DeleteBehavior.Restrict);
        certificate.HasIndex(c => new { c.JobId, c.Closing }).IsUnique().HasDatabaseName(DbErrors.OneCertificateAClosing);
        certificate.HasIndex(c => c.CodeHash).IsUnique();
        certificate.HasIndex(c => c.PurgeAt);
    }

    private sealed class TimeConverter<T>(IPattern<T> pattern) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => pattern.Parse(reader.GetString()!).Value;

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(pattern.Format(value));
    }
}
