using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>The policies as the API shows them.</summary>
/// <param name="Revision">Also the ETag; If-Match must carry it.</param>
/// <param name="Policies">One for each class at most. What has none is kept for ever.</param>
/// <param name="Schedule">Whether they are applied every day.</param>
/// <param name="ChangedAt">UTC; absent before the first change.</param>
/// <param name="ChangedBy">Who set them.</param>
public sealed record RetentionView(
    long Revision, IReadOnlyList<RetentionPolicy> Policies, RetentionSchedule Schedule, DateTimeOffset? ChangedAt, Actor? ChangedBy);
