using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Http.Extensions;

namespace CleveSec.Web.Security;

/// <summary>A form that was sent after the session had ended is not made: its sender signs in again, is told so, and comes back to the page the form was on.</summary>
internal static class SignedOutMeanwhile
{
    /// <summary>Where the sender of a form signs in; null for somebody who only opened a page.</summary>
    public static string? SignInFor(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return null;
        }

        // Without the handler, which only a form can ask for.
        var query = new QueryBuilder(request.Query.Where(pair => pair.Key != "handler").SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")));
        return Links.SignInAfterLostForm(request.Path + query.ToQueryString());
    }
}
