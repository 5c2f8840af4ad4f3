using Microsoft.AspNetCore.Http.Metadata;

namespace CleveSec.Web.Security;

/// <summary>
/// How many bytes a request to this page may have; more is cut off with 413. Read by routing, before anything reads the form. The framework's own attribute is a filter too, which comes
/// when the form has been read and then complains in the log, with each request.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class BodyLimitAttribute(long bytes) : Attribute, IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => bytes;
}
