using System.Net.Sockets;
using Npgsql;

namespace CleveSec.Migrations.Commands;

/// <summary>What PostgreSQL or the way to it answered, as a sentence that says what to do.</summary>
internal static class DatabaseTrouble
{
    /// <param name="variable">The setting the connection came from.</param>
    /// <returns>Null for what only a bug can cause: that keeps its stack trace.</returns>
    public static OperatorError? Explain(Exception exception, string variable)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            var sentence = e switch
            {
                PostgresException postgres => Refused(postgres, variable),
                SocketException or TimeoutException => $"PostgreSQL cannot be reached ({e.Message}): start it, or correct Host and Port in {variable}.",
                NpgsqlException { InnerException: null } npgsql => $"PostgreSQL cannot be used ({npgsql.Message}): check {variable}.",
                _ => null,
            };
            if (sentence is not null)
            {
                return new OperatorError(sentence, exception);
            }
        }

        return null;
    }

    private static string? Refused(PostgresException e, string variable) => e.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"PostgreSQL refused the sign-in ({e.MessageText}): correct Username and Password in {variable}.",
        PostgresErrorCodes.InvalidCatalogName =>
            $"PostgreSQL has no such database ({e.MessageText}): create it with 'createdb', or correct Database in {variable}.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"This database role may not do that ({e.MessageText}): name the role that owns the schema in {DatabaseSettings.OwnerVariable}.",
        PostgresErrorCodes.UndefinedFile or PostgresErrorCodes.FeatureNotSupported when e.MessageText.Contains("extension", StringComparison.Ordinal) =>
            $"PostgreSQL lacks an extension ({e.MessageText}): install its contrib package on the database's machine.",
        PostgresErrorCodes.CannotConnectNow => "PostgreSQL is starting or stopping: try again when it is ready.",
        PostgresErrorCodes.TooManyConnections => "PostgreSQL has no connection left: end other sessions or raise max_connections.",
        _ => null,
    };
}
