namespace CleveSec.Web.Ui;

/// <summary>An address or number so that who knows it recognises it and nobody learns it: "c•••@example.com", "•••0123".</summary>
internal static class MaskedReach
{
    private const string Rest = "•••";

    public static string Email(string address) => address.LastIndexOf('@') is var at and > 0 ? $"{(char.IsHighSurrogate(address[0]) ? "" : address[..1])}{Rest}{address[at..]}" : Rest;

    public static string Phone(string e164) => Rest + e164[Math.Max(0, e164.Length - 4)..];
}
