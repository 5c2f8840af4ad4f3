namespace CleveSec.Migrations;

/// <summary>Something the person at the keyboard can put right. The message is one sentence that says what to do; it is printed without a stack trace.</summary>
internal sealed class OperatorError(string message, Exception? cause = null) : Exception(message, cause);
