using CleveSec.Web.Features.Staff.GuideEditor.Images;
using CleveSec.Web.Features.Staff.GuideEditor.Methods;
using CleveSec.Web.Features.Staff.GuideEditor.Topics;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.GuideEditor;

internal static class GuideEditorFeature
{
    public static IServiceCollection AddGuideEditor(this IServiceCollection services) => services
        .AddScoped<IValidator<TopicInput>, TopicInputValidator>()
        .AddScoped<IValidator<MethodInput>, MethodInputValidator>()
        .AddScoped<IValidator<ImageInput>, ImageInputValidator>()
        .AddScoped<GuidePages>()
        .AddScoped<GuideListQuery>()
        .AddScoped<VersionsQuery>()
        .AddScoped<MethodFormQuery>()
        .AddScoped<ImagesQuery>()
        .AddScoped<GuideChanges>()
        .AddScoped<SaveVersion>()
        .AddScoped<RestoreVersion>()
        .AddScoped<PublishVersion>()
        .AddScoped<CheckToday>()
        .AddScoped<UploadImage>();
}
