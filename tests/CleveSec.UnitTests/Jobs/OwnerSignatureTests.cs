using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using NodaTime;

namespace CleveSec.UnitTests.Jobs;

/// <summary>An absent owner signs by link who acts for them: only that person, only while it stands, and never instead of anything else.</summary>
public sealed class OwnerSignatureTests
{
    private static readonly OwnerAsked Ana = new("Casey Morgan", "Ana O'Brien-Muñoz", Language.English);
    private static readonly OwnerSigned Signed = new(OwnerSignatureText.Current.Version, AuthorizationText.Current.Version, Language.English, "Casey Morgan");

    private const string Why = "Asked for the wrong person.";

    private static Step Office => JobBuilder.By(ActorRole.Dispatcher);

    private static Step Owner => JobBuilder.By(ActorRole.Homeowner);

    [Theory]
    [InlineData("Ana O'Brien-Muñoz")]
    [InlineData("O’BRIEN MUNOZ, ANA")]
    public void Verify_SignedAndTheSamePersonOnTheId_OpensTheGateAndNamesTheSignature(string onId)
    {
        var job = JobBuilder.OnSite();
        Sign(job, Ana);

        // Whoever booked may have typed the mailbox: somebody in the office looks first.
        Assert.Contains("second person", Refused(job, () => job.Verify(Seen(job, onId), JobBuilder.SignedBy(onId), JobBuilder.ByTechnician())), StringComparison.Ordinal);
        VerifyByLink(job, onId);

        Assert.Equal((JobStatus.OwnershipVerified, AuthorityKind.OwnerSignedByLink, (Guid?)job.LatestOwnerSignature!.Id), (job.Status, job.StandingCheck!.AuthorityKind!.Value, job.StandingCheck.OwnerSignatureId));
        Assert.Equal("Casey Morgan", job.Events.Last(happened => happened.Kind == nameof(JobAction.Verify)).Detail["owner"]);
        Assert.Single(job.Authorizations);
    }

    public static TheoryData<string, string> NotStanding => new()
    {
        { "unasked", "has not been asked" },
        { "asked", "has not signed yet" },
        { "expired", "expired unsigned" },
        { "declined", "has declined" },
        { "revoked", "taken back" },
        { "asked anew", "has not signed yet" },
        { "reopened", "for work that is over" },
        { "from another address", "not on file any more" },
        { "another person", "shows another name: Ben Stranger" },
        { "the owner", "shows another name: Casey Morgan" },
    };

    [Theory]
    [MemberData(nameof(NotStanding))]
    public void Verify_NothingSignedThatStandsForThisPerson_IsRefusedWithTheReason(string state, string said)
    {
        var job = InState(state);
        var (name, at) = state switch { "another person" => ("Ben Stranger", JobBuilder.Now), "the owner" => ("Casey Morgan", JobBuilder.Now), "expired" => ("Ana O'Brien-Muñoz", JobBuilder.Now + OwnerSignature.LinkLife), _ => ("Ana O'Brien-Muñoz", JobBuilder.Now) };

        var refused = Refused(job, () => job.AskSecondPerson(Seen(job, name), JobBuilder.SignedBy(name), "Note.", null, JobBuilder.ByTechnician(at)));

        Assert.Contains(said, refused, StringComparison.Ordinal);
        Assert.Null(job.StandingCheck);
    }

    [Fact]
    public void Situations_OnlyWhereALetterOfTheOwnerIsEnough_TakeASignatureByLink()
    {
        Assert.Equal([OwnershipSituation.OwnerOccupier, OwnershipSituation.IncidentFootage], OwnershipSituations.All.Where(rule => rule.Authorities.Contains(AuthorityKind.OwnerSignedByLink)).Select(rule => rule.Situation));
        Assert.All(OwnershipSituations.All, rule => Assert.Equal(rule.Authorities.Contains(AuthorityKind.OwnersLetter), rule.Authorities.Contains(AuthorityKind.OwnerSignedByLink)));
        foreach (var situation in Enum.GetValues<OwnershipSituation>().Where(situation => !OwnershipSituations.Of(situation).Authorities.Contains(AuthorityKind.OwnerSignedByLink)))
        {
            var job = JobBuilder.OnSite();
            Sign(job, Ana);
            Refused(job, () => job.Verify(Seen(job, Ana.RepresentativeName) with { Situation = situation }, JobBuilder.SignedBy(Ana.RepresentativeName), JobBuilder.ByTechnician()));
        }
    }

