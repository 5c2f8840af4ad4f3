using System.Text.Json;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

internal sealed class GuideTopicConfiguration : IEntityTypeConfiguration<GuideTopic>
{
    public void Configure(EntityTypeBuilder<GuideTopic> topic)
    {
        topic.HasKey(t => new { t.Slug, t.Language });
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
        Words(method.Property(m => m.English));
        Words(method.Property(m => m.Spanish));
    }

    private static void Words(PropertyBuilder<MethodWords> words) => words.HasColumnType("jsonb").HasConversion(
        value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
        json => JsonSerializer.Deserialize<MethodWords>(json, JsonSerializerOptions.Web)!,
        new ValueComparer<MethodWords>(
            (a, b) => JsonSerializer.Serialize(a, JsonSerializerOptions.Web) == JsonSerializer.Serialize(b, JsonSerializerOptions.Web),
            value => value.Name.GetHashCode(StringComparison.Ordinal),
            value => value));
}

internal sealed class GuideVersionConfiguration : IEntityTypeConfiguration<GuideVersion>
{
    public void Configure(EntityTypeBuilder<GuideVersion> version)
    {
        version.HasKey(v => new { v.Subject, v.Number });
        version.Property(v => v.Subject).HasMaxLength(GuideVersion.SubjectMaxLength);
        version.Property(v => v.Content).HasColumnType("jsonb");
        version.Property(v => v.Note).HasMaxLength(GuideVersion.NoteMaxLength);
        version.Property(v => v.ByName).HasMaxLength(Customer.NameMaxLength);
    }
}

internal sealed class GuideImageConfiguration : IEntityTypeConfiguration<GuideImage>
{
    public void Configure(EntityTypeBuilder<GuideImage> image)
    {
        image.Property(i => i.Name).HasMaxLength(GuideImage.NameMaxLength);
        image.Property(i => i.ByName).HasMaxLength(Customer.NameMaxLength);
    }
}

internal sealed class GuideCommentConfiguration : IEntityTypeConfiguration<GuideComment>
{
    public void Configure(EntityTypeBuilder<GuideComment> comment)
    {
        comment.Property(c => c.Slug).HasMaxLength(GuideTopic.SlugMaxLength);
        comment.Property(c => c.Name).HasMaxLength(GuideComment.NameMaxLength);
        comment.Property(c => c.Email).HasMaxLength(Customer.EmailMaxLength);
        comment.Property(c => c.Text).HasMaxLength(GuideComment.TextMaxLength);
        comment.Property(c => c.Answer).HasMaxLength(GuideComment.AnswerMaxLength);
        comment.Property(c => c.AnsweredByName).HasMaxLength(Customer.NameMaxLength);
        comment.HasIndex(c => new { c.Slug, c.Language, c.State });
        comment.HasIndex(c => c.State);
    }
}

internal sealed class GuideVoteConfiguration : IEntityTypeConfiguration<GuideVote>
{
    public void Configure(EntityTypeBuilder<GuideVote> vote)
    {
        vote.HasKey(v => new { v.Slug, v.Language, v.Day });
        vote.Property(v => v.Slug).HasMaxLength(GuideTopic.SlugMaxLength);
    }
}
