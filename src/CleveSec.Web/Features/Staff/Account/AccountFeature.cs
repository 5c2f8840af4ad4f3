namespace CleveSec.Web.Features.Staff.Account;

internal static class AccountFeature
{
    public static IServiceCollection AddAccount(this IServiceCollection services) => services;
}
