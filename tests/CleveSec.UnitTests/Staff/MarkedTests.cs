using CleveSec.Web.Features.Staff.Search;
using Xunit;

namespace CleveSec.UnitTests.Staff;

public sealed class MarkedTests
{
    [Theory]
    [InlineData("Alex O'Brien-Muñoz", "obrien munoz", "Alex [O'Brien]-[Muñoz]")]
    [InlineData("Alex O'Brien-Muñoz", "muñ", "Alex O'Brien-[Muñ]oz")]
    [InlineData("(216) 555-0142", "+1 216.555.0142", "([216) 555-0142]")]
    [InlineData("(216) 555-0142", "0142", "(216) 555-[0142]")]
    [InlineData("DS-7608NI-K2/0815", "ds7608", "[DS-7608]NI-K2/0815")]
    [InlineData("12 Main St", "ma", "12 [Ma]in St")]
    [InlineData("12 Main St", "st", "12 Main [St]")]
    [InlineData("Chester Ave", "st", "Chester Ave")]
    [InlineData("Somebody", "nobody", "Somebody")]
    [InlineData("", "x", "")]
    [InlineData("🏠 Lake House", "lake", "🏠 [Lake] House")]
    public void Of_WhatWasTyped_MarksItWhateverAccentsAndPunctuation(string text, string typed, string marked) =>
        Assert.Equal(marked, string.Concat(Marked.Of(text, typed).Select(piece => piece.IsMatch ? $"[{piece.Text}]" : piece.Text)));
}
