using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CleveSec.Web.Setup;

/// <summary>Which status an exception becomes that no page has dealt with.</summary>
internal static class Failures
{
    /// <summary>A request that Kestrel or a form reader refuses keeps its own status (400, 408, 413); the database away is 503; anything else is our fault, 500.</summary>
    public static int StatusOf(Exception failure) => failure switch
    {
        BadHttpRequestException refused => refused.StatusCode,
        InvalidDataException => StatusCodes.Status400BadRequest,
        RetryLimitExceededException or NpgsqlException { IsTransient: true } => StatusCodes.Status503ServiceUnavailable,
        _ when failure.InnerException is NpgsqlException { IsTransient: true } => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
