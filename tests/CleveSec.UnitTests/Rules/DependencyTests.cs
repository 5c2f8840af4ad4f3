using System.Reflection;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using NetArchTest.Rules;

namespace CleveSec.UnitTests.Rules;

/// <summary>Features → UseCases → {Mail, Security, Live, Ui} → Data → Domain; no feature knows another; the domain knows nothing but time.</summary>
public sealed class DependencyTests
{
    private const string Site = "CleveSec.Web";
    private const string FeatureRoot = Site + ".Features";

    /// <summary>Where compiled Razor views live, whatever folder they come from: "Features_Staff_Jobs_Job".</summary>
    private const string Views = "AspNetCoreGeneratedDocument";
    private static readonly Assembly Web = typeof(CleveSecDb).Assembly;
    private static readonly Assembly Domain = typeof(Job).Assembly;

    public static TheoryData<string, string> Forbidden => new()
    {
        { "Data", "Features UseCases Mail Security Live Ui Setup" },
        { "Mail", "Features UseCases Setup" },
        { "Security", "Features UseCases Setup" },
        { "Live", "Features UseCases Setup" },
        { "Ui", "Features UseCases Setup" },
        { "UseCases", "Features Setup" },
    };

    public static TheoryData<string> Features => [.. FeatureNamespaces()];

    [Fact]
    public void Domain_References_OnlyNodaTimeAndTheBaseClassLibrary() =>
        Assert.All(Domain.GetReferencedAssemblies(), reference => Assert.True(reference.Name is "NodaTime" or "System.Private.CoreLib" || reference.Name!.StartsWith("System.", StringComparison.Ordinal), reference.Name));

    [Theory]
    [InlineData("System.IO")]
    [InlineData("System.Net")]
    [InlineData("System.Data")]
    [InlineData("System.Threading.Tasks")]
    [InlineData("NodaTime.SystemClock")]
    public void Domain_Types_DoNoInputOrOutput(string forbidden) => Holds(Types.InAssembly(Domain).ShouldNot().HaveDependencyOn(forbidden));

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void Layer_Types_KnowNothingAboveThem(string layer, string above)
    {
        var forbidden = above.Split(' ').Select(name => $"{Site}.{name}").ToArray();

        Holds(Types.InAssembly(Web).That().ResideInNamespace($"{Site}.{layer}").ShouldNot().HaveDependencyOnAny(forbidden));
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Feature_ItsTypesAndViews_KnowNoOtherFeature(string feature)
    {
        var others = FeatureNamespaces().Where(other => other != feature && !other.StartsWith(feature + ".", StringComparison.Ordinal) && !feature.StartsWith(other + ".", StringComparison.Ordinal)).ToArray();
        var views = feature[(Site.Length + 1)..].Replace('.', '_') + "_";

        Holds(Types.InAssembly(Web).That().ResideInNamespace(feature).ShouldNot().HaveDependencyOnAny(others));
        Holds(Types.InAssembly(Web).That().ResideInNamespace(Views).And().HaveNameStartingWith(views).ShouldNot().HaveDependencyOnAny(others));
    }

    [Fact]
    public void Features_AreFound() => Assert.Contains($"{FeatureRoot}.Booking", FeatureNamespaces());

    [Fact]
    public void Rule_AKnownDependency_IsSeen()
    {
        // The control: what a rule forbids is found where it does exist.
        var result = Types.InAssembly(Web).That().ResideInNamespace($"{FeatureRoot}.Booking").ShouldNot().HaveDependencyOn($"{Site}.UseCases").GetResult();

        Assert.False(result.IsSuccessful);
    }

    /// <summary>Features.X, or Features.Staff.X and Features.Tech.X; Shared is everybody's.</summary>
    private static IReadOnlyList<string> FeatureNamespaces() =>
    [
        .. Web.GetTypes()
            .Select(type => type.Namespace ?? "")
            .Where(name => name.StartsWith(FeatureRoot + ".", StringComparison.Ordinal))
            .Select(name => name.Split('.'))
            .Select(parts => string.Join('.', parts.Take(parts[3] is "Staff" or "Tech" ? 5 : 4)))
            .Where(name => name is not (FeatureRoot + ".Shared"))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static void Holds(ConditionList rule)
    {
        var result = rule.GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }
}
