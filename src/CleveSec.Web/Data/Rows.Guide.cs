using CleveSec.Domain.Customers;
using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.Web.Data;

/// <summary>One page of the guide in one language, Markdown, as it is published.</summary>
internal sealed class GuideTopic
{
    public const int SlugMaxLength = 60;
    public const int TitleMaxLength = 120;
    public const int SummaryMaxLength = 300;
    public const int BodyMaxLength = 60_000;

    public string Slug { get; set; } = "";
    public Language Language { get; set; }
    public string Title { get; set; } = "";
    public string Summary { get; set; } = "";
    public string Body { get; set; } = "";
    public int Position { get; set; }

    /// <summary>When somebody last held it against its sources.</summary>
    public LocalDate CheckedOn { get; set; }

    /// <summary>SHA-256 of what was seeded. Seeding replaces a topic only while it still says that, so that nobody has edited it.</summary>
    public string? SeedHash { get; set; }
    public Instant PublishedAt { get; set; }

    /// <summary>The number of the <see cref="GuideVersion"/> that is published; 0 when it came from the files and was never edited.</summary>
    public int Version { get; set; }
}

/// <summary>One reset method as data, for the guide, the diagnosis, the job sheet and reports.</summary>
internal sealed class GuideMethod
{
    public string Id { get; set; } = "";
    public RecorderBrand? Brand { get; set; }
    public string Topic { get; set; } = "";
    public string Network { get; set; } = "";
    public string Settings { get; set; } = "";
    public string Footage { get; set; } = "";
    public bool WorksOffline { get; set; }
    public bool Destructive { get; set; }
    public string? NextId { get; set; }

    /// <summary>The business's own estimate in percent, labelled as such; null where it has none.</summary>
    public int? EstimatePercent { get; set; }
    public List<string> Sources { get; set; } = [];

    /// <summary>Fields that rest on inference, not on a source.</summary>
    public List<string> Unproven { get; set; } = [];
    public int Position { get; set; }
    public LocalDate CheckedOn { get; set; }
    public MethodWords English { get; set; } = new();
    public MethodWords Spanish { get; set; } = new();
    public string SeedHash { get; set; } = "";
    public Instant PublishedAt { get; set; }

    /// <summary>The number of the <see cref="GuideVersion"/> that is published; 0 when it came from the files and was never edited.</summary>
    public int Version { get; set; }

    public MethodWords In(Language language) => language == Language.Spanish ? Spanish : English;
}

/// <summary>What a method is called and how it is explained, in one language.</summary>
internal sealed record MethodWords
{
    public string Name { get; init; } = "";
    public IReadOnlyList<string> Needs { get; init; } = [];
    public string Minutes { get; init; } = "";
    public string SettingsNote { get; init; } = "";
    public string FootageNote { get; init; } = "";
    public string Cost { get; init; } = "";
    public string Risk { get; init; } = "";
    public IReadOnlyList<string> Limits { get; init; } = [];
    public IReadOnlyList<string> Steps { get; init; } = [];
    public string WhenToStop { get; init; } = "";

    /// <summary>What the estimate rests on; null where there is no estimate.</summary>
    public string? EstimateNote { get; init; }
}

/// <summary>One saved state of a topic or method, never changed afterwards but for its publication. Of two editors who started from the same one, the second finds the number taken.</summary>
internal sealed class GuideVersion
{
    public const int SubjectMaxLength = 90;
    public const int NoteMaxLength = 200;

    /// <summary>"topic/qr-code/Spanish" or "method/dahua-email".</summary>
    public string Subject { get; set; } = "";

    /// <summary>1, 2, 3 … for each subject.</summary>
    public int Number { get; set; }

    /// <summary>The whole content as JSON.</summary>
    public string Content { get; set; } = "";

    /// <summary>What changed, in the editor's words.</summary>
    public string? Note { get; set; }
    public Guid? ById { get; set; }
    public string ByName { get; set; } = "";
    public Instant At { get; set; }

    /// <summary>When it last became what readers see; null for a draft.</summary>
    public Instant? PublishedAt { get; set; }
}

/// <summary>A picture of the guide, made anew from what was uploaded.</summary>
internal sealed class GuideImage
{
    public const int NameMaxLength = 120;

    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public byte[] Bytes { get; set; } = [];
    public int Width { get; set; }
    public int Height { get; set; }
    public string ByName { get; set; } = "";
    public Instant At { get; set; }
}

internal enum CommentState
{
    /// <summary>The sender has not yet opened the mailed link.</summary>
    Unconfirmed,

    /// <summary>Waits for staff.</summary>
    Waiting,
    Published,
    Rejected,

    /// <summary>Held back as a program's work; staff may still look.</summary>
    Spam,
}

/// <summary>A question or comment under a page of the guide.</summary>
internal sealed class GuideComment
{
    public const int NameMaxLength = 80;
    public const int TextMaxLength = 2000;
    public const int AnswerMaxLength = 4000;

    public Guid Id { get; set; }
    public string Slug { get; set; } = "";
    public Language Language { get; set; }
    public string Name { get; set; } = "";

    /// <summary>Never shown; erased 30 days after the answer.</summary>
    public string? Email { get; set; }
    public string Text { get; set; } = "";
    public CommentState State { get; set; }
    public Instant At { get; set; }
    public Instant? ConfirmedAt { get; set; }
    public string? Answer { get; set; }
    public string? AnsweredByName { get; set; }

    /// <summary>When staff published or rejected it.</summary>
    public Instant? DecidedAt { get; set; }
}

/// <summary>How many readers of a day said that a page helped, or did not.</summary>
internal sealed class GuideVote
{
    public string Slug { get; set; } = "";
    public Language Language { get; set; }
    public LocalDate Day { get; set; }
    public int Helped { get; set; }
    public int DidNot { get; set; }
}
