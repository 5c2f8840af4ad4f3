using CleveSec.Web.Live;

namespace CleveSec.Web.Features.Staff.Inbox;

internal static class InboxFeature
{
    public static IServiceCollection AddInbox(this IServiceCollection services) => services
        .AddSingleton<WaitingCount>()
        .AddScoped<InboxQuery>()
        .AddScoped<InboxSide>()
        .AddScoped<InboxPageQuery>()
        .AddScoped<MarkWaiting>()
        .AddScoped<SaveView>()
        .AddScoped<AlertOnCall>()
        .AddHostedService<InboxRounds>()
        .AddScoped<CompleteCall>()
        .AddScoped<CompleteNote>()
        .AddScoped<CompleteCallBack>();
}
