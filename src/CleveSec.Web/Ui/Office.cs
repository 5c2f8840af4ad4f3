namespace CleveSec.Web.Ui;

/// <summary>How the business is called and reached, as printed on every page.</summary>
internal static class Office
{
    public const string Name = "Cleveland Security Cameras";
    public const string Phone = "+12163338245";
    public const string PhoneShown = "216-333-8245";
}
