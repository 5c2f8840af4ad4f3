using CleveSec.Domain.Jobs;

namespace CleveSec.UnitTests.Jobs;

public sealed class JobNumberTests
{
    [Theory]
    [InlineData(2026, 42, "CS-2026-00042")]
    [InlineData(2026, 1, "CS-2026-00001")]
    [InlineData(2027, 99999, "CS-2027-99999")]
    [InlineData(2027, 100000, "CS-2027-100000")]
    public void Format_Sequence_HasAtLeastFiveDigits(int year, long sequence, string expected) => Assert.Equal(expected, JobNumber.Format(year, sequence));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Format_NoSequence_Throws(long sequence) => Assert.Throws<ArgumentOutOfRangeException>(() => JobNumber.Format(2026, sequence));

    [Theory]
    [InlineData("CS-2026-00042", "CS-2026-00042")]
    [InlineData("cs-2026-00042", "CS-2026-00042")]
    [InlineData("  CS 2026 00042 ", "CS-2026-00042")]
    [InlineData("cs2026-42", "CS-2026-00042")]
    [InlineData("CS–2026–00042", "CS-2026-00042")]
    [InlineData("CS‑2026—00042", "CS-2026-00042")]
    [InlineData("#CS-2026-00042.", "CS-2026-00042")]
    [InlineData("CS_2026/42", "CS-2026-00042")]
    [InlineData("CS-2026-100000", "CS-2026-100000")]
    [InlineData("2026-00042", null)]
    [InlineData("CS-26-00042", null)]
    [InlineData("CS-2026-", null)]
    [InlineData("CS-2026-12345678901", null)]
    [InlineData("CS-2026-00042; drop table jobs", null)]
    [InlineData("CS-2026-٤٢", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void TryNormalize_WhatPeopleType_IsReadOrRefused(string? typed, string? expected) => Assert.Equal(expected, JobNumber.TryNormalize(typed));

    [Fact]
    public void MaxLength_LongestNumber_Fits() => Assert.True(JobNumber.TryNormalize("CS-2026-1234567890")!.Length <= JobNumber.MaxLength);
}
