using FluentValidation;

namespace CleveSec.Web.Features.Staff.People;

internal static class PeopleFeature
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddScoped<IValidator<NewPersonInput>, NewPersonInputValidator>()
        .AddScoped<IValidator<PersonInput>, PersonInputValidator>()
        .AddScoped<IValidator<HoursInput>, HoursInputValidator>()
        .AddScoped<IValidator<AbsenceInput>, AbsenceInputValidator>()
        .AddScoped<PeopleQuery>()
        .AddScoped<PersonQuery>()
        .AddScoped<PersonChanges>()
        .AddScoped<InvitePerson>()
        .AddScoped<SendPasswordLink>()
        .AddScoped<EditPerson>()
        .AddScoped<SwitchPerson>()
        .AddScoped<SetHours>()
        .AddScoped<AddAbsence>()
        .AddScoped<RemoveAbsence>();
}
