using CleveSec.Web.Features.Shared.Comments;
using FluentValidation;

namespace CleveSec.Web.Features.Comments;

internal static class CommentsFeature
{
    public static IServiceCollection AddComments(this IServiceCollection services) => services
        .AddSingleton<IValidator<AskInput>, AskInputValidator>()
        .AddScoped<PublishedCommentsQuery>()
        .AddScoped<TopicTitleQuery>()
        .AddScoped<AskQuestion>()
        .AddScoped<ConfirmQuestion>()
        .AddScoped<CountVote>();
}
