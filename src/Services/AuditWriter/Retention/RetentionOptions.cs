using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Auditor.Rules;

namespace Auditor.AuditWriter.Retention;

/// <summary>When the policies are applied by themselves. Section <c>Auditor:Retention</c>.</summary>
public sealed class RetentionOptions : IValidatableObject
{
    public const string Section = "Auditor:Retention";

    private const string TimeFormat = "HH:mm";

    /// <summary>Time of day of the daily run, <c>HH:mm</c>; empty: none.</summary>
    public string DailyAt { get; set; } = "03:00";

    /// <summary>Whose time of day; IANA or Windows id.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>
    /// Whether the store's file is written anew after a run that erased something, so that no copy is left that SQLite made when it moved
    /// entries about. Appends wait meanwhile; a large file takes minutes.
    /// </summary>
    public bool RewriteFile { get; set; } = true;

    /// <summary>Null: no daily run.</summary>
    internal TimeOnly? Daily => TimeOnly.TryParseExact(DailyAt, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly daily) ? daily : null;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DailyAt.Length > 0 && Daily is null)
        {
            yield return new ValidationResult($"{Section}:DailyAt is '{DailyAt}'; it must be a time of day like 03:00, or empty for no daily run.");
        }

        if (NamedTimeZone.Find(TimeZone) is null)
        {
            yield return new ValidationResult($"{Section}:TimeZone is '{TimeZone}', which is no time zone; give an IANA or Windows id, like Europe/Berlin.");
        }
    }
}
