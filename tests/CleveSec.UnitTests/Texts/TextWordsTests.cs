using CleveSec.Web.Mail.Texts;

namespace CleveSec.UnitTests.Texts;

public sealed class TextWordsTests
{
    [Theory]
    [InlineData("STOP", "Stop")]
    [InlineData(" stop. ", "Stop")]
    [InlineData("Stop texting me please", "Stop")]
    [InlineData("ALTO", "Stop")]
    [InlineData("¡Alto!", "Stop")]
    [InlineData("unsubscribe", "Stop")]
    [InlineData("cancel", "Stop")]
    [InlineData("cancel my visit", "Other")]
    [InlineData("When do you stop by?", "Other")]
    [InlineData("start", "Start")]
    [InlineData("Empezar", "Start")]
    [InlineData("Help", "Help")]
    [InlineData("AYUDA", "Help")]
    [InlineData("", "Other")]
    [InlineData("👍", "Other")]
    public void Of_AnAnswer_IsUnderstood(string answer, string expected) => Assert.Equal(expected, TextWord.Of(answer).ToString());

    [Theory]
    [InlineData("Dana", "Dana", 4)]
    [InlineData("miércoles, 8–10 a. m.", "miércoles, 8-10 a. m.", 21)]
    [InlineData("Mañana está lista", "Mañana esta lista", 17)]
    [InlineData("Łukasz 李", "?ukasz ?", 8)]
    [InlineData("a😀b", "a?b", 3)]
    [InlineData("[€]", "[€]", 6)]
    public void Fold_Text_FitsEveryTelephone(string text, string expected, int length)
    {
        Assert.Equal(expected, Gsm.Fold(text));
        Assert.Equal(length, Gsm.Length(expected));
    }

    [Theory]
    [InlineData("Url", "gateway.test/send", "Set Texts:Url")]
    [InlineData("Url", "ftp://gateway.test", "Set Texts:Url")]
    [InlineData("Url", "http://gateway.test/send", "Set Texts:Url to an https address")]
    [InlineData("Method", "GET", "Set Texts:Method")]
    [InlineData("Body", "to={{to}}", "Set Texts:Body")]
    [InlineData("Body", """{"to":"{{to}}"}""", "Set Texts:Body")]
    [InlineData("Body", """{"to":"{{to}}","text":{{text}}}""", "Set Texts:Body")]
    [InlineData("Header", "two\nlines", "Texts:Headers has")]
    [InlineData("SignatureHeader", "not a name", "Texts:Headers has")]
    [InlineData("ReceiptSecret", "short", "Set Texts:ReceiptSecret")]
    [InlineData("ReceiptSecret", null, "Set Texts:ReceiptSecret")]
    [InlineData("Url", "", null)]
    [InlineData("Url", "http://127.0.0.1:8080/send", null)]
    [InlineData("Method", "PUT", null)]
    public void Problem_OfSettings_IsOneSentence(string key, string? value, string? expected)
    {
        var settings = new TextSettings { Url = "https://gateway.test/send", ReceiptSecret = "0123456789abcdef" };
        switch (key)
        {
            case "Url":
                settings.Url = value;
                break;
            case "Method":
                settings.Method = value!;
                break;
            case "Body":
                settings.Body = value!;
                break;
            case "Header":
                settings.Headers["X-Key"] = value!;
                break;
            case "SignatureHeader":
                settings.SignatureHeader = value!;
                break;
            default:
                settings.ReceiptSecret = value;
                break;
        }

        var problem = settings.Problem(inProduction: true);

        Assert.StartsWith(expected ?? "", problem ?? "", StringComparison.Ordinal);
        Assert.Equal(expected is null, problem is null);
    }

    [Fact]
    public void BodyFor_QuotesInTheText_StaysJson()
    {
        var settings = new TextSettings();

        using var json = System.Text.Json.JsonDocument.Parse(settings.BodyFor("+12165550123", "O'Brien \"Muñoz\" \\ {{id}}", Guid.Empty));

        Assert.Equal("O'Brien \"Muñoz\" \\ {{id}}", json.RootElement.GetProperty("text").GetString());
    }
}
