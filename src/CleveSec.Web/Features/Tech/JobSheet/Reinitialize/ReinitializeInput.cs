using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.Reinitialize;

internal sealed class ReinitializeInput
{
    /// <summary>The owner typed the password; we do not know it.</summary>
    public bool OwnerTyped { get; set; }
    public string? FirmwareBefore { get; set; }
    public string? Firmware { get; set; }
    public int? Cameras { get; set; }

    /// <summary>Empty: all of them.</summary>
    public int? CamerasBack { get; set; }
    public bool PlaybackChecked { get; set; }
    public string? PlaybackGaps { get; set; }

    /// <summary>By id of <see cref="SetupSteps"/>; empty: not answered.</summary>
    public Dictionary<string, HardeningState?> Steps { get; set; } = [];

    /// <param name="rest">What is said of every step that was not answered; null: nothing.</param>
    public Reinitialization Stated(HardeningState? rest)
    {
        var steps = SetupSteps.All.Select(step => (step.Id, State: step.Id == SetupSteps.AdminPassword ? HardeningState.Done : Steps.GetValueOrDefault(step.Id) ?? rest))
            .Where(step => step.State is not null).ToDictionary(step => step.Id, step => step.State!.Value);
        return new(FirmwareBefore, Firmware, Cameras, CamerasBack ?? Cameras, PlaybackChecked, PlaybackGaps, steps);
    }
}

internal sealed class ReinitializeInputValidator : AbstractValidator<ReinitializeInput>
{
    public ReinitializeInputValidator()
    {
        RuleFor(input => input.OwnerTyped).Equal(true).WithMessage("Only go on when the owner has typed the new password and you do not know it.");
        RuleFor(input => input.Cameras).InclusiveBetween(0, JobRecorder.MostCameras).WithMessage($"Write a number from 0 to {JobRecorder.MostCameras}.");
        RuleFor(input => input.CamerasBack).Must((input, back) => back is null || (back >= 0 && back <= (input.Cameras ?? 0))).WithMessage("Write how many of these cameras are back.");
        RuleFor(input => input.PlaybackGaps).AtMost(JobRecorder.PlaybackGapsMaxLength).NoSecret();
        RuleFor(input => input.FirmwareBefore).AtMost(JobRecorder.FirmwareMaxLength).NoSecret();
        RuleFor(input => input.Firmware).AtMost(JobRecorder.FirmwareMaxLength).NoSecret();
        RuleFor(input => input.Steps).Must(steps => steps.All(step => SetupSteps.Knows(step.Key) && (step.Value is null || Enum.IsDefined(step.Value.Value)))).WithMessage("Choose from the answers.");
    }
}
