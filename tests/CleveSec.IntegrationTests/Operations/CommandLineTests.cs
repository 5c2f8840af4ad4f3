using CleveSec.Migrations;
using CleveSec.Migrations.Commands;

namespace CleveSec.IntegrationTests.Operations;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--email", "a@example.com")]
    [InlineData("--email=a@example.com")]
    public void Parse_OptionWithValue_IsRead(params string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ["email"]);

        Assert.Equal("a@example.com", line.Required("email", "x"));
    }

    [Fact]
    public void Parse_OptionBeforeAnother_HasNoValue()
    {
        var line = CommandLine.Parse(["start", "--tests", "--checkout", "/srv"], ["tests", "checkout"]);

        Assert.Equal(["start"], line.Words);
        Assert.True(line.Has("tests"));
        Assert.Equal("/srv", line.Required("checkout", "x"));
    }

    [Fact]
    public void Parse_UnknownOption_NamesTheKnownOnes()
    {
        var trouble = Assert.Throws<OperatorError>(() => CommandLine.Parse(["--mail", "x"], ["email", "name"]));

        Assert.Equal("--mail is not known here: choose from --email, --name.", trouble.Message);
    }

    [Fact]
    public void Required_Absent_SaysHowToWriteIt()
    {
        var trouble = Assert.Throws<OperatorError>(() => CommandLine.Parse([], ["email"]).Required("email", "owner@example.com"));

        Assert.Equal("--email is missing: write for instance --email owner@example.com.", trouble.Message);
    }
}
