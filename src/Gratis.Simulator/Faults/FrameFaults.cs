using System.Text;
using Gratis.Simulator.Answers;
using Gratis.Simulator.Personalities;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Faults;

/// <summary>Faults of a stream's frames.</summary>
internal static class FrameFaults
{
    private const long GiantDefault = 1024 * 1024;
    private const long MostBytes = 64 * 1024 * 1024;

    /// <summary>Changes the frames; true when the stream must never end.</summary>
    public static bool Apply(List<FaultSpec>? faults, List<Frame> frames, Personality manners, Call call)
    {
        var stalls = false;
        foreach (var fault in faults ?? [])
        {
            switch (fault.Kind)
            {
                case FaultKind.Stall:
                    CutAfter(frames, fault.Count);
                    stalls = true;
                    break;
                case FaultKind.SilentEnd:
                    CutAfter(frames, fault.Count == 0 ? int.MaxValue : fault.Count);
                    break;
                case FaultKind.NoDone:
                    frames.RemoveAll(frame => frame.Kind is FrameKind.Done);
                    break;
                case FaultKind.ErrorFrame:
                    CutAfter(frames, fault.Count);
                    var (asEvent, payload) = manners.ErrorFrame(call.Prompt.Model, call.Now);
                    frames.Add(new Frame(asEvent ? FrameKind.ErrorEvent : FrameKind.Data, payload, 0, Place.Usage));
                    if (manners.Habits.DoneAfterError)
                        frames.Add(Frame.Done);
                    break;
                case FaultKind.GiantFrame:
                    frames.Insert(After(frames, fault.Count), Giant(call, fault.Bytes == 0 ? GiantDefault : Math.Min(fault.Bytes, MostBytes)));
                    break;
                case FaultKind.DuplicateDone:
                    frames.Add(Frame.Done);
                    break;
                case FaultKind.EarlyDone:
                    frames.Insert(After(frames, 0), Frame.Done);
                    break;
                case FaultKind.CommentsOnly:
                    frames.Clear();
                    for (var i = 0; i < 3; i++)
                        frames.Add(new Frame(FrameKind.Comment, Encoding.UTF8.GetBytes(manners.Habits.Comment), 0, Place.First));
                    break;
                case FaultKind.MidStreamUsage:
                    AddUsage(frames, manners, call);
                    break;
                default:
                    break;
            }
        }

        return stalls;
    }

    /// <summary>How the frames' lines look.</summary>
    public static LineStyle Style(List<FaultSpec>? faults)
    {
        var style = default(LineStyle);
        foreach (var fault in faults ?? [])
        {
            style = fault.Kind switch
            {
                FaultKind.Crlf => style with { Crlf = true },
                FaultKind.NoSpace => style with { NoSpace = true },
                FaultKind.MultiLine => style with { MultiLine = true },
                _ => style,
            };
        }

        return style;
    }

    private static void CutAfter(List<Frame> frames, int content)
    {
        var at = After(frames, content);
        frames.RemoveRange(at, frames.Count - at);
    }

    /// <summary>The place behind so many content frames; behind the last of them when there are fewer.</summary>
    private static int After(List<Frame> frames, int content)
    {
        var behindLast = -1;
        for (var i = 0; i < frames.Count; i++)
        {
            if (!frames[i].IsContent)
                continue;
            if (content-- == 0)
                return i;
            behindLast = i + 1;
        }

        return behindLast >= 0 ? behindLast : Math.Max(0, frames.FindIndex(frame => frame.Place is Place.Finish));
    }

    private static Frame Giant(Call call, long bytes) => new(FrameKind.Data, JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", "giant-" + call.Hex);
        writer.WriteString("object", "chat.completion.chunk");
        writer.WriteString("model", call.Prompt.Model);
        writer.WriteStartArray("choices");
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        writer.WriteStartObject("delta");
        writer.WriteString("content", new string('g', (int)bytes));
        writer.WriteEndObject();
        writer.WriteNull("finish_reason");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }), Tokens.Upto((int)bytes), Place.Middle);

    private static void AddUsage(List<Frame> frames, Personality manners, Call call)
    {
        var tokens = 0;
        for (var i = 0; i < frames.Count; i++)
        {
            tokens += frames[i].Tokens;
            if (frames[i].IsContent)
                frames.Insert(++i, ChatFrames.UsageChunk(manners, call, tokens));
        }
    }
}