    /// <summary>What the owner signed is no way round the second person, and taken back after their yes it opens nothing.</summary>
    [Fact]
    public void VerifyApproved_SignatureTakenBackSinceTheYes_IsRefused()
    {
        var job = JobBuilder.OnSite();
        job.AskSecondPerson(Seen(job, "Casey Morgan") with { Situation = OwnershipSituation.SeparatedCouple, Authority = AuthorityKind.ConsentOfBoth }, JobBuilder.Signed, "Note.", null, JobBuilder.ByTechnician());
        job.TakeBackSecondPerson(JobBuilder.ByTechnician());
        Refused(job, () => job.AskSecondPerson(Seen(job, Ana.RepresentativeName), JobBuilder.SignedBy(Ana.RepresentativeName), "Note.", null, JobBuilder.ByTechnician()));
        var signature = Sign(job, Ana);
        Refused(job, () => job.Verify(Seen(job, Ana.RepresentativeName), JobBuilder.SignedBy(Ana.RepresentativeName), JobBuilder.ByTechnician()));
        var request = job.AskSecondPerson(Seen(job, Ana.RepresentativeName), JobBuilder.SignedBy(Ana.RepresentativeName), "Note.", null, JobBuilder.ByTechnician());
        job.ApproveOwnership(request.Id, Office);
        job.RevokeOwnerSignature(signature.Id, Why, Office);

        Refused(job, () => job.VerifyApproved(JobBuilder.ByTechnician()));

        Assert.Null(job.StandingCheck);
    }

    [Fact]
    public void Verify_LetterAfterTheOwnerDeclined_IsRefusedAndOtherProofIsNot()
    {
        var job = JobBuilder.OnSite();
        job.DeclineByOwner(job.AskOwner(Ana, byText: false, Office).Id, "I know nobody of that name.", Owner);

        Assert.Contains("A letter does not overrule that", Refused(job, () => job.AskSecondPerson(Seen(job, Ana.RepresentativeName) with { Authority = AuthorityKind.OwnersLetter }, JobBuilder.SignedBy(Ana.RepresentativeName), "Note.", null, JobBuilder.ByTechnician())), StringComparison.Ordinal);

        // Nor does asking anew, and other proof needs a second person from then on.
        job.RevokeOwnerSignature(job.AskOwner(Ana, byText: false, Office with { At = JobBuilder.Now + Duration.FromMinutes(1) }).Id, Why, Office);
        Assert.Contains("A letter does not overrule that", Refused(job, () => job.AskSecondPerson(Seen(job, Ana.RepresentativeName) with { Authority = AuthorityKind.OwnersLetter }, JobBuilder.SignedBy(Ana.RepresentativeName), "Note.", null, JobBuilder.ByTechnician())), StringComparison.Ordinal);
        Assert.Contains("second person", Refused(job, () => job.Verify(JobBuilder.Seen(job), JobBuilder.Signed, JobBuilder.ByTechnician())), StringComparison.Ordinal);
        var request = job.AskSecondPerson(JobBuilder.Seen(job), JobBuilder.Signed, "Note.", null, JobBuilder.ByTechnician());
        job.ApproveOwnership(request.Id, Office);
        job.VerifyApproved(JobBuilder.ByTechnician());
        Assert.Null(job.StandingCheck!.OwnerSignatureId);
    }

    [Fact]
    public void Verify_LetterWhileTheOwnerHasNotAnswered_IsRefusedUntilTheLinkIsTakenBack()
    {
        var job = JobBuilder.OnSite();
        var asked = job.AskOwner(Ana, byText: false, Office);
        var letter = Seen(job, Ana.RepresentativeName) with { Authority = AuthorityKind.OwnersLetter };
        Assert.Contains("has not answered yet", Refused(job, () => job.Verify(letter, JobBuilder.SignedBy(letter.Identity.PersonName), JobBuilder.ByTechnician())), StringComparison.Ordinal);

        job.RevokeOwnerSignature(asked.Id, Why, Office);
        job.Verify(letter, JobBuilder.SignedBy(letter.Identity.PersonName), JobBuilder.ByTechnician());
    }

    [Fact]
    public void Revoke_BetweenTwoVisits_TakesTheCheckAlong()
    {
        var job = JobBuilder.OnSite();
        var signature = Sign(job, Ana);
        VerifyByLink(job, Ana.RepresentativeName);
        job.EndVisitPartlyDone("The recorder needs a part.", JobBuilder.ByTechnician());

        job.RevokeOwnerSignature(signature.Id, Why, Office);

        Assert.Null(job.StandingCheck);
        JobBuilder.Schedule(job);
        job.Arrive(samePersonSeen: true, JobBuilder.ByTechnician());
        Assert.Equal(JobStatus.OnSite, job.Status);
    }

