namespace CleveSec.Web.Data;

/// <summary>The made-up people of a demo: development only, never production. The names say what they are.</summary>
internal static class DemoData
{
    public const string AdminEmail = "admin@demo.invalid";
    public const string DispatcherEmail = "dispatcher@demo.invalid";
    public const string DanaEmail = "dana@demo.invalid";
    public const string LuisEmail = "luis@demo.invalid";
    public const string PriyaEmail = "priya@demo.invalid";

    /// <summary>Everybody's, printed at start; worth nothing because these people exist nowhere else.</summary>
    public const string Password = "teapot harbor violin maple";
}
