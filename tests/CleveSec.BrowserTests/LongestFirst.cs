using CleveSec.BrowserTests;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace CleveSec.BrowserTests;

/// <summary>The class that takes minutes begins first, so that not everything else is over when it does.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => collection.TestCollectionDisplayName.Contains(nameof(EveryPageTests), StringComparison.Ordinal) ? 0 : 1).ThenBy(collection => collection.UniqueID, StringComparer.Ordinal)];
}