    [Fact]
    public void Resume_AfterGivingUp_WhatWasSignedStillStandsAndCanBeTakenBack()
    {
        var job = JobBuilder.OnSite();
        var signature = Sign(job, Ana);
        VerifyByLink(job, Ana.RepresentativeName);
        job.GiveUp("No method fits.", JobBuilder.ByTechnician());
        job.Resume("A new idea.", Office);

        Assert.Equal(OwnerSignatureState.Signed, signature.State);
        job.RevokeOwnerSignature(signature.Id, Why, Office);
        Assert.Null(job.StandingCheck);
    }

    [Theory]
    [InlineData("Casey Morgan", "MORGAN, Casey", "one and the same")]
    [InlineData("Pat Owner", "Casey Morgan", "sign for themselves")]
    [InlineData("Pat Owner", "Casey J Morgan", "sign for themselves")]
    [InlineData("Pat Owner", "Morgan", "sign for themselves")]
    [InlineData("Pat Owner", "Ana O'Brien-Muñoz", "only they can be asked")]
    [InlineData("Casey Morgan", "  ", "who acts for them")]
    public void AskOwner_WhoeverWouldSignForThemselves_IsRefused(string owner, string representative, string said)
    {
        var job = JobBuilder.Scheduled();

        Assert.Contains(said, Refused(job, () => job.AskOwner(new OwnerAsked(owner, representative, Language.English), byText: false, Office)), StringComparison.Ordinal);
    }

    [Fact]
    public void AskOwner_NoChannelOnFile_SaysWhatToDoAndByTextWhereOneIs()
    {
        var job = JobBuilder.Scheduled();
        job.Customer.Correct("Casey Morgan", null, "+12165550123");
        Assert.Equal(Job.NoChannelForOwner, Refused(job, () => job.AskOwner(Ana, byText: false, Office)));

        var signature = job.AskOwner(Ana, byText: true, Office);

        Assert.Equal((MessageChannel.Text, "+12165550123"), (signature.Channel, signature.SentTo));
    }

    [Fact]
    public void AskOwner_BySomebodyElseOrAtAnotherTime_IsRefused()
    {
        var job = JobBuilder.Scheduled();
        Refused(job, () => job.AskOwner(Ana, byText: false, Owner));
        Refused(job, () => job.AskOwner(Ana, byText: false, JobBuilder.ByOtherTechnician()));
        foreach (var late in new[] { JobBuilder.Verified(), JobBuilder.Closed(), JobBuilder.Cancelled(), JobBuilder.Refused(), JobBuilder.NotRecovered() })
        {
            Refused(late, () => late.AskOwner(Ana, byText: false, Office));
        }

        Assert.Equal(OwnerSignatureState.Asked, job.AskOwner(Ana, byText: false, JobBuilder.ByTechnician()).State);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("revoked")]
    [InlineData("declined")]
    [InlineData("signed")]
    [InlineData("other address")]
    [InlineData("cancelled")]
    [InlineData("other name")]
    [InlineData("other text")]
    [InlineData("not the owner")]
    public void SignByOwner_LinkNotGoodOrNotAsAsked_IsRefused(string how)
    {
        var job = JobBuilder.Scheduled();
        var signature = job.AskOwner(Ana, byText: false, Office);
        switch (how)
        {
            case "revoked": job.RevokeOwnerSignature(signature.Id, Why, Office); break;
            case "declined": job.DeclineByOwner(signature.Id, null, Owner); break;
            case "signed": job.SignByOwner(signature.Id, Signed, Owner); break;
            case "other address": job.Customer.Correct("Casey Morgan", "stranger@example.com", "+12165550123"); break;
            case "cancelled": job.Cancel("Called off.", JobBuilder.Rules, Office); break;
        }

        var signed = how switch { "other name" => Signed with { Name = "Ana O'Brien-Muñoz" }, "other text" => Signed with { TextVersion = "1999-01-01" }, _ => Signed };
        var step = how switch { "expired" => Owner with { At = JobBuilder.Now + OwnerSignature.LinkLife }, "not the owner" => Office, _ => Owner };

        Refused(job, () => job.SignByOwner(signature.Id, signed, step));
    }

