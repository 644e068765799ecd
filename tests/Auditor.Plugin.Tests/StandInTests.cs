using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Auditor.Plugin.Tests;

/// <summary>What compiles against the stand-in must compile against the SDK.</summary>
public sealed class StandInTests
{
    [Theory]
    [InlineData("SmartClient", true)]
    [InlineData("Server", true)]
    [InlineData("Control", true)]
    [InlineData("System", false)]
    public void Message_ids_are_constants_except_those_of_the_system(string group, bool constant)
    {
        List<bool> fields = Literals("MessageId", group);

        Assert.NotEmpty(fields);
        Assert.All(fields, literal => Assert.Equal(constant, literal));
    }

    [Fact]
    public void Playback_commands_are_constants() => Assert.All(Literals("", "PlaybackData"), Assert.True);

    [Fact]
    public void A_log_message_has_no_category_name_as_on_older_hosts() =>
        Assert.DoesNotContain("CategoryName", typeof(VideoOS.Platform.Log.LogMessage).GetProperties().Select(property => property.Name));

    /// <summary>Whether each public field of a type is a constant.</summary>
    private static List<bool> Literals(string outer, string name)
    {
        using var file = new PEReader(File.OpenRead(typeof(VideoOS.Platform.FQID).Assembly.Location));
        MetadataReader reader = file.GetMetadataReader();
        TypeDefinition type = reader.TypeDefinitions.Select(reader.GetTypeDefinition).Single(found =>
            reader.GetString(found.Name) == name && (outer.Length == 0 || Outer(reader, found) == outer));
        return
        [
            .. type.GetFields().Select(reader.GetFieldDefinition)
                .Where(field => field.Attributes.HasFlag(FieldAttributes.Public) && field.Attributes.HasFlag(FieldAttributes.Static))
                .Select(field => field.Attributes.HasFlag(FieldAttributes.Literal)),
        ];
    }

    private static string Outer(MetadataReader reader, TypeDefinition type) =>
        type.GetDeclaringType() is { IsNil: false } outer ? reader.GetString(reader.GetTypeDefinition(outer).Name) : "";
}
