using CleveSec.Domain.Staff;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace CleveSec.Web.Security;

/// <summary>Who may enter where. The rule hangs on the folder; what is not listed needs a signed-in member of staff.</summary>
internal static class Policies
{
    public const string Office = nameof(Office);
    public const string Admin = nameof(Admin);
    public const string Technician = nameof(Technician);
    public const string AnyStaff = nameof(AnyStaff);

    /// <summary>Folders under Features and their policy; null: open to everybody.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Folders = new Dictionary<string, string?>
    {
        ["/Home"] = null,
        ["/Guide"] = null,
        ["/Found"] = null,
        ["/Diagnosis"] = null,
        ["/Comments"] = null,
        ["/Booking"] = null,
        ["/Tracking"] = null,
        ["/Legal"] = null,
        ["/Check"] = null,
        ["/Contact"] = null,
        ["/Area"] = null,
        ["/Texts"] = null,
        ["/Shared"] = null,
        ["/Staff/SignIn"] = null,
        ["/Staff/Account"] = AnyStaff,
        ["/Staff/Inbox"] = Office,
        ["/Staff/Dispatch"] = Office,
        ["/Staff/Jobs"] = Office,
        ["/Staff/Jobs/Hold"] = Admin,
        ["/Staff/LiveUpdates"] = Office,
        ["/Staff/Search"] = Office,
        ["/Staff/Customers"] = Office,
        ["/Staff/Mailbox"] = Office,
        ["/Staff/Vendor"] = Office,
        ["/Staff/OtherWork"] = Office,
        ["/Staff/DayPlanning"] = Office,
        ["/Staff/Comments"] = Office,
        ["/Staff/GuideEditor"] = Office,
        ["/Staff/People"] = Admin,
        ["/Staff/Settings"] = Admin,
        ["/Tech"] = Technician,
    };

    public static void Define(AuthorizationOptions options)
    {
        options.AddPolicy(AnyStaff, policy => policy.RequireAuthenticatedUser());
        options.AddPolicy(Office, policy => policy.RequireRole(nameof(StaffRole.Dispatcher), nameof(StaffRole.Admin)));
        options.AddPolicy(Admin, policy => policy.RequireRole(nameof(StaffRole.Admin)));
        options.AddPolicy(Technician, policy => policy.RequireRole(nameof(StaffRole.Technician)));

        // What is listed nowhere needs a member of staff. Where there is no route of ours (404, 405) there is nothing to protect, and nobody is sent to sign in.
        options.FallbackPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(context => context.User.Identity?.IsAuthenticated is true || context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
            .Build();
    }

    public static void Apply(PageConventionCollection pages)
    {
        foreach (var (folder, policy) in Folders)
        {
            if (policy is null)
            {
                pages.AllowAnonymousToFolder(folder);
            }
            else
            {
                pages.AuthorizeFolder(folder, policy);
            }
        }
    }
}
