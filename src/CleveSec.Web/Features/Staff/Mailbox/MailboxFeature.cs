namespace CleveSec.Web.Features.Staff.Mailbox;

internal static class MailboxFeature
{
    public static IServiceCollection AddMailbox(this IServiceCollection services) => services
        .AddScoped<MailListQuery>()
        .AddScoped<MailQuery>()
        .AddScoped<RetryMail>();
}
