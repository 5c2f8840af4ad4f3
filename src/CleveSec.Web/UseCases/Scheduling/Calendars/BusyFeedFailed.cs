namespace CleveSec.Web.UseCases.Scheduling.Calendars;

/// <summary>A calendar could not be read; the message is a sentence for the office and holds nothing of what stands in it.</summary>
internal sealed class BusyFeedFailed(string message, Exception? inner = null) : Exception(message, inner);
