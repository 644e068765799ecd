using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.AuditWriter.Differences;
using Auditor.Contracts;
using Auditor.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace Auditor.AuditWriter.Tests;

public sealed class DifferenceTests
{
    [Theory]
    [InlineData("""{"value":"60"}""", """{"value":"75"}""", """[{"path":"/value","kind":"changed","before":"60","after":"75"}]""")]
    [InlineData("null", """{"a":1}""", """[{"path":"","kind":"added","after":{"a":1}}]""")]
    [InlineData("""{"a":1}""", "null", """[{"path":"","kind":"removed","before":{"a":1}}]""")]
    [InlineData("1", "\"1\"", """[{"path":"","kind":"changed","before":1,"after":"1"}]""")]
    [InlineData("""{"a":1.0,"b":[1,2]}""", """{"b":[1,2],"a":1}""", "[]")]
    [InlineData("""{"a":null}""", """{"b":null}""", """[{"path":"/a","kind":"removed"},{"path":"/b","kind":"added"}]""")]
    [InlineData("""{"a":null}""", """{"a":1}""", """[{"path":"/a","kind":"changed","after":1}]""")]
    [InlineData("""{"a/b":{"~":1}}""", """{"a/b":{"~":2}}""", """[{"path":"/a~1b/~0","kind":"changed","before":1,"after":2}]""")]
    [InlineData("[1,2,3,4]", "[1,9,3,4,5]", """[{"path":"/1","kind":"changed","before":2,"after":9},{"path":"/4","kind":"added","after":5}]""")]
    [InlineData("[1,2,3]", "[2,3]", """[{"path":"/0","kind":"removed","before":1}]""")]
    [InlineData(
        """[{"id":1,"n":"a"},{"id":2,"n":"b"}]""",
        """[{"id":0,"n":"z"},{"id":2,"n":"B"}]""",
        """[{"path":"/0","kind":"removed","before":{"id":1,"n":"a"}},{"path":"/0","kind":"added","after":{"id":0,"n":"z"}},{"path":"/1/n","kind":"changed","before":"b","after":"B"}]""")]
    [InlineData(
        """{"cameras":[{"name":"A","on":true},{"name":"B","on":true},{"name":"C","on":true}]}""",
        """{"cameras":[{"name":"C","on":false},{"name":"A","on":true},{"name":"B","on":true}]}""",
        """[{"path":"/cameras/2","kind":"removed","before":{"name":"C","on":true}},{"path":"/cameras/0","kind":"added","after":{"name":"C","on":false}}]""")]
    [InlineData(
        """[{"id":1,"x":1},{"id":1,"x":2}]""",
        """[{"id":1,"x":1},{"id":1,"x":3}]""",
        """[{"path":"/1/x","kind":"changed","before":2,"after":3}]""")]
    public void Two_states_differ_by_element(string previous, string current, string expected) =>
        Assert.Equal(expected, WireFormat.SerializeToText(Difference(previous, current).Elements));

