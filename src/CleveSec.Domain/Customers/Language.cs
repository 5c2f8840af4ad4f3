namespace CleveSec.Domain.Customers;

/// <summary>The languages of the public pages and of the letters to customers.</summary>
public enum Language
{
    English,
    Spanish,
}
