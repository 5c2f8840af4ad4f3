namespace CleveSec.Web.Features.Staff.People;

internal static class PeopleFeature
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services;
}