    [Fact]
    public void Revoke_WhileOwnershipStandsOnIt_IsRefusedUntilThatIsWithdrawn()
    {
        var job = JobBuilder.OnSite();
        var signature = Sign(job, Ana);
        VerifyByLink(job, Ana.RepresentativeName);
        Assert.Contains("Withdraw the verification first", Refused(job, () => job.RevokeOwnerSignature(signature.Id, Why, Office)), StringComparison.Ordinal);

        job.WithdrawVerification("The owner called.", Office);
        Assert.Contains("Write why", Refused(job, () => job.RevokeOwnerSignature(signature.Id, " ", Office)), StringComparison.Ordinal);
        job.RevokeOwnerSignature(signature.Id, Why, Office);

        Assert.Equal(Why, job.Events[^1].Detail["reason"]);
        Refused(job, () => job.AskSecondPerson(Seen(job, Ana.RepresentativeName), JobBuilder.SignedBy(Ana.RepresentativeName), "Note.", null, JobBuilder.ByTechnician()));
    }

    [Fact]
    public void Precheck_SignatureByLinkNobodyGave_IsRefused()
    {
        var job = JobBuilder.Scheduled();
        Refused(job, () => job.Precheck(OwnershipSituation.OwnerOccupier, AuthorityKind.OwnerSignedByLink, new Dictionary<Guid, LinkKind>(), null, Office));
        Sign(job, Ana);

        Assert.Equal(AuthorityKind.OwnerSignedByLink, job.Precheck(OwnershipSituation.OwnerOccupier, AuthorityKind.OwnerSignedByLink, new Dictionary<Guid, LinkKind>(), null, Office).AuthorityKind);
    }

    [Fact]
    public void Text_OfEachVersion_NamesBothAndTakesNoNameForAPlace()
    {
        Assert.All(OwnerSignatureText.All, text =>
        {
            Assert.Equal(text.English.Count, text.Spanish.Count);
            foreach (var language in Enum.GetValues<Language>())
            {
                var words = string.Join(' ', text.In(language, "{representative}", "Ana {owner}"));
                Assert.Contains("{representative}", words, StringComparison.Ordinal);
                Assert.Contains("Ana {owner}", words, StringComparison.Ordinal);
                Assert.DoesNotContain("Ana {representative}", words, StringComparison.Ordinal);
            }
        });
        Assert.Distinct(OwnerSignatureText.All.Select(text => text.Version));
    }

    private static OwnershipSeen Seen(Job job, string name) => JobBuilder.Seen(job) with { Authority = AuthorityKind.OwnerSignedByLink, Identity = JobBuilder.Identity with { PersonName = name } };

    private static void VerifyByLink(Job job, string onId)
    {
        var request = job.AskSecondPerson(Seen(job, onId), JobBuilder.SignedBy(onId), "The owner signed by link.", null, JobBuilder.ByTechnician());
        job.ApproveOwnership(request.Id, Office);
        job.VerifyApproved(JobBuilder.ByTechnician());
    }

    private static OwnerSignature Sign(Job job, OwnerAsked asked)
    {
        var signature = job.AskOwner(asked, byText: false, Office);
        job.SignByOwner(signature.Id, Signed, Owner);
        return signature;
    }

    private static Job InState(string state)
    {
        var job = JobBuilder.OnSite();
        switch (state)
        {
            case "unasked":
                break;
            case "asked" or "expired":
                job.AskOwner(Ana, byText: false, Office);
                break;
            case "declined":
                job.DeclineByOwner(job.AskOwner(Ana, byText: false, Office).Id, null, Owner);
                break;
            case "revoked":
                job.RevokeOwnerSignature(Sign(job, Ana).Id, Why, Office);
                break;
            case "asked anew":
                Sign(job, Ana);
                job.AskOwner(Ana, byText: false, Office with { At = JobBuilder.Now + Duration.FromMinutes(1) });
                break;
            case "from another address":
                Sign(job, Ana);
                job.Customer.Correct("Casey Morgan", "casey.new@example.com", "+12165550123");
                break;
            case "reopened":
                Sign(job, Ana);
                VerifyByLink(job, Ana.RepresentativeName);
                JobBuilder.Reinitialize(job);
                job.Close("It works again.", JobBuilder.ByTechnician());
                job.Reopen("Locked again.", JobBuilder.Rules, Office);
                JobBuilder.Schedule(job);
                job.Arrive(samePersonSeen: true, JobBuilder.ByTechnician());
                break;
            default:
                Sign(job, Ana);
                break;
        }

        return job;
    }

    private static string Refused(Job job, Action act)
    {
        var before = JobSnapshot.Of(job);
        var refused = Assert.Throws<IllegalTransition>(act);
        Assert.Equal(before, JobSnapshot.Of(job));
        return refused.Message;
    }
}
