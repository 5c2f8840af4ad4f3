using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;

namespace CleveSec.Web.Features.Staff.GuideEditor;

/// <summary>What is edited: a topic in one language, or a method. The key is what versions and addresses carry.</summary>
internal abstract record Subject(string Key)
{
    /// <summary>Where readers find it.</summary>
    public abstract string Public(string topic);

    /// <summary>The subject of a key, whether there is such a page or not; null for what can be none.</summary>
    public static Subject? Parse(string? key) => key?.Split('/') switch
    {
        ["topic", { Length: > 0 and <= GuideTopic.SlugMaxLength } slug, var name] when Topic.LanguageOf(name) is { } language => new Topic(slug, language),
        ["method", { Length: > 0 and <= Domain.Recovery.ResetMethod.IdMaxLength } id] => new Method(id),
        _ => null,
    };

    internal sealed record Topic(string Slug, Language Language) : Subject(GuideSubject.Topic(Slug, Language))
    {
        public override string Public(string topic) => Languages.In(Language, Links.GuideTopic(Slug));

        public static Language? LanguageOf(string name) => Enum.GetValues<Language>().Cast<Language?>().FirstOrDefault(language => language.ToString() == name);
    }

    internal sealed record Method(string Id) : Subject(GuideSubject.Method(Id))
    {
        public override string Public(string topic) => Links.GuideTopic(topic);
    }
}
