namespace CleveSec.Domain.Jobs;

/// <summary>In which role somebody acts on a job. The homeowner acts on their own job only, the technician on jobs of their own visits.</summary>
[Flags]
public enum ActorRole
{
    None = 0,
    Homeowner = 1,
    Dispatcher = 2,
    Technician = 4,
    Admin = 8,
}

/// <summary>Who does something. <see cref="Name"/> is kept with the event, so that the record stays readable when the person has left.</summary>
/// <param name="Id">The staff member's id; null for a homeowner.</param>
public sealed record Actor(ActorRole Role, Guid? Id, string Name)
{
    public static Actor Homeowner(string name) => new(ActorRole.Homeowner, null, name);
}
