using CleveSec.Domain.Recovery;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Diagnosis;

/// <summary>One question a page; every answer stands in the address, in one form only, so that pages can be kept, shared and cached.</summary>
internal sealed class WhichResetModel(ResultQuery results) : PageModel
{
    public DiagnosisAnswers Answers { get; private set; } = DiagnosisAnswers.None;

    /// <summary>What is asked; null on a result.</summary>
    public DiagnosisStep.Ask? Asked { get; private set; }

    /// <summary>Null on a question.</summary>
    public ResultPage? Result { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Answers = DiagnosisAnswers.Parse(Request.Query.SelectMany(part => part.Value.Select(value => KeyValuePair.Create(part.Key, value))));
        var canonical = Links.WhichResetFor(Answers.ToString());
        if (Links.WhichReset + Request.QueryString.Value != canonical)
        {
            return Redirect(canonical);
        }

        var step = Domain.Recovery.Diagnosis.Next(Answers);
        Asked = step as DiagnosisStep.Ask;
        Result = step is DiagnosisStep.Result result ? await results.RunAsync(Answers, result.Found, ct) : null;
        return Page();
    }
}
