using CleveSec.Domain.Jobs;

namespace CleveSec.BrowserTests;

/// <summary>The office's search, customers, sites and recorders.</summary>
internal static class CallViews
{
    /// <param name="job">With a visit ahead.</param>
    /// <param name="other">Of another customer with the same number.</param>
    public static SiteView[] Of(Job job, Job other) =>
    [
        new("search", Viewer.Dispatcher, "/staff/search"),
        new("search-found", Viewer.Dispatcher, "/staff/search?q=casey"),
        new("search-none", Viewer.Dispatcher, "/staff/search?q=nobody-of-that-name"),
        new("customers", Viewer.Dispatcher, "/staff/customers"),
        new("calls", Viewer.Dispatcher, "/staff/calls"),
        new("calls-several", Viewer.Dispatcher, "/staff/calls?phone=216-555-0123"),
        new("calls-nobody", Viewer.Dispatcher, "/staff/calls?phone=330-555-0199"),
        new("customer", Viewer.Dispatcher, $"/staff/customers/{job.CustomerId}"),
        new("customer-correct", Viewer.Dispatcher, $"/staff/customers/{job.CustomerId}/correct"),
        new("customer-correct-errors", Viewer.Dispatcher, $"/staff/customers/{job.CustomerId}/correct", "Save", new Dictionary<string, string> { ["Full name"] = "" }),
        new("customer-merge", Viewer.Dispatcher, $"/staff/customers/{job.CustomerId}/merge?with={other.CustomerId}"),
        new("customer-merge-errors", Viewer.Dispatcher, $"/staff/customers/{job.CustomerId}/merge?with={other.CustomerId}", "Make them one"),
        new("site", Viewer.Dispatcher, $"/staff/sites/{job.SiteId}"),
        new("site-correct", Viewer.Dispatcher, $"/staff/sites/{job.SiteId}/correct"),
        new("recorder", Viewer.Dispatcher, $"/staff/recorders/{job.Recorders[0].RecorderId}"),
        new("recorder-correct", Viewer.Dispatcher, $"/staff/recorders/{job.Recorders[0].RecorderId}/correct"),
    ];
}