    [Fact]
    public void Applying_the_difference_to_the_previous_state_gives_the_new_one() =>
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue - 1).Select(States).ToArbitrary(),
            states => JsonNode.DeepEquals(Apply(states.Previous, Difference(states.Previous, states.Current)), JsonNode.Parse(states.Current)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void A_difference_says_when_it_is_not_whole()
    {
        string previous = JsonSerializer.Serialize(Enumerable.Range(0, 1000).ToDictionary(i => $"k{i}", _ => 1));
        string current = JsonSerializer.Serialize(Enumerable.Range(0, 1000).ToDictionary(i => $"k{i}", _ => 2));
        string one = JsonSerializer.Serialize(Enumerable.Range(0, 1001).ToDictionary(i => $"k{i}", _ => 2));

        Assert.False(Difference(previous, current).Truncated);
        Assert.True(Difference(previous, one).Truncated);
        Assert.Equal(1000, Difference(previous, one).Elements.Count);
    }

    [Fact]
    public void Lists_too_long_to_align_go_by_their_place_and_still_come_out_right()
    {
        string previous = JsonSerializer.Serialize(Enumerable.Range(0, 2000).Select(i => i < 1990 ? i : -i));
        string current = JsonSerializer.Serialize(Enumerable.Range(0, 2000).Select(i => i is > 3 and < 400 ? i + 5000 : i == 1999 ? 7 : i));

        StateDifference difference = Difference(previous, current);

        Assert.False(difference.Truncated);
        Assert.True(JsonNode.DeepEquals(Apply(previous, difference), JsonNode.Parse(current)));
    }

    private static StateDifference Difference(string previous, string current) => StateComparison.Of(new JsonText(previous), new JsonText(current));

    /// <summary>As the difference's documentation says: removals last first, then additions and changes first first.</summary>
    private static JsonNode? Apply(string previous, StateDifference difference)
    {
        var root = new JsonObject { ["state"] = JsonNode.Parse(previous) };
        foreach (DifferentElement removed in difference.Elements.Where(element => element.Kind == DifferenceKind.Removed).Reverse())
        {
            (JsonNode parent, string last) = Find(root, removed.Path);
            if (parent is JsonArray list)
            {
                list.RemoveAt(int.Parse(last, CultureInfo.InvariantCulture));
            }
            else if (removed.Path.Length == 0)
            {
                parent[last] = null;
            }
            else
            {
                Assert.True(parent.AsObject().Remove(last));
            }
        }

        foreach (DifferentElement element in difference.Elements.Where(element => element.Kind != DifferenceKind.Removed))
        {
            (JsonNode parent, string last) = Find(root, element.Path);
            JsonNode? value = JsonNode.Parse(element.After.ToString());
            if (parent is JsonArray list && element.Kind == DifferenceKind.Added)
            {
                list.Insert(int.Parse(last, CultureInfo.InvariantCulture), value);
            }
            else if (parent is JsonArray items)
            {
                items[int.Parse(last, CultureInfo.InvariantCulture)] = value;
            }
            else
            {
                parent[last] = value;
            }
        }

        return root["state"];
    }

    private static (JsonNode Parent, string Last) Find(JsonNode root, string pointer)
    {
        string[] steps = [.. ("/state" + pointer).Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
        JsonNode parent = root;
        foreach (string step in steps[..^1])
        {
            parent = (parent is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)] : parent[step])!;
        }

        return (parent, steps[^1]);
    }

    /// <summary>Two states of which the second is the first with some parts changed, so that alignment has something to find.</summary>
    private static (string Previous, string Current) States(int seed)
    {
        var random = new Random(seed);
        JsonNode? previous = Value(random, 0);
        return (Text(previous), Text(random.Next(8) == 0 ? Value(random, 0) : Changed(random, previous, 0)));
    }

    private static string Text(JsonNode? value) => value?.ToJsonString() ?? "null";

    private static JsonNode? Value(Random random, int depth) => random.Next(depth < 3 ? 9 : 4) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Next(4),
        3 => "t" + random.Next(4),
        4 or 5 => new JsonObject(Enumerable.Range(0, random.Next(5)).Select(i => KeyValuePair.Create(Name(i), Value(random, depth + 1)))),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(6)).Select(_ => Value(random, depth + 1))]),
        _ => new JsonArray([.. Enumerable.Range(0, random.Next(6)).Select(i => (JsonNode?)Item(random, i, depth))]),
    };

    private static JsonObject Item(Random random, int id, int depth) => new() { ["id"] = id, ["v"] = Value(random, depth + 2) };

    private static string Name(int index) => index switch { 0 => "a/b", 1 => "~", 2 => "", _ => "m" + index };

    private static JsonNode? Changed(Random random, JsonNode? value, int depth)
    {
        switch (value)
        {
            case JsonObject members when random.Next(6) > 0:
                return new JsonObject(members
                    .Where(_ => random.Next(6) > 0)
                    .Select(member => KeyValuePair.Create(member.Key, member.Key == "id" ? member.Value?.DeepClone() : Changed(random, member.Value, depth + 1)))
                    .Append(KeyValuePair.Create("n" + random.Next(100), Value(random, depth + 1))));
            case JsonArray items when random.Next(6) > 0:
                List<JsonNode?> changed = [.. items.Where(_ => random.Next(5) > 0).Select(item => random.Next(3) == 0 ? Changed(random, item, depth + 1) : item?.DeepClone())];
                if (random.Next(3) == 0)
                {
                    changed.Insert(random.Next(changed.Count + 1), items.All(item => item is JsonObject) ? Item(random, 50, depth) : Value(random, depth + 1));
                }

                if (random.Next(4) == 0)
                {
                    changed.Reverse();
                }

                return new JsonArray([.. changed]);
            default:
                return random.Next(3) == 0 ? Value(random, depth) : value?.DeepClone();
        }
    }
}
