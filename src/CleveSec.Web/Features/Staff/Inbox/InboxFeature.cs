namespace CleveSec.Web.Features.Staff.Inbox;

internal static class InboxFeature
{
    public static IServiceCollection AddInbox(this IServiceCollection services) => services
        .AddScoped<InboxQuery>()
        .AddScoped<StrangersQuery>()
        .AddScoped<CompleteCall>()
        .AddScoped<CompleteCallBack>();
}
