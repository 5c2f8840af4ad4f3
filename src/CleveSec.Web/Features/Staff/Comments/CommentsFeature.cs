using FluentValidation;

namespace CleveSec.Web.Features.Staff.Comments;

internal static class CommentsFeature
{
    public static IServiceCollection AddStaffComments(this IServiceCollection services) => services
        .AddSingleton<IValidator<AnswerInput>, AnswerInputValidator>()
        .AddSingleton<IValidator<RejectInput>, RejectInputValidator>()
        .AddScoped<CommentListQuery>()
        .AddScoped<CommentQuery>()
        .AddScoped<VotesQuery>()
        .AddScoped<CommentChanges>()
        .AddScoped<CommentAnsweredMail>()
        .AddScoped<PublishComment>()
        .AddScoped<RejectComment>()
        .AddScoped<TakeBackComment>()
        .AddScoped<ReleaseComment>();
}
